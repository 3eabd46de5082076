"""When there will be something to do, as far as the rows tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime

from sqlalchemy import Connection, Engine, case, func, select

from bot.delivery.lanes import Lane, lanes
from bot.delivery.limits import Limits
from bot.delivery.nouns import Policy
from bot.delivery.reconcile import doubts
from bot.delivery.rows import busy
from bot.store.engine import snapshot
from bot.store.tables import delivery, destination, is_claimed, is_due
from bot.store.types import UtcDateTime


def next_wake(engine: Engine, limits: Mapping[str, Limits], policy: Policy, now: datetime) -> datetime | None:
    """The earliest instant at which a pass may find something to do; None if no row waits. Other processes may enqueue
    at any time, so whoever sleeps until then looks in now and then."""
    with snapshot(engine) as connection:
        return min(_instants(connection, limits, policy, now), default=None)


def _instants(
    connection: Connection, limits: Mapping[str, Limits], policy: Policy, now: datetime
) -> Iterator[datetime]:
    with closing(connection.connection.cursor()) as cursor:
        open_or_not = lanes(cursor, connection.dialect, limits)
    for lane in open_or_not:
        # While the lane is closed, or its first message not due, its destinations need not be looked at one by one.
        opening = lane.opens_at if lane.opens_at > now else _first_free(connection, lane)
        if opening is not None:
            yield opening
    yield from (doubt.ask_at for doubt in doubts(connection, limits, policy))
    first_lease = select(func.min(delivery.c.lease_until)).where(is_claimed(delivery))
    first_expiry = select(func.min(delivery.c.expires_at)).where(is_due(delivery))
    for query in (first_lease, first_expiry):
        instant = connection.execute(query).scalar()
        if instant is not None:
            yield instant


def _first_free(connection: Connection, lane: Lane) -> datetime | None:
    """When a destination that nothing is under way to is both free and has a message due."""
    row = delivery.c
    both = case((row.due_at > destination.c.free_at, row.due_at), else_=destination.c.free_at)
    query = (
        select(func.min(both, type_=UtcDateTime))
        .join(destination, destination.c.id == row.destination)
        .where(
            is_due(delivery),
            row.budget == lane.budget,
            destination.c.paused.is_(None),
            ~busy,
        )
    )
    instant: datetime | None = connection.execute(query).scalar()
    return instant
