"""Whether a ledger is served: what ticks and the outbox leave behind tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine

from bot.calendar.heartbeat import Heartbeat, heartbeat
from bot.store.schema import check

ANSWER_SECONDS = 8.0
"""In which the database has to answer; less than those who watch wait for us."""
_TICK_BOUND = timedelta(minutes=3)
"""A tick is written down once a minute."""
_PATIENCE = timedelta(minutes=5)
"""With a message that is due: from then on it counts as late."""
_CALM = timedelta(minutes=15)
"""After a service that was told to stop: an upgrade takes less, and one that nobody starts again is told then."""


@dataclass(frozen=True, slots=True)
class Health:
    """`told` is a sentence for an operator."""

    good: bool
    told: str


ill = partial(Health, False)


def no_answer() -> Health:
    return ill(f"The database did not answer within {ANSWER_SECONDS:g} seconds; check that it runs.")


def health_of(engine: Engine, now: datetime) -> Health:
    """Raises StoreUnavailable."""
    schema = check(engine)
    if schema.mend:
        return ill(f"The database is not up to date: {schema.told}; {schema.mend}.")
    if not schema.filled:
        return ill("The database is empty: `factdesk serve` has not run with it yet.")
    return _judged(heartbeat(engine, now, _PATIENCE), schema.told, now)


def _judged(beat: Heartbeat, revision: str, now: datetime) -> Health:
    if beat.ticked_at is None:
        return ill("Nothing serves: `factdesk serve` has not run with this database yet.")
    age = now - beat.ticked_at
    if age > _TICK_BOUND and beat.stopped_at is not None and beat.stopped_at >= beat.ticked_at:
        return _stopped(now - beat.stopped_at)
    if age > _TICK_BOUND:
        return ill(f"Nothing serves: `factdesk serve` last ticked {_long(age)} ago; start it, or read its log.")
    if -age > _TICK_BOUND:
        return ill(f"The clocks differ: `factdesk serve` last ticked {_long(-age)} ahead; set them by NTP.")
    if beat.waiting:
        late, platform = _long(now - beat.waiting.since), beat.waiting.platform.capitalize()
        return ill(f"A message to {platform} has waited for {late}; see the log of `factdesk serve`.")
    return Health(True, f"Well: {revision}, ticked {_long(max(age, timedelta()))} ago, no message waits.")


def _stopped(age: timedelta) -> Health:
    """Nothing serves, as somebody wanted it."""
    told = f"`factdesk serve` was stopped in good order {_long(max(age, timedelta()))} ago"
    if age <= _CALM:
        return Health(True, f"Stopped: {told}; start it again.")
    return ill(f"Nothing serves: {told}, and was not started again; start it.")


def _long(span: timedelta) -> str:
    """In the largest unit that does not make it less than two."""
    seconds = int(span.total_seconds())
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
