"""Taking rows: the oldest one of each free destination, for as long as a lease."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, Dialect, Engine, Integer, and_, bindparam, case, or_, select, update

from bot.delivery.lanes import Lane, gate, lanes
from bot.delivery.limits import Limits, spend
from bot.delivery.nouns import Delivery, Payload, Policy, State
from bot.delivery.rows import busy, noun
from bot.store.engine import writing
from bot.store.prepared import Prepared, PreparedWrite, driving
from bot.store.tables import budget, delivery, destination, is_claimed, is_due, ledger
from bot.store.types import JsonObject, UtcDateTime

_LOOKED_AT = 2
"""Rows that are read for each one wanted: a channel may have several due, of which only the first can go."""

_NOW = bindparam("now", type_=UtcDateTime)
_LATE_BEFORE = bindparam("late_before", type_=UtcDateTime)
_REVISION = select(ledger.c.revision).scalar_subquery()

# What was enqueued is what it says, as long as nothing has been published or withheld since, and it is not late.
_AS_ENQUEUED = and_(delivery.c.revision == _REVISION, delivery.c.due_at >= _LATE_BEFORE)
_OLDEST = (
    select(delivery.c.id, delivery.c.destination, _AS_ENQUEUED, _REVISION)
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
        late=delivery.c.due_at < _LATE_BEFORE,
        fence=delivery.c.fence + 1,
    )
    .returning(*delivery.c)
)
_HELD = (
    delivery.c.id == bindparam("this"),
    delivery.c.fence == bindparam("held_as"),
    is_claimed(delivery),
    delivery.c.lease_until > _NOW,
)
_BEGUN = (
    update(delivery)
    .where(*_HELD, bindparam("ledger_revision") == _REVISION)
    .values(
        state=State.SENDING.value,
        lease_until=_UNTIL,
        sending_at=_NOW,
        fence=delivery.c.fence + 1,
        payload=bindparam("said", type_=JsonObject),
    )
)

_STILL_HELD = select(_REVISION).select_from(delivery).where(*_HELD)

_Spent = dict[str, datetime]


class Found(NamedTuple):
    """A row that may go, and the ledger's revision then. `is_worded`: it says what was enqueued."""

    id: int
    is_worded: bool
    revision: int


class Begun(NamedTuple):
    """The rows that are being sent from now on, with what they say; and those that have to be composed again, as the
    ledger moved meanwhile."""

    sending: list[Delivery]
    outdated: list[Delivery]


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
) -> list[Delivery]:
    """Take the oldest due rows in these lanes, one of each destination that is free, within the caller's transaction.
    As many sends are taken from the budgets of their workspaces and platforms. Rows that were worded at the ledger's
    revision, and are not late, say what was enqueued: they are begun at once."""
    if not open_lanes or at_most < 1:
        return []
    found = _spend_on_oldest(connection, open_lanes, now, policy, at_most)
    return _lease(connection, found, worker, policy, now)


def begin(engine: Engine, composed: Sequence[tuple[Delivery, Payload]], policy: Policy, now: datetime) -> Begun:
    """Commit that claimed rows are being sent from now on, and what they say. A row that is no longer the caller's to
    send is neither begun nor outdated."""
    until = now + policy.lease
    statements = _statements(engine.dialect)
    held = [{"this": one.id, "held_as": one.fence, "now": now} for one, _ in composed]
    writes = [
        statements.begun.bound([{**this, "ledger_revision": one.ledger_revision, "until": until, "said": dict(said)}])
        for this, (one, said) in zip(held, composed, strict=True)
    ]
    sending, outdated = list[Delivery](), list[Delivery]()
    with writing(engine) as connection:
        for (one, said), this, write in zip(composed, held, writes, strict=True):
            if write.run(connection):
                sending.append(_sending(one, said, until, now))
            else:
                moved = statements.still_held.within(connection, **this)
                outdated += [replace(one, ledger_revision=revision) for (revision,) in moved]
    return Begun(sending, outdated)


def _sending(claimed: Delivery, said: Payload, until: datetime, now: datetime) -> Delivery:
    fence = claimed.fence + 1
    return replace(claimed, payload=said, state=State.SENDING, lease_until=until, sending_at=now, fence=fence)


class _Statements:
    """Made once for a dialect: a relay runs them all the time."""

    def __init__(self, dialect: Dialect) -> None:
        self.oldest = Prepared(_OLDEST, dialect)
        self.budget = Prepared(_BUDGET, dialect)
        self.spent = PreparedWrite(_SPENT, dialect)
        self.leased = Prepared(_LEASED, dialect)
        self.begun = PreparedWrite(_BEGUN, dialect)
        self.still_held = Prepared(_STILL_HELD, dialect)


_statements = lru_cache(maxsize=32)(_Statements)


def _spend_on_oldest(
    connection: Connection, open_lanes: Sequence[Lane], now: datetime, policy: Policy, at_most: int
) -> list[Found]:
    """The oldest rows that may go, already taken from the budgets. Others who claim in the lanes wait meanwhile."""
    # All budgets first and in one order: two who claim do not wait in a circle.
    statements = _statements(connection.dialect)
    names = sorted({name for lane in open_lanes for name in (lane.platform, lane.budget)})
    held: _Spent = {name: statements.budget.within(connection, this=name)[0][0] for name in names}
    spent, taken = dict(held), list[Found]()
    for lane in open_lanes:
        allowed = _allowed(lane, spent, now, at_most - len(taken))
        found = _oldest(connection, lane, now, policy, allowed) if allowed else []
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


def _oldest(connection: Connection, lane: Lane, now: datetime, policy: Policy, at_most: int) -> list[Found]:
    """The first row of each free destination, among the oldest."""
    first: dict[str, Found] = {}
    given = {"lane": lane.budget, "now": now, "late_before": now - policy.late_after}
    oldest = _statements(connection.dialect).oldest
    for id_, place, is_worded, revision in oldest.within(connection, looked_at=_LOOKED_AT * at_most, **given):
        first.setdefault(place, Found(id_, bool(is_worded), revision))
    return list(first.values())[:at_most]


def _lease(
    connection: Connection, found: Sequence[Found], worker: str, policy: Policy, now: datetime
) -> list[Delivery]:
    """The rows, but for those that were cancelled since they were found."""
    leased = _statements(connection.dialect).leased
    given = {"holder": worker, "until": now + policy.lease, "now": now, "late_before": now - policy.late_after}
    rows = [
        replace(noun(row), ledger_revision=one.revision)
        for one in found
        for row in leased.within(
            connection, this=one.id, taken=State.SENDING if one.is_worded else State.CLAIMED, **given
        )
    ]
    return sorted(rows, key=lambda row: (row.due_at, row.id))
