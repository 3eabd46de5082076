"""Snowflake ids: milliseconds since 2015 in the upper bits, strictly increasing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000
Clock = Callable[[], float]
"""Seconds since 1970, as time.time gives them."""


class ManualClock:
    """A clock that moves only when it is told to."""

    def __init__(self, start: float = 1_780_000_000.0) -> None:
        self.seconds = start

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


class Snowflakes:
    """Gives ids of the present time, each greater than the one before."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        now = (int(self._clock() * 1000) - EPOCH_MS) << 22
        self._last = max(self._last + 1, now)
        return str(self._last)


def timestamp(snowflake: str) -> str:
    """The ISO time in an id, as Discord writes it."""
    return iso(((int(snowflake) >> 22) + EPOCH_MS) / 1000)


def iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
