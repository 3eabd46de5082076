"""Taking rows: the oldest one of each free destination, for as long as a lease."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Dialect, Engine, Integer, bindparam, case, or_, select, update

from bot.delivery.lanes import Lane, gate, lanes
from bot.delivery.limits import Limits, spend
from bot.delivery.nouns import Delivery, Policy, State
from bot.delivery.rows import busy, noun
from bot.store.engine import writing
from bot.store.prepared import Prepared, PreparedWrite, driving
from bot.store.tables import budget, delivery, destination, is_claimed, is_due
from bot.store.types import JsonObject, UtcDateTime

_LOOKED_AT = 2
"""Rows that are read for each one wanted: a channel may have several due, of which only the first can go."""

_NOW = bindparam("now", type_=UtcDateTime)

_OLDEST = (
    select(delivery.c.id, delivery.c.destination, delivery.c.kind)
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
    .limit(bindparam("looked_at", type_=Integer))
    .with_for_update(of=destination, skip_locked=True, key_share=True)
)
# FOR NO KEY UPDATE, here and above: a plain FOR UPDATE would wait for whoever enqueues to the same destination.
_BUDGET = select(budget.c.spent_until).where(budget.c.id == bindparam("this")).with_for_update(key_share=True)
_UNTIL = bindparam("until", type_=UtcDateTime)
_SPENT = update(budget).where(budget.c.id == bindparam("this")).values(spent_until=_UNTIL)
_LEASED = (
    update(delivery)
    .where(delivery.c.id == bindparam("this"), is_due(delivery))
    .values(
        state=bindparam("taken"),
        worker=bindparam("holder"),
        lease_until=_UNTIL,
        sending_at=case((bindparam("taken") == State.SENDING.value, _NOW), else_=delivery.c.sending_at),
        late=delivery.c.due_at < bindparam("late_before", type_=UtcDateTime),
        fence=delivery.c.fence + 1,
    )
    .returning(*delivery.c)
)
_BEGUN = (
    update(delivery)
    .where(
        delivery.c.id == bindparam("this"),
        delivery.c.fence == bindparam("held_as"),
        is_claimed(delivery),
        delivery.c.lease_until > _NOW,
    )
    .values(
        state=State.SENDING.value,
        lease_until=_UNTIL,
        sending_at=_NOW,
        fence=delivery.c.fence + 1,
        payload=bindparam("said", type_=JsonObject),
    )
)

_Spent = dict[str, datetime]


def open_lanes(engine: Engine, limits: Mapping[str, Limits], now: datetime) -> list[Lane]:
    """Those that something is due in, and may be sent in, now."""
    with driving(engine) as cursor:
        return [lane for lane in lanes(cursor, engine.dialect, limits) if lane.opens_at <= now]


def claim(
    connection: Connection,
    open_lanes: Sequence[Lane],
    worker: str,
    policy: Policy,
    now: datetime,
    at_most: int = 1,
    ready: Collection[str] = (),
) -> list[Delivery]:
    """Take the oldest due rows in these lanes, one of each destination that is free, within the caller's transaction.
    As many sends are taken from the budgets of their workspaces and platforms. Rows of the kinds `ready` are begun at
    once."""
    if not open_lanes or at_most < 1:
        return []
    found = _spend_on_oldest(connection, open_lanes, now, at_most)
    states = [(id_, State.SENDING if kind in ready else State.CLAIMED) for id_, kind in found]
    return _lease(connection, states, worker, policy, now)


def begin(engine: Engine, claimed: Sequence[Delivery], policy: Policy, now: datetime) -> list[Delivery]:
    """Commit that the claimed rows are being sent from now on, with the payloads that they have here: what a message
    says is kept with it. Those that are still the caller's to send."""
    until = now + policy.lease
    begun = _statements(engine.dialect).begun
    writes = [
        begun.bound([{"this": one.id, "held_as": one.fence, "now": now, "until": until, "said": dict(one.payload)}])
        for one in claimed
    ]
    with writing(engine) as connection:
        ours = [one for one, write in zip(claimed, writes, strict=True) if write.run(connection)]
    return [replace(one, state=State.SENDING, lease_until=until, sending_at=now, fence=one.fence + 1) for one in ours]


class _Statements:
    """Made once for a dialect: a relay runs them all the time."""

    def __init__(self, dialect: Dialect) -> None:
        self.oldest = Prepared(_OLDEST, dialect)
        self.budget = Prepared(_BUDGET, dialect)
        self.spent = PreparedWrite(_SPENT, dialect)
        self.leased = Prepared(_LEASED, dialect)
        self.begun = PreparedWrite(_BEGUN, dialect)


_statements = lru_cache(maxsize=32)(_Statements)


def _spend_on_oldest(
    connection: Connection, open_lanes: Sequence[Lane], now: datetime, at_most: int
) -> list[tuple[int, str]]:
    """The oldest rows that may go, already taken from the budgets. Others who claim in the lanes wait meanwhile."""
    # All budgets first and in one order: two who claim do not wait in a circle.
    statements = _statements(connection.dialect)
    names = sorted({name for lane in open_lanes for name in (lane.platform, lane.budget)})
    held: _Spent = {name: statements.budget.within(connection, this=name)[0][0] for name in names}
    spent, taken = dict(held), list[tuple[int, str]]()
    for lane in open_lanes:
        allowed = _allowed(lane, spent, now, at_most - len(taken))
        found = _oldest(connection, lane, now, allowed) if allowed else []
        for _ in found:
            _spend(lane, spent, now)
        taken += found
    for name, later in spent.items():
        if later != held[name]:
            statements.spent.run(connection, [{"this": name, "until": later}])
    return taken


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


def _oldest(connection: Connection, lane: Lane, now: datetime, at_most: int) -> list[tuple[int, str]]:
    """The first row of each free destination, among the oldest, with its kind."""
    first: dict[str, tuple[int, str]] = {}
    oldest = _statements(connection.dialect).oldest
    for id_, place, kind in oldest.within(connection, lane=lane.budget, now=now, looked_at=_LOOKED_AT * at_most):
        first.setdefault(place, (id_, kind))
    return list(first.values())[:at_most]


def _lease(
    connection: Connection, states: Sequence[tuple[int, State]], worker: str, policy: Policy, now: datetime
) -> list[Delivery]:
    """The rows, but for those that were cancelled since they were found."""
    leased = _statements(connection.dialect).leased
    given = {"holder": worker, "until": now + policy.lease, "now": now, "late_before": now - policy.late_after}
    rows = [noun(row) for id_, state in states for row in leased.within(connection, this=id_, taken=state, **given)]
    return sorted(rows, key=lambda row: (row.due_at, row.id))
