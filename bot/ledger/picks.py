"""What was picked of a question that was asked back: which words meant what, as somebody said by a click or a number.

It is the desk's alone: words that one person asked are told to nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, or_, select

from bot.answer import Answer, Option
from bot.domain import Outcome
from bot.ledger.open_questions import same_words
from bot.store.engine import reading, writing
from bot.store.inserting import insert_new
from bot.store.people import Who
from bot.store.tables import picked_reading
from bot.store.types import JsonText


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who picked what when. Of one `choice`, that is one option of one question back, a `picker` has one pick, however
    often they press. `asker` is who asked. People are named as "slack/T1/U1" or "terminal:ana"; `at` is UTC."""

    choice: str
    asker: str
    picker: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pick:
    """`question` is as it was asked; a `follow_up` goes on from another one and means nothing by itself. `option` is
    what was picked, in the words it was offered in, and `reading` its meaning, as `bot.ask.meaning_json` writes it;
    None: none is known, as of a key date, or of what an earlier version offered."""

    question: str
    follow_up: bool
    option: str
    reading: Mapping[str, Any] | None
    occasion: Occasion


@dataclass(frozen=True, slots=True)
class Picked:
    """The picks of one reading for the same words, the latest first; never none."""

    picks: tuple[Pick, ...]

    @property
    def last(self) -> Pick:
        return self.picks[0]


def pick_of(back: Answer, option: Option, answer: Answer, occasion: Occasion) -> Pick | None:
    """What is to be kept when an option of `back` was picked and led to `answer`.

    None where that says nothing about words: nothing was asked back, only more was offered; no words were asked, or
    they are not to be kept; what was picked is not answered any more.
    """
    if back.outcome is not Outcome.AMBIGUOUS or not back.question or answer.outcome is Outcome.ABSTAINED:
        return None
    meant = answer.reading if option.reading is None else option.reading
    return Pick(back.question, back.asked is not None, option.text, meant, occasion)


def keep(connection: Connection, pick: Pick) -> None:
    """Keep a pick in the caller's transaction; nothing where it is kept already."""
    occasion = pick.occasion
    row = {
        "choice": occasion.choice,
        "picker": occasion.picker,
        "asker": occasion.asker,
        "question": _storable(pick.question),
        "follow_up": pick.follow_up,
        "option": _storable(pick.option),
        "reading": pick.reading,
        "picked_at": occasion.at,
    }
    insert_new(connection, picked_reading, row)


def note(engine: Engine, pick: Pick) -> None:
    """As `keep`. Raises StoreUnavailable."""
    with writing(engine) as connection:
        keep(connection, pick)


def picked(engine: Engine) -> list[Picked]:
    """What was picked for which words, the most picked first, of those the latest first. Questions that differ only in
    case, spacing, punctuation or accents are one."""
    table = picked_reading
    query = select(table).order_by(table.c.picked_at.desc(), table.c.choice, table.c.picker)
    found: dict[tuple[str, bool, str], list[Pick]] = {}
    with reading(engine) as connection:
        for row in connection.execute(query):
            occasion = Occasion(row.choice, row.asker, row.picker, row.picked_at)
            pick = Pick(row.question, row.follow_up, row.option, row.reading, occasion)
            found.setdefault(_same(pick), []).append(pick)
    together = [Picked(tuple(picks)) for picks in found.values()]
    return sorted(together, key=lambda one: (-len(one.picks), -one.last.occasion.at.timestamp()))


def forget_before(connection: Connection, before: datetime) -> None:
    connection.execute(delete(picked_reading).where(picked_reading.c.picked_at < before))


def forget(connection: Connection, who: Who) -> int:
    """Delete what somebody picked, and what others picked for their words; how many rows that was."""
    table = picked_reading
    theirs = or_(who.is_in(table.c.asker), who.is_in(table.c.picker))
    return connection.execute(delete(table).where(theirs)).rowcount


def _same(pick: Pick) -> tuple[str, bool, str]:
    meant = pick.option if pick.reading is None else JsonText.of(pick.reading)
    return same_words(pick.question), pick.follow_up, meant


def _storable(text: str) -> str:
    return text.replace("\0", "")  # PostgreSQL keeps no text with a null character.
