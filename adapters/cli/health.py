"""`factdesk health`: whether this installation serves, for whatever watches over services."""

from __future__ import annotations

import threading
from datetime import datetime
from queue import Empty, SimpleQueue

import click

from adapters import clock
from adapters.cli.say import say, tell
from adapters.health import ANSWER_SECONDS, Health, health_of, ill, no_answer
from adapters.main import configured_database
from adapters.settings import load_settings
from bot.errors import FactdeskError, as_sentence

_UNHEALTHY = 1


@click.command()
def health() -> int:
    """Exit 0 if the database answers, its schema is current and `factdesk serve` is at work on it, or was told to stop
    within a quarter of an hour, and 1 if not."""
    found: SimpleQueue[Health | Exception] = SimpleQueue()
    now = clock.now()
    load_settings()
    # Not waited for at the end: a database that hangs must not keep those who watch.
    threading.Thread(target=lambda: found.put(_caught(now)), daemon=True).start()
    try:
        answer = found.get(timeout=ANSWER_SECONDS)
    except Empty:
        answer = no_answer()
    if isinstance(answer, Exception):
        raise answer
    if answer.good:
        tell(answer.told)
        return 0
    say(answer.told)
    return _UNHEALTHY


def _caught(now: datetime) -> Health | Exception:
    """For another thread: exceptions come back as they are, but for those that are findings."""
    try:
        return _look(now)
    except FactdeskError as error:
        return ill(as_sentence(error))
    except Exception as error:  # noqa: BLE001 - raised again where it is reported
        return error


def _look(now: datetime) -> Health:
    engine = configured_database()
    try:
        return health_of(engine, now)
    finally:
        engine.dispose()
