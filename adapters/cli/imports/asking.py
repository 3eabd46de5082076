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
from bot.ingest.reading import Assumption, said_of
from bot.ledger.known_files import Known

_PUBLISHED = "Published on (2024-05-01; Enter: not recorded)"
_MORE = {"url": "Its web address (Enter: not recorded)", "licence": "Its licence (Enter: not recorded)"}


def settle(asked: Asked, known: Known, again: Callable[[Orders], LaidOut], now: datetime) -> Known:
    """The file as it is to be recorded, where nothing of it is in doubt, or somebody said yes.

    On a terminal a file of a new kind is shown, and what nobody knows of its source is asked; elsewhere ImportDoubtful
    is raised for what is in doubt. Raises Abort where somebody says no.
    """
    doubts = known.doubts(asked.name)
    if asked.as_shown or (not doubts and (known.own or known.mapping is not None)):
        return known
    if asked.yes or not at_terminal():
        if doubts:
            raise _doubtful(doubts, replace(asked, yes=False, as_shown=True))
        return known
    showing.show(known, asked.name, now)
    tell()
    more = _asked_about(known.laid_out) if known.mapping is None else _asked_anew(known)
    if more != Orders():
        known = replace(known, laid_out=again(more.over(known.laid_out.orders)))
        doubts = known.doubts(asked.name)
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
    return said if laid_out.is_dated else _answered(said, "published", _PUBLISHED)


def _asked_anew(known: Known) -> Orders:
    """What holds for this one file of those that are read by a mapping: all else was answered of the first."""
    anew = "published" in known.laid_out.orders.anew and not known.laid_out.is_dated
    return _answered(Orders(), "published", _PUBLISHED) if anew else Orders()


def _answered(said: Orders, field: str, question: str) -> Orders:
    """Asked until it can be read."""
    while True:
        text = encodable(click.prompt(question, default="", show_default=False)).strip()
        answer: dict[str, Any] = {field: text or None}
        try:
            return checked(replace(said, **answer))
        except UnclearOrders as error:
            say(f"{error}.")
