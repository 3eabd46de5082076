"""Rows whose sending is in doubt: taken, so that one worker at a time asks the channel what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Dialect, Engine, and_, func, select, update
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.delivery.lanes import platform_of
from bot.delivery.limits import Limits, ready_at, spend
from bot.delivery.nouns import Delivery, Policy
from bot.delivery.rows import find
from bot.store.engine import snapshot, writing
from bot.store.prepared import Prepared
from bot.store.tables import budget, delivery, destination, is_sending


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that is being sent, or was. `ask_at`: from when on its channel may be asked about it."""

    row: Delivery
    ask_at: datetime


def doubts(connection: Connection, limits: Mapping[str, Limits], policy: Policy) -> list[Doubt]:
    """All rows that are being sent to destinations that are not paused, on the platforms that limits are given for."""
    paused = select(destination.c.id).where(destination.c.paused.is_not(None))
    rows = find(connection, is_sending(delivery), delivery.c.destination.not_in(paused))
    ours = [row for row in rows if row.address.platform in limits]
    query = select(budget.c.id, budget.c.asked_until).where(budget.c.id.in_({row.address.budget for row in ours}))
    asked = {row.id: row.asked_until for row in connection.execute(query)}
    found = []
    for row in ours:
        assert row.lease_until is not None
        known = limits[row.address.platform]
        found.append(Doubt(row, _ask_at(row.lease_until, asked[row.address.budget], known, policy)))
    return found


def first_question(
    cursor: DBAPICursor, dialect: Dialect, limits: Mapping[str, Limits], policy: Policy
) -> datetime | None:
    """The earliest `ask_at` of all doubts."""
    instants = (
        _ask_at(lease_until, asked_until, limits[platform_of(name)], policy)
        for name, asked_until, lease_until in _first_leases(dialect).rows(cursor)
        if platform_of(name) in limits
    )
    return min(instants, default=None)


@lru_cache(maxsize=32)
def _first_leases(dialect: Dialect) -> Prepared:
    """Of each workspace with messages that are being sent."""
    first = func.min(delivery.c.lease_until)
    query = (
        select(budget.c.id, budget.c.asked_until, first)
        .join(delivery, delivery.c.budget == budget.c.id)
        .join(destination, destination.c.id == delivery.c.destination)
        .where(is_sending(delivery), destination.c.paused.is_(None))
        .group_by(budget.c.id, budget.c.asked_until)
    )
    return Prepared(query, dialect)


def take_doubtful(
    engine: Engine, worker: str, limits: Mapping[str, Limits], policy: Policy, now: datetime
) -> Delivery | None:
    """Take a row that is still in doubt after its lease and the settling time, the earliest due first; None if there is
    none. The asking is taken from its workspace's budget."""
    with snapshot(engine) as connection:
        open_doubts = [doubt.row for doubt in doubts(connection, limits, policy) if doubt.ask_at <= now]
    for row in open_doubts:
        with writing(engine) as connection:
            taken = _take(connection, row, worker, limits[row.address.platform], policy, now)
        if taken:
            return taken
    return None


def _ask_at(lease_until: datetime, asked_until: datetime, limits: Limits, policy: Policy) -> datetime:
    return max(lease_until + policy.settling, ready_at(limits.look_up, asked_until))


def _take(
    connection: Connection, doubtful: Delivery, worker: str, limits: Limits, policy: Policy, now: datetime
) -> Delivery | None:
    this = budget.c.id == doubtful.address.budget
    asked = connection.execute(select(budget.c.asked_until).where(this).with_for_update(key_share=True)).scalar_one()
    if ready_at(limits.look_up, asked) > now:
        return None
    row = delivery.c
    unchanged = and_(row.id == doubtful.id, row.fence == doubtful.fence, is_sending(delivery))
    lease = update(delivery).where(unchanged).values(worker=worker, lease_until=now + policy.lease, fence=row.fence + 1)
    if not connection.execute(lease).rowcount:
        return None
    connection.execute(update(budget).where(this).values(asked_until=spend(limits.look_up, asked, now)))
    return next(find(connection, row.id == doubtful.id))
