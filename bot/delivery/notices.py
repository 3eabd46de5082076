"""What the desk is told of its deliveries: messages of the outbox themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Address, Delivery, Message
from bot.delivery.unreached import UNREACHED, unreached

NOTICE = "notice"
"""The kind of a message that tells the desk what needs a person. Its payload's "event" is "paused", "parked" or
"missed", or `LEFT_OUT`, of which the calendar tells."""
LEFT_OUT = "left out"

_LISTED = 50
"""Deliveries that a notice names; it counts them all."""


def tell_paused(connection: Connection, desk: Address | None, address: Address, reason: str, now: datetime) -> None:
    """A destination is gone. The desk's own channel is not told of itself, nor of a person who takes no messages."""
    if address != desk and address.person is None:
        _tell(connection, desk, str(address), {"event": "paused", "destination": str(address), "reason": reason}, now)


def tell_parked(connection: Connection, desk: Address | None, parked: Delivery, reason: str, now: datetime) -> None:
    """A message was given up. Of a notice itself nothing is told: it would only come back."""
    if parked.kind not in (NOTICE, UNREACHED):
        payload = {"event": "parked", "delivery": parked.id, "destination": str(parked.address), "reason": reason}
        _tell(connection, desk, str(parked.id), {**payload, "kind": parked.kind, "subject": parked.subject}, now)


def tell_asker(connection: Connection, held: Delivery, reason: str, now: datetime, *, waits: bool) -> None:
    """Whoever asked for a message is told that it was not posted: it was given up, or `waits` for its channel."""
    enqueue(connection, unreached(held.asker, held.subject, held.address, reason, now, waits=waits), now)


def tell_missed(connection: Connection, desk: Address | None, missed: Mapping[int, str], now: datetime) -> None:
    """Messages (ids, with their kinds) were not sent in time: one notice for all that were found together."""
    listed, kinds = sorted(missed)[:_LISTED], Counter(missed.values())
    payload = {"event": "missed", "count": len(missed), "deliveries": listed, "kinds": dict(kinds)}
    _tell(connection, desk, str(listed[0]), payload, now)


def _tell(connection: Connection, desk: Address | None, about: str, payload: dict[str, object], now: datetime) -> None:
    if desk is not None:
        subject = f"{payload['event']} {about}"
        enqueue(connection, [Message(NOTICE, subject, now.isoformat(), desk, payload, due_at=now)], now)
