"""Rate limits and backoff: arithmetic alone.

A budget is kept as one instant, `spent_until` (the generic cell rate algorithm): each send moves it on by one interval,
and the next may go once it is near enough.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.delivery.nouns import Policy

Draw = Callable[[], float]
"""A source of chance: numbers from 0 up to 1."""

_EXPONENT_CAP = 30
"""Beyond it every pause is the longest one anyhow."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `count` in any window of `seconds`. `burst` of them may come early, to make up for a late start; the
    steady pace is slower by as much, so that no window ever holds more than `count`."""

    count: int
    seconds: float
    burst: int = 0

    @property
    def interval(self) -> timedelta:
        return _interval(self.count, self.seconds, self.burst)

    @property
    def slack(self) -> timedelta:
        return self.interval * self.burst


@lru_cache(maxsize=64)
def _interval(count: int, seconds: float, burst: int) -> timedelta:
    return timedelta(microseconds=math.ceil(seconds * 1_000_000 / (count - burst)))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform allows, as far as it is known beforehand. None: no limit is known.

    `gap` is the time between the end of a send and the start of the next in one channel; `look_up` limits how often a
    workspace is asked what became of a message.
    """

    gap: timedelta = timedelta()
    workspace: Rate | None = None
    platform: Rate | None = None
    look_up: Rate | None = None


def ready_at(rate: Rate | None, spent_until: datetime) -> datetime:
    """From when on a budget allows one more."""
    return spent_until - rate.slack if rate else spent_until


def spend(rate: Rate | None, spent_until: datetime, now: datetime) -> datetime:
    """The budget after one more at `now`."""
    return max(spent_until, now) + rate.interval if rate else spent_until


def closed_until(rate: Rate | None, spent_until: datetime, until: datetime) -> datetime:
    """The budget after the platform said that nothing may come before `until`."""
    return max(spent_until, until + rate.slack if rate else until)


def backoff(failures: int, policy: Policy, draw: Draw) -> timedelta:
    """The pause after so many failures in a row (from 1 on): doubled each time up to a bound, and shortened by up to a
    half at random, so that those who failed together do not come back together."""
    longest: timedelta = policy.first_pause * 2 ** min(failures - 1, _EXPONENT_CAP)
    pause: timedelta = min(longest, policy.longest_pause) * (1 - draw() / 2)
    return pause
