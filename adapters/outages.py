"""Keeps a service's log readable while something is away: a line when it goes, one a minute, one when it is back."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from adapters.logline import LEFT_OUT
from bot.errors import StoreUnavailable

_EVERY_SECONDS = 60.0
_LIBRARIES = ("aiohttp", "discord", "slack_sdk")
_OURS = "factdesk"
_DATABASE = "the database"


@dataclass(slots=True)
class _Told:
    """Of one thing that is away: when a line said so last, by the clock's seconds, and how many were left out since.
    `since`: when it went; None: it is back."""

    at: float
    since: float | None
    left_out: int = 0


class Bounded(logging.Filter):
    """Of lines that say that the same thing is away, lets one through a minute, without its traceback: where a
    connection was refused is no news. Everything else passes as it is."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._told: dict[str, _Told] = {}
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        what = _away(record)
        if what is None:
            return True
        with self._lock:
            return self._passes(what, record)

    def back(self) -> float | None:
        """The database answers: for how many seconds it was away, if that was said; None: there is nothing to say."""
        told = self._told.get(_DATABASE)
        if told is None or told.since is None:  # As nearly always.
            return None
        with self._lock:
            since, told.since = told.since, None
        # Who has gone and come back within a minute may do so again: that is said once.
        return None if since is None or since > told.at else self._clock() - since

    def _passes(self, what: str, record: logging.LogRecord) -> bool:
        now = self._clock()
        told = self._told.get(what)
        if told is not None and now - told.at < _EVERY_SECONDS:
            told.left_out += 1
            told.since = now if told.since is None else told.since
            return False
        more = told.left_out if told else 0
        since = told.since if told and told.since is not None else now
        self._told[what] = _Told(now, since)
        _without_traceback(record, more)
        return True


def _away(record: logging.LogRecord) -> str | None:
    """What a line says to be away; None: it says something else."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, StoreUnavailable):
        return _DATABASE
    if error is not None and _is_of_the_network(error):
        return f"{record.name} {type(error).__name__}"
    # Libraries tell of lost connections in words of their own, again and again.
    return None if record.name == _OURS or error is not None else f"{record.name} {record.lineno}"


def _is_of_the_network(error: BaseException) -> bool:
    return isinstance(error, OSError | TimeoutError) or type(error).__module__.partition(".")[0] in _LIBRARIES


def _without_traceback(record: logging.LogRecord, more: int) -> None:
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.exc_info = (type(error), error, None)
    setattr(record, LEFT_OUT, more)
