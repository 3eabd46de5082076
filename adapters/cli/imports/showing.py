"""`factdesk import --preview`: what a file would bring, of which nothing is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import click

from adapters.cli.say import say
from bot.errors import ImportRefused, LedgerUnreadable
from bot.ingest.datapackage import read_package
from bot.ingest.observation import Observation, observations, observations_of
from bot.ingest.opened import lay_out, package_at
from bot.ingest.orders import Orders


def preview_json(path: Path, orders: Orders) -> None:
    """One object a line for every observation that would be recorded, at once. Raises LedgerUnreadable where there is
    none, and ImportRefused where every row is faulty; what else is at fault is said beside it."""
    package = package_at(path)
    if package is not None:
        _printed(observations_of(read_package(package)))
        return
    laid_out = lay_out(path, orders)
    count = _printed(observations(laid_out))
    try:
        laid_out.faults.refuse_if_any()
    except ImportRefused as refused:
        if not count:
            raise
        for problem in refused.problems:
            say(str(problem))
    if not count:
        raise LedgerUnreadable(f"{path} holds no figures that could be read")


def _printed(found: Iterable[Observation]) -> int:
    count = 0
    for one in found:
        click.echo(json.dumps(one, ensure_ascii=False).encode("utf-8"))
        count += 1
    return count
