"""What a person is asked before a file that was not seen before is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from adapters.cli.imports import showing
from adapters.cli.imports.asked import Asked
from adapters.cli.reading import at_terminal, encodable
from adapters.cli.say import say, tell
from bot.errors import ImportDoubtful, UnclearOrders
from bot.ingest.checked_orders import checked
from bot.ingest.laid_out import LaidOut
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption, Reading, said_of
from bot.ledger.known_files import Known

_MORE = {"url": "Its web address (Enter: not recorded)", "licence": "Its licence (Enter: not recorded)"}


def settle(asked: Asked, known: Known, again: Callable[[Orders], LaidOut], now: datetime) -> Known:
    """The file as it is to be recorded, where nothing of it is in doubt, or somebody said yes.

    On a terminal a file of a new kind is shown, and what nobody knows of its source is asked; elsewhere ImportDoubtful
    is raised for what is in doubt. Raises Abort where somebody says no.
    """
    doubts = known.doubts(asked.name)
    if asked.as_shown or known.own or (known.mapping is not None and not doubts):
        return known
    if asked.yes or not at_terminal():
        if doubts:
            raise _doubtful(doubts, replace(asked, yes=False, as_shown=True))
        return known
    showing.show(known.laid_out, now)
    tell()
    more = _asked_about(known.laid_out)
    if more != Orders():
        known = replace(known, laid_out=again(more.over(known.laid_out.orders)))
    if not click.confirm("Record them?", default=not doubts):
        say("Nothing was imported.")
        raise click.Abort
    return known


def _doubtful(doubts: list[Assumption], asked: Asked) -> ImportDoubtful:
    count = "1 thing is" if len(doubts) == 1 else f"{len(doubts)} things are"
    message = f"Nothing was imported: {count} in doubt. --preview shows how the file was read; this command takes it so"
    return ImportDoubtful(message, [*map(said_of, doubts), asked.command()])


def _asked_about(laid_out: LaidOut) -> Orders:
    """What the file does not say of its source, as far as somebody knows it."""
    told = laid_out.orders
    sourced = told.source is not None or all("source" in one.columns or one.source for one in laid_out.readings)
    said = Orders()
    if not sourced:
        said = _answered(said, "source", "Source (who published it; Enter: not recorded)")
    if said.source is not None:
        for field, question in _MORE.items():
            said = said if getattr(told, field) else _answered(said, field, question)
    dated = told.published is not None or all(map(_is_dated, laid_out.readings))
    return said if dated else _answered(said, "published", "Published on (2024-05-01; Enter: not recorded)")


def _is_dated(reading: Reading) -> bool:
    of_source = reading.source.published_on if reading.source else None
    return "published_on" in reading.columns or of_source is not None


def _answered(said: Orders, field: str, question: str) -> Orders:
    """Asked until it can be read."""
    while True:
        text = encodable(click.prompt(question, default="", show_default=False)).strip()
        answer: dict[str, Any] = {field: text or None}
        try:
            return checked(replace(said, **answer))
        except UnclearOrders as error:
            say(f"{error}.")
