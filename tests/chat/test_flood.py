"""How much one may ask, also while somebody sets the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.flood import Flood
from bot.delivery.limits import Rate

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
RATE = Rate(30, 60, burst=10)
ANA = [("ana", RATE)]


def _asked(flood: Flood, now: datetime) -> int:
    """How many questions in a row are let through."""
    count = 0
    while flood.wait(ANA, now) is None:
        count += 1
    return count


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(hours=1), timedelta(days=4000)])
def test_who_asked_before_the_clock_was_set_back_may_ask(back: timedelta) -> None:
    flood = Flood()
    allowed = _asked(flood, NOON)
    assert _asked(flood, NOON - back) == allowed
    assert _asked(flood, NOON - back) == 0, "the limit goes on"


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(seconds=10)])
def test_a_clock_that_goes_back_a_little_makes_nobody_wait_for_long(back: timedelta) -> None:
    flood = Flood()
    _asked(flood, NOON)
    wait = flood.wait(ANA, NOON - back)
    assert wait is None or wait <= back.total_seconds() + RATE.interval.total_seconds()


def test_a_clock_that_goes_forward_fills_the_bucket() -> None:
    flood = Flood()
    allowed = _asked(flood, NOON)
    assert _asked(flood, NOON + timedelta(hours=1)) == allowed
    assert _asked(flood, NOON) == allowed
