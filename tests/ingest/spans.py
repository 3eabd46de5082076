"""The days of a period in ISO form, so that two ways to write one are the same."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-[HS]([12])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def span(text: str) -> tuple[date, date] | str:
    """The first and the last day, or the text where it is no ISO period: "2020-Q1" is "2020-01/2020-03"."""
    first, slash, last = text.partition("/")
    try:
        start, end = _days(first), _days(last) if slash else _days(first)
    except ValueError:
        return text
    return start[0], end[1]


def _days(text: str) -> tuple[date, date]:
    """:raises ValueError: the text is no year, half, quarter, month, week or day."""
    if found := _QUARTER.fullmatch(text):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    if found := _HALF.fullmatch(text):
        return _months(int(found[1]), 6 * int(found[2]) - 5, 6)
    if found := _WEEK.fullmatch(text):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday, monday + timedelta(6)
    if re.fullmatch(r"\d{4}", text):
        return _months(int(text), 1, 12)
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return _months(int(text[:4]), int(text[5:]), 1)
    day = date.fromisoformat(text)
    return day, day


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
