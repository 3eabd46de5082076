"""Figures held that a file gives another value, though it is of the same source and day: whether to put them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import click
from sqlalchemy import Engine

from adapters.cli.imports.asked import Asked
from adapters.cli.reading import at_terminal, encodable
from adapters.cli.say import say, tell
from adapters.cli.telling import Teller
from adapters.local_user import local_user
from adapters.main import newsroom_zone, style_for
from bot.ask.prose import Prose
from bot.cards.corrections import offer_lines
from bot.errors import ImportDoubtful
from bot.ingest import Batch
from bot.ledger.mending import Offer, offers
from bot.ledger.retracting import Act
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

_SHOWN = 10
"""Figures that are told one by one; the others are counted."""
_CORRECT, _KEEP, _STOP = "correct", "keep", "stop"


def agreed(engine: Engine, batch: Batch, asked: Asked, now: datetime) -> Act | None:
    """The order to put right what the file says otherwise; None: there is nothing, or it is kept beside what is held.

    Raises ImportDoubtful where nobody is there to be asked, and Abort where somebody wants nothing recorded.
    """
    if asked.correct is not None:
        return _act(asked.correct, now)
    found = [] if asked.keep_rivals else offers(engine, batch, now)
    if not found:
        return None
    told = _told(engine, found, now)
    if asked.yes or not at_terminal():
        right = replace(asked, correct=_reason(asked))
        raise ImportDoubtful(
            "Nothing was imported: figures held of the same source and day have other values. The first command puts "
            "them right, and the second keeps both",
            [*told, right.command(), replace(asked, keep_rivals=True).command()],
        )
    for line in told:
        tell(line)
    return _asked(asked, now)


def tell_corrected(engine: Engine, corrected: Sequence[Offer], now: datetime) -> None:
    """What was put right, and where the wrong ones were given."""
    teller = Teller(engine, now)
    for offer in corrected[:_SHOWN]:
        if offer.withheld:
            tell("Corrected: a figure that nobody is given yet.")
            continue
        teller.figure("Corrected", offer.held)
        teller.figure("In its place", offer.said)
        teller.receipts(offer.held)
    if len(corrected) > _SHOWN:
        tell(f"{len(corrected) - _SHOWN:,} more were corrected; `factdesk ledger log` lists them.")


def _asked(asked: Asked, now: datetime) -> Act | None:
    choice = click.prompt(
        "Correct what is held, keep both, or stop?", type=click.Choice([_CORRECT, _KEEP, _STOP]), default=_STOP
    )
    if choice == _KEEP:
        return None
    if choice == _STOP:
        say("Nothing was imported.")
        raise click.Abort
    return _act(encodable(click.prompt("Why? Readers are told it", default=_reason(asked))), now)


def _act(why: str, now: datetime) -> Act:
    return Act.of(local_user(), encodable(why), now, newsroom_zone())


def _reason(asked: Asked) -> str:
    return f"the source's own file says otherwise ({asked.name})"


def _told(engine: Engine, found: Sequence[Offer], now: datetime) -> list[str]:
    prose = Prose(Reader(engine, now, EVERYTHING).catalogue(), style_for(engine, now))
    return list(offer_lines(found, prose))
