"""An outbox for a proof: its messages, and what became of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, exists, or_, select

from bot.cards.card import Card, Tone
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Address, Message
from bot.store.engine import reading, writing
from bot.store.tables import delivery, is_due, is_under_way

KIND = "reminder"
_REVISION = 0
"""Of a ledger that nothing was published in."""


def turns(addresses: Sequence[Address], first_due: datetime, apart: timedelta = timedelta()) -> Iterator[list[Message]]:
    """Without end, one message for each channel; those of a channel are due so far apart. Every second one was worded
    at the ledger's revision."""
    for turn in itertools.count():
        subject = f"message {turn:04}"
        payload = {"card": Card(Tone.TOLD, subject).as_json()}
        due = first_due + turn * apart
        revision = _REVISION if turn % 2 else None
        yield [Message(KIND, subject, "", address, payload, due, revision=revision) for address in addresses]


def put(engine: Engine, wanted: Iterable[Message], now: datetime) -> int:
    with writing(engine) as connection:
        return enqueue(connection, wanted, now)


def anything_left(engine: Engine) -> bool:
    """Whether a message is still to be sent, or being sent."""
    query = select(or_(*(exists().where(rows(delivery)) for rows in (is_due, is_under_way))))
    with reading(engine) as connection:
        return bool(connection.execute(query).scalar_one())
