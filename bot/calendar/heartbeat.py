"""Whether somebody serves this ledger: what ticks and the outbox leave behind tells it, whichever process it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, or_, select, update

from bot.delivery.lanes import platform_of
from bot.delivery.rows import busy
from bot.store.calendar_tables import tick
from bot.store.engine import snapshot, writing
from bot.store.tables import budget, delivery, destination, is_claimed, is_due


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that somebody should have seen to, at this instant."""

    platform: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """`ticked_at`: when the calendar was looked at last, as it is written down, which is once a minute; None: never.
    `waiting`: the oldest message that nobody sees to; None: every one is seen to, or has to wait. `stopped_at`: when a
    process that ticked was last stopped in good order; others may have gone on."""

    ticked_at: datetime | None
    waiting: Waiting | None
    stopped_at: datetime | None = None


def heartbeat(engine: Engine, now: datetime, patience: timedelta) -> Heartbeat:
    """The signs of life in a ledger whose schema is current. What waits for less than `patience`, for a person, or for
    a rate limit does not count. Raises StoreUnavailable."""
    with snapshot(engine) as connection:
        row = connection.execute(select(tick.c.ticked_at, tick.c.stopped_at)).first()
        waiting = min(_waiting(connection, now - patience), key=lambda one: one.since, default=None)
    return Heartbeat(row.ticked_at if row else None, waiting, row.stopped_at if row else None)


def note_stop(engine: Engine, now: datetime) -> None:
    """A process that ticked stops in good order. Raises StoreUnavailable."""
    with writing(engine) as connection:
        connection.execute(update(tick).values(stopped_at=now))


def _waiting(connection: Connection, before: datetime) -> Iterator[Waiting]:
    for query in (_unclaimed(before), _unswept(before), _abandoned(before)):
        for lane, since in connection.execute(query):
            # A budget that was spent from since then, or is closed, tells of a queue that is being worked off.
            names = (lane, platform_of(lane))
            spent = connection.execute(select(budget.c.spent_until).where(budget.c.id.in_(names))).scalars()
            if all(until <= before for until in spent):
                yield Waiting(platform_of(lane), since)


def _unclaimed(before: datetime) -> Select[Any]:
    """What could have been sent: due, in time, and to a destination that is free."""
    row, place = delivery.c, destination.c
    return (
        select(row.budget, func.min(row.due_at, type_=row.due_at.type))
        .join(destination, place.id == row.destination)
        .where(
            is_due(delivery),
            row.due_at <= before,
            or_(row.expires_at.is_(None), row.expires_at > before),
            place.paused.is_(None),
            place.free_at <= before,
            ~busy,
        )
        .group_by(row.budget)
    )


def _unswept(before: datetime) -> Select[Any]:
    """What came too late to be sent, and is not recorded as missed."""
    row = delivery.c
    oldest = func.min(row.expires_at, type_=row.expires_at.type)
    return select(row.budget, oldest).where(is_due(delivery), row.expires_at <= before).group_by(row.budget)


def _abandoned(before: datetime) -> Select[Any]:
    """What was claimed, and neither sent nor given back."""
    row = delivery.c
    oldest = func.min(row.lease_until, type_=row.lease_until.type)
    return select(row.budget, oldest).where(is_claimed(delivery), row.lease_until <= before).group_by(row.budget)
