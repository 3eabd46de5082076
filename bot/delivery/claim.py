"""Taking a row: the oldest one of a free destination, for as long as a lease."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, Engine, or_, select, update

from bot.delivery.lanes import Lane, gate, lanes
from bot.delivery.limits import Limits, spend
from bot.delivery.nouns import Delivery, Policy, State
from bot.delivery.rows import busy, get
from bot.store.engine import snapshot, writing
from bot.store.tables import budget, delivery, destination, is_due


def claim(engine: Engine, worker: str, limits: Mapping[str, Limits], policy: Policy, now: datetime) -> Delivery | None:
    """Take the oldest due row of a destination that is free, on a platform that limits are given for; None if there is
    none. A send is taken from the budgets of its workspace and platform."""
    with snapshot(engine) as connection:
        open_lanes = [lane for lane in lanes(connection, limits) if lane.opens_at <= now]
    for lane in open_lanes:
        # A transaction for each lane: who held two could wait in a circle with who holds them the other way round.
        with writing(engine) as connection:
            id_ = _spend_on_oldest(connection, lane, now)
            if id_ is not None and _lease(connection, id_, worker, policy, now):
                return get(connection, id_)
    return None


def begin(engine: Engine, claimed: Delivery, policy: Policy, now: datetime) -> Delivery | None:
    """Commit that the claimed row is being sent from now on; None if it is no longer the caller's to send."""
    row = delivery.c
    change = (
        update(delivery)
        .where(
            row.id == claimed.id, row.fence == claimed.fence, row.state == State.CLAIMED.value, row.lease_until > now
        )
        .values(state=State.SENDING.value, lease_until=now + policy.lease, sending_at=now, fence=row.fence + 1)
    )
    with writing(engine) as connection:
        return get(connection, claimed.id) if connection.execute(change).rowcount else None


def _spend_on_oldest(connection: Connection, lane: Lane, now: datetime) -> int | None:
    """The oldest row that may go, already taken from the budgets. Others who claim in the lane wait meanwhile."""
    # FOR NO KEY UPDATE, here and below: a plain FOR UPDATE would wait for whoever enqueues to the same destination.
    names = (lane.platform, lane.budget)
    budgets = select(budget.c.id, budget.c.spent_until).where(budget.c.id.in_(names)).order_by(budget.c.id)
    spent = {row.id: row.spent_until for row in connection.execute(budgets.with_for_update(key_share=True))}
    if gate(lane.limits, *(spent[name] for name in names)) > now:
        return None
    id_ = _oldest(connection, lane, now)
    if id_ is None:
        return None
    for name, rate in zip(names, (lane.limits.platform, lane.limits.workspace), strict=True):
        if rate:
            later = spend(rate, spent[name], now)
            connection.execute(update(budget).where(budget.c.id == name).values(spent_until=later))
    return id_


def _oldest(connection: Connection, lane: Lane, now: datetime) -> int | None:
    row = delivery.c
    query = (
        select(row.id)
        .join(destination, destination.c.id == row.destination)
        .where(
            is_due(delivery),
            row.budget == lane.budget,
            row.due_at <= now,
            or_(row.expires_at.is_(None), row.expires_at > now),
            destination.c.paused.is_(None),
            destination.c.free_at <= now,
            ~busy,
        )
        .order_by(row.due_at, row.id)
        .limit(1)
        .with_for_update(of=destination, skip_locked=True, key_share=True)
    )
    id_: int | None = connection.execute(query).scalar()
    return id_


def _lease(connection: Connection, id_: int, worker: str, policy: Policy, now: datetime) -> bool:
    """False if the row was cancelled since it was found."""
    row = delivery.c
    change = (
        update(delivery)
        .where(row.id == id_, is_due(delivery))
        .values(
            state=State.CLAIMED.value,
            worker=worker,
            lease_until=now + policy.lease,
            late=row.due_at < now - policy.late_after,
            fence=row.fence + 1,
        )
    )
    return connection.execute(change).rowcount > 0
