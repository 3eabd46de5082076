"""Putting messages into the outbox, in the transaction of whoever computed them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.delivery.nouns import Address, Message, State
from bot.store.inserting import insert_all_new
from bot.store.tables import budget, delivery, destination

_MARKER_CHARACTERS = 25
"""The longest key that a chat platform is known to take."""
_MARKER_BYTES = 20
"""Of the digest: all that go into so many characters."""


def enqueue(connection: Connection, messages: Iterable[Message], now: datetime) -> int:
    """Add the messages that are not there yet, by their unique key; how many were new.

    `connection` is the caller's transaction: the messages stand if, and only if, it is committed.
    """
    wanted = list(messages)
    register(connection, {message.address for message in wanted}, now)
    rows = [_row(message, now) for message in wanted]
    # Programs that enqueue the same messages at once wait for each other; with the destinations in one order they do
    # not wait in a circle. Within a destination the caller's order is that of what is due at the same time.
    return insert_all_new(connection, delivery, sorted(rows, key=lambda row: str(row["destination"])))


def register(connection: Connection, addresses: Iterable[Address], now: datetime) -> None:
    """Make the destinations known that are not yet."""
    ordered = sorted(set(addresses))
    names = sorted({name for address in ordered for name in (address.platform, address.budget)})
    insert_all_new(connection, budget, [{"id": name, "spent_until": now, "asked_until": now} for name in names])
    places = [{"id": str(address), "free_at": now, "failures": 0} for address in ordered]
    insert_all_new(connection, destination, places)


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
    }
