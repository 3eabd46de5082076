"""Taking rows: the oldest one of each free destination, for as long as a lease."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, or_, select, tuple_, update

from bot.delivery.lanes import Lane, gate, lanes
from bot.delivery.limits import Limits, spend
from bot.delivery.nouns import Delivery, Policy, State
from bot.delivery.rows import busy, changed
from bot.store.engine import snapshot, writing
from bot.store.tables import budget, delivery, destination, is_due
from bot.store.types import UtcDateTime

_LOOKED_AT = 2
"""Rows that are read for each one wanted: a channel may have several due, of which only the first can go."""

_NOW = bindparam("now", type_=UtcDateTime)

# Made once: what changes from pass to pass is in their parameters.
_OLDEST = (
    select(delivery.c.id, delivery.c.destination)
    .join(destination, destination.c.id == delivery.c.destination)
    .where(
        is_due(delivery),
        delivery.c.budget == bindparam("lane"),
        delivery.c.due_at <= _NOW,
        or_(delivery.c.expires_at.is_(None), delivery.c.expires_at > _NOW),
        destination.c.paused.is_(None),
        destination.c.free_at <= _NOW,
        ~busy,
    )
    .order_by(delivery.c.due_at, delivery.c.id)
    .limit(bindparam("looked_at"))
    .with_for_update(of=destination, skip_locked=True, key_share=True)
)
_SAYING = update(delivery).where(delivery.c.id == bindparam("this")).values(payload=bindparam("said"))

_Spent = dict[str, datetime]


def claim(
    engine: Engine, worker: str, limits: Mapping[str, Limits], policy: Policy, now: datetime, at_most: int = 1
) -> list[Delivery]:
    """Take the oldest due rows, one of each destination that is free, on the platforms that limits are given for. As
    many sends are taken from the budgets of their workspaces and platforms."""
    with snapshot(engine) as connection:
        open_lanes = [lane for lane in lanes(connection, limits) if lane.opens_at <= now]
    if not open_lanes:
        return []
    with writing(engine) as connection:
        ids = _spend_on_oldest(connection, open_lanes, now, at_most)
        return _lease(connection, ids, worker, policy, now) if ids else []


def begin(engine: Engine, claimed: Sequence[Delivery], policy: Policy, now: datetime) -> list[Delivery]:
    """Commit that the claimed rows are being sent from now on, with the payloads that they have here: what a message
    says is kept with it. Those that are still the caller's to send."""
    row = delivery.c
    held = tuple_(row.id, row.fence).in_([(one.id, one.fence) for one in claimed])
    lease_until = now + policy.lease
    change = (
        update(delivery)
        .where(held, row.state == State.CLAIMED.value, row.lease_until > now)
        .values(state=State.SENDING.value, lease_until=lease_until, sending_at=now, fence=row.fence + 1)
        .returning(row.id, row.payload)
    )
    with writing(engine) as connection:
        kept = {found.id: found.payload for found in connection.execute(change)}
        begun = [one for one in claimed if one.id in kept]
        anew = [{"this": one.id, "said": dict(one.payload)} for one in begun if one.payload != kept[one.id]]
        if anew:
            connection.execute(_SAYING, anew)
    return [
        replace(one, state=State.SENDING, lease_until=lease_until, sending_at=now, fence=one.fence + 1) for one in begun
    ]


def _spend_on_oldest(connection: Connection, open_lanes: Sequence[Lane], now: datetime, at_most: int) -> list[int]:
    """The oldest rows that may go, already taken from the budgets. Others who claim in the lanes wait meanwhile."""
    # All budgets at once and in one order: two who claim do not wait in a circle. FOR NO KEY UPDATE, here and below: a
    # plain FOR UPDATE would wait for whoever enqueues to the same destination.
    names = {name for lane in open_lanes for name in (lane.platform, lane.budget)}
    budgets = select(budget.c.id, budget.c.spent_until).where(budget.c.id.in_(names)).order_by(budget.c.id)
    held = {row.id: row.spent_until for row in connection.execute(budgets.with_for_update(key_share=True))}
    spent, ids = dict(held), list[int]()
    for lane in open_lanes:
        allowed = _allowed(lane, spent, now, at_most - len(ids))
        found = _oldest(connection, lane, now, allowed) if allowed else []
        for _ in found:
            _spend(lane, spent, now)
        ids += found
    for name, later in spent.items():
        if later != held[name]:
            connection.execute(update(budget).where(budget.c.id == name).values(spent_until=later))
    return ids


def _allowed(lane: Lane, spent: _Spent, now: datetime, at_most: int) -> int:
    """How many sends the budgets of a lane allow now."""
    left = dict(spent)
    for count in range(at_most):
        if gate(lane.limits, left[lane.platform], left[lane.budget]) > now:
            return count
        _spend(lane, left, now)
    return at_most


def _spend(lane: Lane, spent: _Spent, now: datetime) -> None:
    for name, rate in ((lane.platform, lane.limits.platform), (lane.budget, lane.limits.workspace)):
        spent[name] = spend(rate, spent[name], now)


def _oldest(connection: Connection, lane: Lane, now: datetime, at_most: int) -> list[int]:
    """The first row of each free destination, among the oldest."""
    first: dict[str, int] = {}
    values = {"lane": lane.budget, "now": now, "looked_at": _LOOKED_AT * at_most}
    for id_, place in connection.execute(_OLDEST, values):
        first.setdefault(place, id_)
    return list(first.values())[:at_most]


def _lease(connection: Connection, ids: Sequence[int], worker: str, policy: Policy, now: datetime) -> list[Delivery]:
    """The rows, but for those that were cancelled since they were found."""
    row = delivery.c
    change = (
        update(delivery)
        .where(row.id.in_(ids), is_due(delivery))
        .values(
            state=State.CLAIMED.value,
            worker=worker,
            lease_until=now + policy.lease,
            late=row.due_at < now - policy.late_after,
            fence=row.fence + 1,
        )
    )
    return changed(connection, change)
