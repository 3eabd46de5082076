"""Headers of columns whose cells are each the end or the beginning of a stretch of time, or the year it is called by:
"Week ending", "Year ended June", "Financial year (April to March)"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bot.ingest.cells.months import MONTH
from bot.ingest.cells.periods import Marked, PeriodStyle, read_marked

_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")
_ORDINAL = re.compile(r"\b([0-9]{1,2}) (?:st|nd|rd|th)\b")
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = rf"(?: (?:date|day|on|the|a|{_DAYS}))*"
_WEEK_END = re.compile(rf"(?:date )?(?:the )?(?:weeks? (?:ended|ending|end|ends|to)|w e){_DATE}")
_WEEK_START = re.compile(
    r"(?:date )?(?:the )?(?:weeks? (?:commencing|commences|beginning|begins|starting|starts|start|begin|from|of)|w c)"
    + _DATE
)
_ENDED = r"(?:ended|ending|end|ends|to|up to)(?: the| on| at)?"
_LENGTH = (
    r"(?:(?:financial |fiscal |calendar |tax |school |academic |reporting )?years?|(?:12|twelve) months?|fy|y e|ye)"
)
_LONG_END = re.compile(rf"(?:date )?(?:the )?(?P<length>month|quarter)s? {_ENDED}(?: date)?")
_DAY = rf"(?:[0-9]{{1,2}} {MONTH}|{MONTH}(?: [0-9]{{1,2}})?)"
_YEAR_END = re.compile(
    rf"(?:the )?(?:{_LENGTH}(?: {_ENDED})?|annual to) (?P<day>{_DAY})|(?P<month>{MONTH}) years?(?: {_ENDED})?"
)
_YEAR_ENDS = re.compile(rf"(?:the )?{_LENGTH} {_ENDED}(?: date| month)?")
_YEAR_FROM = re.compile(rf"(?:the )?{_LENGTH}(?: from)? (?P<first>{_DAY})(?: to| until| through)? (?P<last>{_DAY})")
_NEW_YEAR, _NEW_YEARS_EVE = re.compile(r"(?:0?1 )?jan.*"), re.compile(r"(?:31 )?dec.*")
_ONE_YEAR = re.compile(r"[0-9]{4}")
_TWO_YEARS = re.compile(r"([0-9]{4})/([0-9]{4})")


class Stretch(NamedTuple):
    """What a header says of its cells. `before` goes before a date to name the stretch; `last` and `first` are the day
    or month that each year ends and begins with, where the header says it."""

    before: str = ""
    last: str = ""
    first: str = ""

    def settles(self, text: str, style: PeriodStyle) -> bool:
        """Whether the header, or the cell alone, says when the cell's stretch begins and ends."""
        alone = read_marked(text, style)
        is_span = alone is not None and "/" in alone.iso and not _TWO_YEARS.fullmatch(alone.iso)
        return is_span or self.read(text, style) is not None

    def read(self, text: str, style: PeriodStyle) -> Marked | None:
        """The stretch that a cell stands for; None where the header and the cell do not settle it."""
        alone = read_marked(text, style)
        if alone is None:
            return None
        one, two = _ONE_YEAR.fullmatch(alone.iso), _TWO_YEARS.fullmatch(alone.iso)
        if two and int(two[2]) != int(two[1]) + 1:
            return None
        if (one or two) and self.last:
            ends = (two[2] if two else alone.iso, two[1] if two else str(int(alone.iso) - 1))
            return self._year(alone, *ends, is_one=bool(one))
        if not self.before or one or two or "/" in alone.iso:
            return None
        found = read_marked(f"{self.before} {alone.iso}")
        return found and found._replace(mark=alone.mark)

    def _year(self, alone: Marked, year: str, before: str, *, is_one: bool) -> Marked | None:
        """One year of a stretch that begins in one and ends in the next may be called by either."""
        if (self.first and is_one) or (not is_one and _NEW_YEARS_EVE.fullmatch(self.last)):
            return None
        text = f"{self.first} {before} to {self.last} {year}" if self.first else f"year ended {self.last} {year}"
        found = read_marked(text, PeriodStyle(day_first=True))
        return found and found._replace(mark=alone.mark)


@lru_cache(maxsize=4096)
def stretch_of(header: str) -> Stretch | None:
    """What a header says of the stretches that its cells stand for; None where it says nothing, or calendar years."""
    plain = _ORDINAL.sub(r"\1", " ".join(_WORDS.findall(header.casefold())))
    if _WEEK_END.fullmatch(plain):
        return Stretch("week ending")
    if _WEEK_START.fullmatch(plain):
        return Stretch("week beginning")
    if found := _LONG_END.fullmatch(plain):
        return Stretch(f"{found['length']} ended")
    if _YEAR_ENDS.fullmatch(plain):
        return Stretch("year ended")
    if found := _YEAR_END.fullmatch(plain):
        return Stretch("year ended", found["day"] or found["month"])
    found = _YEAR_FROM.fullmatch(plain)
    if found is None:
        return None
    first, last = found["first"], found["last"]
    is_calendar = _NEW_YEAR.fullmatch(first) and _NEW_YEARS_EVE.fullmatch(last)
    return Stretch("", last) if is_calendar else Stretch("", last, first)
