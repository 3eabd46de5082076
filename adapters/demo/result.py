"""How the official result comes into the demo's ledger: entered by one person, and published by another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Engine

from adapters.demo.story import ZONE
from bot.ask.prose import Prose
from bot.ask.style import HouseStyle
from bot.cards.card import Card
from bot.cards.review import ReviewCards
from bot.ingest.batch import Batch
from bot.ledger.drafts import as_drafts
from bot.ledger.editor import Editor
from bot.ledger.publish import publish
from bot.ledger.record import record
from bot.ledger.review import all_waiting, waiting
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

_WHY = "as the official count gives them"


def enter(engine: Engine, result: Batch, now: datetime, by: str) -> int:
    """As drafts, which nobody is given; how many there are."""
    record(engine, as_drafts(result), now, by=by, zone=ZONE)
    return len(all_waiting(engine))


def review(engine: Engine, style: HouseStyle, now: datetime, by: str) -> Iterator[Card]:
    """The drafts that would change a figure that stands, as whoever is to publish them sees them."""
    prose = Prose(Reader(engine, now, EVERYTHING).catalogue(), style)
    cards, editor = ReviewCards(prose, ZONE, now), Editor(by, now, style, zone=ZONE)
    for draft, _ in all_waiting(engine):
        found = waiting(engine, draft.id, editor)
        if any(one.value != draft.value for one in found.replaces):
            yield cards.draft(found)


def publish_all(engine: Engine, style: HouseStyle, now: datetime, by: str) -> None:
    """All drafts, by somebody else than entered them."""
    ids = [draft.id for draft, _ in all_waiting(engine)]
    publish(engine, ids, Editor(by, now, style, zone=ZONE), _WHY)
