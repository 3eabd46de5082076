"""One look at the calendar: what falls due goes into the outbox. Any number of processes may look at any time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from bot.calendar.arrivals import chase, close_arrived
from bot.calendar.corrections import correct
from bot.calendar.due_changes import enqueue_changes
from bot.calendar.due_digests import enqueue_digests
from bot.calendar.due_follows import enqueue_followed
from bot.calendar.due_reminders import enqueue_reminders
from bot.calendar.left_out import LeftOut, left_out, tell_desk
from bot.calendar.nouns import Policy
from bot.delivery.nouns import Address
from bot.delivery.nouns import Policy as DeliveryPolicy
from bot.delivery.set_back import bring_back
from bot.store.calendar_tables import tick as last_tick
from bot.store.engine import reading, writing
from bot.store.writer import lock_ledger

_WORTH_WRITING = timedelta(minutes=1)
"""A last tick that is stale by less only means that a few reminders are worked out again, which changes nothing."""


def _to_nobody(_: LeftOut) -> None:
    """Where nobody keeps a log."""


def tick(
    engine: Engine,
    now: datetime,
    policy: Policy | None = None,
    desk: Address | None = None,
    tell: Callable[[LeftOut], None] = _to_nobody,
    zone: str = "UTC",
) -> int:
    """Put what falls due until shortly after `now` into the outbox; how many messages were new.

    It goes on from the last tick: what fell due since is caught up within the policy's bound, and else goes in expired,
    so that the outbox records it as missed. Wherever a figure was given, and whoever follows it, is told of what became
    of it. Dates whose figure arrived are closed; those who were reminded of a date that was moved or cancelled are
    told; the desk's channel, if there is one, is asked once for a figure that is overdue. A key date or a subscription
    that cannot be worked with stops nothing else: the desk's channel is told of it once, and `tell` is called with it
    at each tick, for a log. What waits in the outbox does not wait for a clock that was set back. `zone` is the
    newsroom's, for dates that have none. Doing any of it again changes nothing. Raises StoreUnavailable; what was
    committed by then stands.
    """
    policy = policy or Policy()
    last = _last(engine)
    # A clock that was set back goes on from what it shows now: what it finds again is in the outbox already.
    since = min(last or now, now)
    if last is not None and last - now >= _WORTH_WRITING:
        bring_back(engine, now, DeliveryPolicy().lease)
    close_arrived(engine, now, zone)
    new = correct(engine, now)
    new += enqueue_changes(engine, now, policy)
    new += enqueue_reminders(engine, since, now, policy)
    new += enqueue_digests(engine, now, policy)
    new += enqueue_followed(engine, now, policy)
    new += chase(engine, since, now, policy, desk, zone)
    found = left_out(engine, now)
    for one in found:
        tell(one)
    if desk is not None and found:
        new += tell_desk(engine, found, desk, now)
    if last is None or abs(now - last) >= _WORTH_WRITING:
        _ticked(engine, now)
    return new


def _last(engine: Engine) -> datetime | None:
    """When the calendar was looked at last; None: never."""
    with reading(engine) as connection:
        at: datetime | None = connection.execute(select(last_tick.c.ticked_at)).scalar()
        return at


def _ticked(engine: Engine, now: datetime) -> None:
    with writing(engine) as connection:
        lock_ledger(connection)  # Of two first ticks at once, one inserts.
        if not connection.execute(update(last_tick).values(ticked_at=now)).rowcount:
            connection.execute(insert(last_tick).values(id=1, ticked_at=now))
