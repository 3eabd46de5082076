"""`factdesk health`: whether this installation serves, for whatever watches over services."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from queue import Empty, SimpleQueue

import click

from adapters import clock
from adapters.cli.say import say, tell
from adapters.main import configured_database
from adapters.settings import load_settings
from bot.calendar.heartbeat import Heartbeat, heartbeat
from bot.errors import FactdeskError, as_sentence
from bot.store.schema import check

_ANSWER_SECONDS = 8.0
"""In which the database has to answer; less than those who watch wait for us."""
_TICK_BOUND = timedelta(minutes=3)
"""A tick is written down once a minute."""
_PATIENCE = timedelta(minutes=5)
"""With a message that is due: from then on it counts as late."""
_CALM = timedelta(minutes=15)
"""After a service that was told to stop: an upgrade takes less, and one that nobody starts again is told then."""
_UNHEALTHY = 1


@dataclass(frozen=True, slots=True)
class _Health:
    good: bool
    told: str


_ill = partial(_Health, False)


@click.command()
def health() -> int:
    """Exit 0 if the database answers, its schema is current and `factdesk serve` is at work on it, or was told to stop
    within a quarter of an hour, and 1 if not."""
    found: SimpleQueue[_Health | Exception] = SimpleQueue()
    now = clock.now()
    load_settings()
    # Not waited for at the end: a database that hangs must not keep those who watch.
    threading.Thread(target=lambda: found.put(_caught(now)), daemon=True).start()
    try:
        answer = found.get(timeout=_ANSWER_SECONDS)
    except Empty:
        answer = _ill(f"The database did not answer within {_ANSWER_SECONDS:g} seconds; check that it runs.")
    if isinstance(answer, Exception):
        raise answer
    if answer.good:
        tell(answer.told)
        return 0
    say(answer.told)
    return _UNHEALTHY


def _caught(now: datetime) -> _Health | Exception:
    """For another thread: exceptions come back as they are, but for those that are findings."""
    try:
        return _look(now)
    except FactdeskError as error:
        return _ill(as_sentence(error))
    except Exception as error:  # noqa: BLE001 - raised again where it is reported
        return error


def _look(now: datetime) -> _Health:
    engine = configured_database()
    try:
        schema = check(engine)
        if schema.mend:
            return _ill(f"The database is not up to date: {schema.told}; {schema.mend}.")
        if not schema.filled:
            return _ill("The database is empty: `factdesk serve` has not run with it yet.")
        return _judged(heartbeat(engine, now, _PATIENCE), schema.told, now)
    finally:
        engine.dispose()


def _judged(beat: Heartbeat, revision: str, now: datetime) -> _Health:
    if beat.ticked_at is None:
        return _ill("Nothing serves: `factdesk serve` has not run with this database yet.")
    age = now - beat.ticked_at
    if age > _TICK_BOUND and beat.stopped_at is not None and beat.stopped_at >= beat.ticked_at:
        return _stopped(now - beat.stopped_at)
    if age > _TICK_BOUND:
        return _ill(f"Nothing serves: `factdesk serve` last ticked {_long(age)} ago; start it, or read its log.")
    if -age > _TICK_BOUND:
        return _ill(f"The clocks differ: `factdesk serve` last ticked {_long(-age)} ahead; set them by NTP.")
    if beat.waiting:
        late, platform = _long(now - beat.waiting.since), beat.waiting.platform.capitalize()
        return _ill(f"A message to {platform} has waited for {late}; see the log of `factdesk serve`.")
    return _Health(True, f"Well: {revision}, ticked {_long(max(age, timedelta()))} ago, no message waits.")


def _stopped(age: timedelta) -> _Health:
    """Nothing serves, as somebody wanted it."""
    told = f"`factdesk serve` was stopped in good order {_long(max(age, timedelta()))} ago"
    if age <= _CALM:
        return _Health(True, f"Stopped: {told}; start it again.")
    return _ill(f"Nothing serves: {told}, and was not started again; start it.")


def _long(span: timedelta) -> str:
    """In the largest unit that does not make it less than two."""
    seconds = int(span.total_seconds())
    for unit, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
