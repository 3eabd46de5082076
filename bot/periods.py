"""Dates as precise as they are known, and reference periods, both written in ISO 8601."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from bot.errors import InvalidDate

_PARTIAL = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")


@lru_cache(maxsize=4096)
def _bounds(text: str) -> tuple[date, date]:
    """First and last day of a year, quarter, month or day."""
    match = _PARTIAL.fullmatch(text)
    if not match:
        raise InvalidDate(f"“{text}” is not a date; write 2020, 2020-Q2, 2020-11 or 2020-11-06")
    year = int(match[1])
    quarter, month, day = (None if part is None else int(part) for part in match.groups()[1:])
    try:
        if month is not None and day is not None:
            return date(year, month, day), date(year, month, day)
        if month is not None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        if quarter is not None:
            last = quarter * 3
            return date(year, last - 2, 1), date(year, last, calendar.monthrange(year, last)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        raise InvalidDate(f"“{text}” is not a day in the calendar; write 2020, 2020-11 or 2020-11-06") from None


@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, quarter, month or day: "2021", "2020-Q4", "2022-10", "2020-10-30"."""

    iso: str

    @cached_property
    def earliest(self) -> date:
        return _bounds(self.iso)[0]

    @cached_property
    def latest(self) -> date:
        return _bounds(self.iso)[1]

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Raises InvalidDate on anything that is not a date of the calendar."""
        _bounds(text)
        return cls(text)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.isoformat())

    def __str__(self) -> str:
        return self.iso


@dataclass(frozen=True)
class Period:
    """A reference period: a partial date, or an interval of two ("2019-08/2020-07"), either end open ("1980/..").

    An empty string means that the source does not say; such a period matches no named date.
    """

    iso: str

    @cached_property
    def start(self) -> date | None:
        first = self.iso.partition("/")[0]
        return None if first in ("", "..") else _bounds(first)[0]

    @cached_property
    def end(self) -> date | None:
        first, slash, last = self.iso.partition("/")
        last = last if slash else first
        return None if last in ("", "..") else _bounds(last)[1]

    @classmethod
    def parse(cls, text: str) -> Period:
        """Raises InvalidDate on text that is no period, or ends before it begins."""
        period = cls(text)
        start, end = period.start, period.end
        if text.count("/") > 1 or text in ("..", "../..", "/"):
            raise InvalidDate(f"“{text}” is not a period; write 2020, 2020-11 or 2019-08/2020-07")
        if start and end and end < start:
            raise InvalidDate(f"“{text}” ends before it begins; write the earlier date first")
        return period

    def covers(self, other: Period) -> bool:
        """Whether all of `other` lies inside this period. An open end reaches for ever; an unknown period, nowhere."""
        if not self.iso or not other.iso:
            return False
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    @property
    def days(self) -> int | None:
        """Length in days; None where an end is open or unknown."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start + timedelta(days=1)).days

    def __str__(self) -> str:
        return self.iso
