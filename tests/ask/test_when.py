"""Times in questions: every form, relative to a frozen day, spans, and words that only look like months."""

from __future__ import annotations

from datetime import date

import pytest

from bot.ask.text import tokenize
from bot.ask.when import Times, When, read_times
from bot.periods import Period

TODAY = date(2024, 5, 15)


def _in_no_name(start: int, end: int) -> bool:
    return False


def _read(text: str) -> Times:
    joined = " ".join(token.norm for token in tokenize(text))
    return read_times(joined, TODAY, _in_no_name)


def _periods(text: str) -> list[str | None]:
    return [when.period.iso if when.period else when.month_name for when in _read(text).named]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("in 2021", "2021"),
        ("on 2020-11-06", "2020-11-06"),
        ("on 6/11/2020", "2020-11-06"),
        ("on 6 November 2020", "2020-11-06"),
        ("on the 6th of November 2020", "2020-11-06"),
        ("on November 6th, 2020", "2020-11-06"),
        ("on 6 November", "2023-11-06"),
        ("on 6 March", "2024-03-06"),
        ("in November 2020", "2020-11"),
        ("in Nov 2020", "2020-11"),
        ("in 2020-11", "2020-11"),
        ("in 11/2020", "2020-11"),
        ("in 2019/20", "2019/2020"),
        ("in 2019-20", "2019/2020"),
        ("in 2020-Q2", "2020-Q2"),
        ("in Q2 2020", "2020-Q2"),
        ("in the second quarter of 2020", "2020-Q2"),
        ("in the June quarter of 2020", "2020-Q2"),
        ("in the first half of 2020", "2020-01/2020-06"),
        ("in the 2010s", "2010/2019"),
        ("in the ten years to 2019", "2010/2019"),
        ("over the 3 years to 2021", "2019/2021"),
        ("since 1980", "1980/.."),
        ("since March 2020", "2020-03/.."),
        ("last year", "2023"),
        ("this year", "2024"),
        ("last month", "2024-04"),
        ("last quarter", "2024-Q1"),
        ("next year", "2025"),
        ("3 years ago", "2021"),
        ("6 months ago", "2023-11"),
        ("2 weeks ago", "2024-05-01"),
        ("last June", "2023-06"),
        ("last April", "2024-04"),
        ("this April", "2024-04"),
        ("today", "2024-05-15"),
        ("yesterday", "2024-05-14"),
        ("in June", "June"),
    ],
)
def test_one_time(text: str, period: str) -> None:
    assert _periods(f"how many {text}") == [period]


@pytest.mark.parametrize("text", ["31 February 2022", "2022-13-01", "32/1/2022", "2022-Q5", "30/2/2022"])
def test_a_day_that_is_in_no_calendar_is_not_read_as_one(text: str) -> None:
    assert all(period is None or period.count("-") < 2 for period in _periods(f"rain on {text}"))


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("from March to June 2020", ["2020-03", "2020-06"]),
        ("between 2010 and 2019", ["2010", "2019"]),
        ("from May to June", ["May", "June"]),
        ("2019 to 2021", ["2019", "2021"]),
        ("in 2019 compared with 2021", ["2019", "2021"]),
    ],
)
def test_a_span_gives_a_bare_month_the_year_of_its_partner(text: str, periods: list[str]) -> None:
    times = _read(f"how did it change {text}")
    assert times.span
    assert [when.period.iso if when.period else when.month_name for when in times.named] == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("in July 2022 compared with a year ago", ["2022-07", "2021-07"]),
        ("in 2020 against two years ago", ["2020", "2018"]),
        ("in 2020-Q1 compared with the previous quarter", ["2020-Q1", "2019-Q4"]),
        ("in January 2020 compared with the previous month", ["2020-01", "2019-12"]),
        ("in 2020 compared with the previous year", ["2020", "2019"]),
        ("against the previous year in June 2020", ["2019-06", "2020-06"]),
        ("in 2020 compared with last year", ["2020", "2023"]),
        ("3 years ago and in 2023", ["2021", "2023"]),
    ],
)
def test_a_step_back_is_counted_from_the_time_beside_it(text: str, periods: list[str]) -> None:
    assert _periods(f"how many {text}") == periods


def test_two_times_apart_are_no_span() -> None:
    assert not _read("was rain in 2019 heavier or was wind in 2021 stronger").span


@pytest.mark.parametrize(
    "text",
    [
        "as of 1 November 2020",
        "as at 1 November 2020",
        "what did we know on 1 November 2020",
        "published by 2020-11-01",
    ],
)
def test_as_of_is_no_reference_period(text: str) -> None:
    times = _read(f"turnout in 2019 {text}")
    assert times.as_of == date(2020, 11, 1)
    assert [when.period.iso for when in times.named if when.period] == ["2019"]


def test_a_day_that_leads_in_is_when_it_was_known() -> None:
    times = _read("on 1 november 2020 what did we think the turnout was")
    assert (times.as_of, times.named) == (date(2020, 11, 1), ())


def test_as_of_a_month_means_its_last_day() -> None:
    assert _read("turnout as of November 2020").as_of == date(2020, 11, 30)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("how many people may vote", []),
        ("how many march in the capital", []),
        ("how many joined in March", ["March"]),
        ("rain in may", ["May"]),
        ("what about may", ["May"]),
        ("rain, may to june", ["May", "June"]),
    ],
)
def test_may_and_march_are_words_too(text: str, months: list[str]) -> None:
    assert _periods(text) == months


def test_a_number_that_is_no_year_is_no_time() -> None:
    assert _periods("did 1,250 of 3000 people answer all 12 questions") == []


def test_a_time_inside_a_name_is_part_of_the_name() -> None:
    joined = "the 2019 review of rain in 2021"
    times = read_times(joined, TODAY, lambda start, end: joined[start:end] == "2019")
    assert [when.period.iso for when in times.named if when.period] == ["2021"]


@pytest.mark.parametrize(
    ("month", "period", "fits"),
    [(6, "2020-06", True), (6, "2020-06-15", True), (6, "2020-07", False), (6, "2020-Q2", False), (6, "2020", False)],
)
def test_a_bare_month_fits_any_year(month: int, period: str, fits: bool) -> None:
    assert When(0, 0, None, month).fits(Period(period)) is fits


@pytest.mark.parametrize(
    ("named", "period", "fits"),
    [
        ("2020", "2020-Q2", True),
        ("2020-Q2", "2020", False),
        ("1980/..", "1999", True),
        ("1980/..", "1979/1981", False),
        ("2020", "", False),
    ],
)
def test_a_time_fits_what_lies_within_it(named: str, period: str, fits: bool) -> None:
    assert When(0, 0, Period(named)).fits(Period(period)) is fits
