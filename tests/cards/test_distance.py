"""How far off a date is, as precisely as it is known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ask.style import HouseStyle
from bot.cards.dates import When, distance, when_lines
from bot.periods import PartialDate

_NOW = datetime(2026, 11, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-11-15", "today"),
        ("2026-11-18", "in 3 days"),
        ("2026-11", "this month"),
        ("2026-10", "1 month ago"),
        ("2027-02", "in 3 months"),
        ("2022-10", "4 years ago"),
        ("2026", "this year"),
        ("2027", "in 1 year"),
        ("2024", "2 years ago"),
        ("2026-Q4", "this quarter"),
        ("2027-Q1", "in 2 months"),
    ],
)
def test_what_is_known_to_the_month_or_the_year_is_counted_in_those(at: str, told: str) -> None:
    assert distance(When(PartialDate(at), None, "UTC"), _NOW, "UTC") == told


def test_a_month_is_the_same_by_all_clocks_and_a_day_is_not() -> None:
    style = HouseStyle()
    assert when_lines(When(PartialDate("2022-10"), None, "Pacific/Auckland"), "UTC", style) == ("October 2022",)
    assert (
        "in Pacific/Auckland" in when_lines(When(PartialDate("2022-10-05"), None, "Pacific/Auckland"), "UTC", style)[0]
    )
