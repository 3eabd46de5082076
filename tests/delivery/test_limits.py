"""Rate limits and backoff, by arithmetic alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.limits import DISCORD, SLACK
from bot.delivery.limits import Rate, backoff, closed_until, ready_at, spend
from bot.delivery.nouns import Policy

START = datetime(2026, 1, 1, tzinfo=UTC)


def _sends(rate: Rate, delays: list[float]) -> list[datetime]:
    """When sends go that each come late by some seconds."""
    spent, now, sends = START, START, []
    for delay in delays:
        now = max(now, ready_at(rate, spent)) + timedelta(seconds=delay)
        spent = spend(rate, spent, now)
        sends.append(now)
    return sends


_rates = st.builds(
    lambda count, seconds, share: Rate(count, seconds, int((count - 1) * share)),
    st.integers(1, 40),
    st.floats(0.1, 90, allow_nan=False),
    st.floats(0, 1, allow_nan=False),
)


@given(rate=_rates, delays=st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.01, 0.3, 7.0]), max_size=120))
def test_no_window_holds_more_than_the_rate_allows(rate: Rate, delays: list[float]) -> None:
    sends = _sends(rate, delays)
    window = timedelta(seconds=rate.seconds)
    for index, first in enumerate(sends):
        assert sum(1 for send in sends[index:] if send < first + window) <= rate.count


@pytest.mark.parametrize("rate", [SLACK.workspace, DISCORD.platform])
def test_the_steady_pace_is_close_to_what_the_platform_allows(rate: Rate | None) -> None:
    assert rate is not None
    sends = _sends(rate, [0.0] * 10 * rate.count)
    allowed = timedelta(seconds=rate.seconds) / rate.count * len(sends)
    assert allowed * 0.9 < sends[-1] - sends[0] <= allowed * 1.05


def test_a_late_start_is_made_up_for_by_the_burst() -> None:
    rate = Rate(10, 10, burst=2)
    steady = _sends(rate, [0.0] * 10)
    late = _sends(rate, [0.0] * 5 + [1.0] + [0.0] * 4)
    assert late[5] > steady[5]
    assert late[-1] == steady[-1]


def test_without_a_burst_sends_are_an_interval_apart() -> None:
    sends = _sends(Rate(5, 2), [0.0] * 6)
    assert {later - earlier for earlier, later in pairwise(sends)} == {timedelta(seconds=0.4)}


def test_no_rate_limits_nothing_but_what_is_closed() -> None:
    assert spend(None, START, START + timedelta(seconds=3)) == START
    until = START + timedelta(seconds=9)
    assert ready_at(None, closed_until(None, START, until)) == until


@given(rate=_rates, seconds=st.integers(0, 600))
def test_a_closed_budget_opens_when_it_was_said_to(rate: Rate, seconds: int) -> None:
    until = START + timedelta(seconds=seconds)
    spent = closed_until(rate, START, until)
    assert ready_at(rate, spent) == until
    assert closed_until(rate, spent, START) == spent


@given(failures=st.integers(1, 5_000), draw=st.floats(0, 1, exclude_max=True))
def test_backoff_grows_up_to_its_bound_and_never_vanishes(failures: int, draw: float) -> None:
    policy = Policy()
    pause = backoff(failures, policy, lambda: draw)
    longest = backoff(failures, policy, lambda: 0.0)
    assert longest / 2 <= pause <= longest <= policy.longest_pause
    assert longest == min(policy.first_pause * 2 ** min(failures - 1, 20), policy.longest_pause)
