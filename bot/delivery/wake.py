"""When there will be something to do, as far as the rows tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, Engine, bindparam, case, func, select
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.delivery.lanes import lanes
from bot.delivery.limits import Limits
from bot.delivery.nouns import Policy
from bot.delivery.reconcile import first_question
from bot.delivery.rows import busy
from bot.store.engine import snapshot
from bot.store.prepared import Prepared
from bot.store.tables import delivery, destination, is_claimed, is_due
from bot.store.types import UtcDateTime


def next_wake(engine: Engine, limits: Mapping[str, Limits], policy: Policy, now: datetime) -> datetime | None:
    """The earliest instant at which a pass may find something to do; None if no row waits. Other processes may enqueue
    at any time, so whoever sleeps until then looks in now and then."""
    with snapshot(engine) as connection, closing(connection.connection.cursor()) as cursor:
        return min(_instants(cursor, engine.dialect, limits, policy, now), default=None)


def _instants(
    cursor: DBAPICursor, dialect: Dialect, limits: Mapping[str, Limits], policy: Policy, now: datetime
) -> Iterator[datetime]:
    queries = _queries(dialect)
    for lane in lanes(cursor, dialect, limits):
        # While the lane is closed, or its first message not due, its destinations need not be looked at one by one.
        if lane.opens_at > now:
            yield lane.opens_at
        else:
            yield from _known(queries.first_free.rows(cursor, lane=lane.budget))
    question = first_question(cursor, dialect, limits, policy)
    if question is not None:
        yield question
    for query in (queries.first_lease, queries.first_expiry):
        yield from _known(query.rows(cursor))


def _known(rows: list[tuple[Any, ...]]) -> list[datetime]:
    """The instant of a single row, if there is one."""
    return [instant for (instant,) in rows if instant is not None]


class _Queries:
    """Made once for a dialect. `first_free`: when a destination of a lane that nothing is under way to is both free and
    has a message due."""

    def __init__(self, dialect: Dialect) -> None:
        row = delivery.c
        both = case((row.due_at > destination.c.free_at, row.due_at), else_=destination.c.free_at)
        first_free = (
            select(func.min(both, type_=UtcDateTime))
            .join(destination, destination.c.id == row.destination)
            .where(is_due(delivery), row.budget == bindparam("lane"), destination.c.paused.is_(None), ~busy)
        )
        self.first_free = Prepared(first_free, dialect)
        self.first_lease = Prepared(select(func.min(row.lease_until)).where(is_claimed(delivery)), dialect)
        self.first_expiry = Prepared(select(func.min(row.expires_at)).where(is_due(delivery)), dialect)


_queries = lru_cache(maxsize=32)(_Queries)
