"""Putting messages into the outbox, in the transaction of whoever computed them."""

from __future__ import annotations

import base64
import hashlib
import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, bindparam, select

from bot.delivery.nouns import Address, Message, State
from bot.delivery.unreached import unreached
from bot.store.inserting import insert_all_new, new_row
from bot.store.prepared import Bound, Prepared
from bot.store.tables import budget, delivery, destination

_MARKER_CHARACTERS = 25
"""The longest key that a chat platform is known to take."""
_MARKER_BYTES = 20
"""Of the digest: all that go into so many characters."""


def enqueue(connection: Connection, messages: Iterable[Message], now: datetime) -> int:
    """Add the messages that are not there yet, by their unique key; how many were new. Where their channel is paused,
    whoever waits for them is told.

    `connection` is the caller's transaction: the messages stand if, and only if, it is committed.
    """
    wanted = list(messages)
    if len(wanted) == 1:
        return unwritten(connection.dialect, wanted, now).put(connection, now)
    paused = register(connection, {message.address for message in wanted}, now)
    rows = [_row(message, now) for message in wanted]
    # Programs that enqueue the same messages at once wait for each other; with the destinations in one order they do
    # not wait in a circle. Within a destination the caller's order is that of what is due at the same time.
    new = insert_all_new(connection, delivery, sorted(rows, key=lambda row: str(row["destination"])))
    _tell_askers(connection, wanted, paused, now)
    return new


class Unwritten(NamedTuple):
    """Few messages, as they are written: worked out before the transaction."""

    messages: tuple[Message, ...]
    rows: tuple[Bound, ...]

    def put(self, connection: Connection, now: datetime) -> int:
        """As `enqueue` does."""
        paused = register(connection, {message.address for message in self.messages}, now)
        new = sum(row.run(connection) for row in self.rows)
        _tell_askers(connection, self.messages, paused, now)
        return new


def unwritten(dialect: Dialect, messages: Sequence[Message], now: datetime) -> Unwritten:
    rows = [_row(message, now) for message in messages]
    return Unwritten(tuple(messages), tuple(new_row(dialect, delivery, row) for row in rows))


def register(connection: Connection, addresses: Iterable[Address], now: datetime) -> str | None:
    """Make the destinations known that are not yet; why the one that it is is paused, None if it is not, or if they are
    several."""
    ordered = sorted(set(addresses))
    # Nearly always there is one, which has been known for long: a look costs less than three inserts in vain.
    known = _place(connection.dialect).within(connection, this=str(ordered[0])) if len(ordered) == 1 else []
    if known:
        ((paused,),) = known
        return str(paused) if paused is not None else None
    names = sorted({name for address in ordered for name in (address.platform, address.budget)})
    insert_all_new(connection, budget, [{"id": name, "spent_until": now, "asked_until": now} for name in names])
    places = [{"id": str(address), "free_at": now, "failures": 0} for address in ordered]
    insert_all_new(connection, destination, places)
    return None


def _tell_askers(connection: Connection, messages: Iterable[Message], paused: str | None, now: datetime) -> None:
    """Of what waits in a paused channel from the beginning."""
    if paused is None:
        return
    told = (unreached(one.asker, one.subject, one.address, paused, now, waits=True) for one in messages)
    enqueue(connection, itertools.chain.from_iterable(told), now)


@lru_cache(maxsize=32)
def _place(dialect: Dialect) -> Prepared:
    return Prepared(select(destination.c.paused).where(destination.c.id == bindparam("this")), dialect)


def marker(message: Message) -> str:
    """A short key that is the same whenever the same message is enqueued."""
    key = "\0".join((message.kind, message.subject, message.occurrence, str(message.address)))
    digest = hashlib.sha256(key.encode()).digest()
    return base64.b32encode(digest[:_MARKER_BYTES]).decode().lower()[:_MARKER_CHARACTERS]


def _row(message: Message, now: datetime) -> dict[str, Any]:
    return {
        "kind": message.kind,
        "subject": message.subject,
        "occurrence": message.occurrence,
        "destination": str(message.address),
        "budget": message.address.budget,
        "payload": dict(message.payload),
        "marker": marker(message),
        "due_at": message.due_at,
        "expires_at": message.expires_at,
        "state": State.DUE.value,
        "late": False,
        "attempts": 0,
        "fence": 0,
        "created_at": now,
        "revision": message.revision,
        "asker": message.asker,
    }
