"""TIME_PERIOD, in all the forms that SDMX has for it, as ISO text.

https://sdmx.org, SDMX 3.0 standards, section 6, "Time and Time Format".
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from bot.errors import InvalidDate
from bot.ingest.described.spans import bounds, from_month, span
from bot.periods import Period

_REPORTING = re.compile(r"([0-9]{4})-?([ASHTQMWD])([0-9]{1,3})")
_COMPACT_MONTH = re.compile(r"([0-9]{4})(0[1-9]|1[0-2])")
_MONTHS_OF = {"A": 12, "S": 6, "H": 6, "T": 4, "Q": 3, "M": 1}
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9:.]+)(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_ZONE = re.compile(r"(?:Z|(?<=[0-9]{2})[+-][0-9]{2}:[0-9]{2})$")
_DURATION = re.compile(r"P(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,5})D)?(?:T0[HMS])?")


@lru_cache(maxsize=4096)
def sdmx_period(text: str, first_month: int = 1) -> str | None:
    """ISO text of the period; None where it is none, or shorter than a day.

    `first_month` is the month in which reporting years begin (2020-A1, 2020-Q1 and the like count from it).
    """
    try:
        return _period(text.strip(), first_month)
    except (InvalidDate, ValueError, OverflowError):
        return None


def _period(text: str, first_month: int) -> str | None:
    if reporting := _REPORTING.fullmatch(text):
        year, letter, number = int(reporting[1]), reporting[2], int(reporting[3])
        return _of_a_year(year, letter, number, first_month)
    if compact := _COMPACT_MONTH.fullmatch(text):
        return f"{compact[1]}-{compact[2]}"
    if "/" not in text:
        return _day_or_longer(text)
    first, _, last = text.partition("/")
    start = _day_or_longer(first)
    if start is None:
        return None
    if last.startswith("P"):
        return _lasting(bounds(start)[0], last)
    end = _day_or_longer(last)
    return None if end is None else Period.parse(span(bounds(start)[0], bounds(end)[1])).iso


def _of_a_year(year: int, letter: str, number: int, first_month: int) -> str | None:
    if letter in _MONTHS_OF:
        months = _MONTHS_OF[letter]
        if not 1 <= number <= 12 // months:
            return None
        return from_month(year, first_month + (number - 1) * months, months)
    if first_month != 1:
        return None
    if letter == "W":
        return span(date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7))
    day = date(year, 1, 1) + timedelta(days=number - 1)
    return day.isoformat() if number and day.year == year else None


def _day_or_longer(text: str) -> str | None:
    """A year, month or day; of a moment its day, where it is the day's first."""
    if moment := _MOMENT.fullmatch(text):
        return Period.parse(moment[1]).iso if not moment[2].strip("0:.") else None
    return Period.parse(_ZONE.sub("", text)).iso if _DATE.fullmatch(text) else None


def _lasting(first: date, duration: str) -> str | None:
    parts = _DURATION.fullmatch(duration)
    if parts is None:
        return None
    years, months, weeks, days = (int(part or 0) for part in parts.groups())
    whole, more = years * 12 + months, weeks * 7 + days
    if whole and not more and first.day == 1:
        return from_month(first.year, first.month, whole)
    if whole and not more:
        on, month = divmod(first.month - 1 + whole, 12)
        return span(first, first.replace(year=first.year + on, month=month + 1) - timedelta(days=1))
    return span(first, first + timedelta(days=more - 1)) if more and not whole else None
