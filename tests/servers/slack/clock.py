"""The server's time: the machine's own, or a clock that the test moves, with timers that follow either."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from typing import Protocol

Clock = Callable[[], float]
"""Seconds since the epoch."""


class ManualClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class Timer(Protocol):
    def cancel(self) -> None: ...


class _ManualTimer:
    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None


class Timers:
    """Calls back after some seconds of the server's clock.

    With the machine's clock the event loop does it; with any other, `run_due` does, called by whoever moved the clock.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._follows_the_machine = clock is time.time
        self._due: list[tuple[float, int, _ManualTimer]] = []
        self._numbers = itertools.count()

    def after(self, seconds: float, callback: Callable[[], None]) -> Timer:
        if self._follows_the_machine:
            return asyncio.get_running_loop().call_later(seconds, callback)
        timer = _ManualTimer(callback)
        heapq.heappush(self._due, (self._clock() + seconds, next(self._numbers), timer))
        return timer

    def run_due(self) -> None:
        while self._due and self._due[0][0] <= self._clock():
            timer = heapq.heappop(self._due)[2]
            if timer.callback is not None:
                timer.callback()
