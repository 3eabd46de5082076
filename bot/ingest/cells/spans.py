"""Texts that are a stretch of time with a beginning and an end, in ISO form: halves, weeks, financial years, "July 2019
to June 2020"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.errors import InvalidDate
from bot.ingest.cells.counted_parts import as_quarter, as_third, counted_part, lettered_part
from bot.ingest.cells.dates import one_date, year_of
from bot.ingest.cells.months import MONTH, MONTHS
from bot.periods import PartialDate

_YEAR = "([0-9]{4})"
_LONGEST_SPAN, _LONGEST_SHORT_SPAN = 150, 20
"""Years that “1990-1995” and “1990-95” may reach over."""
_COUNTS = {"one": 1, "three": 3, "six": 6, "nine": 9, "twelve": 12}
_LENGTHS = {"year": 12, "quarter": 3, "half-year": 6, "half year": 6, "month": 1}

_HALF = re.compile(rf"{_YEAR}[ -]?(?:h|s|hy)([12])|(?:h|s|hy)([12])[ /-]?{_YEAR}|([12])h[ /-]?([0-9]{{4}}|[0-9]{{2}})")
_HALF_WORDS = re.compile(rf"(first|second|1st|2nd) half(?: of)?(?: the year)?,? {_YEAR}")
_WEEK = re.compile(rf"{_YEAR}[ -]?w(?:eek|k)?\.? ?([0-9]{{1,2}})|w(?:eek|k)?\.? ?([0-9]{{1,2}})[ ,/-]*{_YEAR}")
_WEEK_ENDED = re.compile(r"(?:(?:the )?week (?:ended|ending|to)|w/e|we)[: ]+(.+)")
_WEEK_BEGUN = re.compile(r"(?:(?:the )?week (?:commencing|beginning|starting|of)|w/c|wc)[: ]+(.+)")
_DECADE = re.compile(r"(?:the )?([0-9]{3}0)'?s")
_TWO_YEARS = re.compile(r"([0-9]{4}) ?([/–-]) ?([0-9]{2})")
_SHORT_YEARS = re.compile(r"([0-9]{2})([/-])([0-9]{2})")
_TWO_FULL_YEARS = re.compile(r"([0-9]{4}) ?(?:[/–-]|to|and|until) ?([0-9]{4})")
_FROM_YEARS_TO_YEARS = re.compile(r"([0-9]{4}[/–-][0-9]{2}) ?(?:to|until|–|-) ?([0-9]{4}[/–-][0-9]{2})")
_NAMED_YEAR = re.compile(
    r"(?:the )?(?:fy|ay|sy|financial|fiscal|tax|school|academic|marketing|season)(?: year)?(?: of)?[ :-]*(.+)"
    r"|(.+?) (?:financial|fiscal|tax|school|academic|marketing)(?: year)?s?|(.+?) season"
)
_NAMED_SHORT = re.compile(r"'?([0-9]{2})(?:[/–-]([0-9]{2}))?")
_ENDED = re.compile(
    r"(?:the )?(?:(year|half[- ]year|quarter|month)(?:ly)?|([0-9]{1,2}|one|three|six|nine|twelve)[- ]months?)s?"
    r"(?: period)? (?:ended|ending|end|to|until|up to)(?: the)?:? (.+)|(ye|y/e|qe|q/e|yr to)[: ]+(.+)"
)
_NAMED_QUARTER = re.compile(rf"({MONTH})\.?[ -](?:quarter|qtr)[ ,]*{_YEAR}|({MONTH})\.?[ -]{_YEAR} (?:quarter|qtr)")
_NAMED_YEAR_END = re.compile(rf"({MONTH})\.? (?:{_YEAR} years?|years? {_YEAR})")
_NAMED_QUARTER_LATE = re.compile(rf"{_YEAR} ({MONTH}) (?:quarter|qtr)")
_TO = re.compile(
    r" (?:to|until|till|through|–|—|-) |(?<=[a-z0-9.])[–—](?=[a-z0-9])|(?<=[a-z])-(?=[a-z])| ?/ ?|(?<=[0-9])-(?=[a-z])"
)
_FROM = re.compile(r"(?:from|between) ")
_YEARLESS = re.compile(rf"(?:([0-9]{{1,2}}) )?({MONTH})\.?")
_DURATION = re.compile(r"([0-9]{4}(?:-[0-9]{2}){0,2})(?:t00:00:00)?/p([0-9]{1,3})([ymwd])")


def two_years(plain: str) -> tuple[int, int] | None:
    """The years of "2009-10", "2009/10" or "1999-00"; None where the second would be too far from the first."""
    found = _TWO_YEARS.fullmatch(plain)
    if found is None:
        return None
    start = int(found[1])
    end = start - start % 100 + int(found[3])
    end += 100 if end < start else 0
    return (start, end) if 0 < start < end <= start + _LONGEST_SHORT_SPAN else None


def short_years(plain: str) -> tuple[int, int] | None:
    """The years of "98/99" or "99-00", a year and the next; None where it is another pair."""
    found = _SHORT_YEARS.fullmatch(plain)
    start = int(year_of(found[1])) if found else 0
    return (start, start + 1) if found and (start + 1) % 100 == int(found[3]) else None


def could_be_month(plain: str) -> bool:
    """Whether "2009-10" could be a month as well."""
    found = _TWO_YEARS.fullmatch(plain)
    return found is not None and 1 <= int(found[3]) <= 12


def one_span(plain: str, day_first: bool | None, next_years: bool) -> str | None:
    """The ISO text of a span; `plain` is in lower case. `next_years`: "2009-10" is a year and the next."""
    for read in _READERS:
        if (iso := read(plain)) is not None:
            return iso
    return _years(plain, next_years) or _named_year(plain) or _ended(plain, day_first) or _from_to(plain, day_first)


def _half(plain: str) -> str | None:
    if found := _HALF.fullmatch(plain):
        year, number = next((found[a], found[b]) for a, b in ((1, 2), (4, 3), (6, 5)) if found[a])
        return _half_of(year_of(year), number == "1")
    found = _HALF_WORDS.fullmatch(plain)
    return _half_of(found[2], found[1] in ("first", "1st")) if found else None


def _half_of(year: str, first: bool) -> str:
    return f"{year}-01/{year}-06" if first else f"{year}-07/{year}-12"


def _third(plain: str) -> str | None:
    """A third, "2023-T1", where nobody says that it is a quarter; the fourth can be nothing else."""
    found = lettered_part(plain)
    if found is None:
        return None
    return (None if plain.startswith("t") else as_third(*found)) or as_quarter(*found)


def _week(plain: str) -> str | None:
    found = _WEEK.fullmatch(plain)
    if found is None:
        return None
    year, week = (found[1], found[2]) if found[1] else (found[4], found[3])
    try:
        monday = date.fromisocalendar(int(year), int(week), 1)
        return f"{monday}/{monday + timedelta(days=6)}"
    except (ValueError, OverflowError):
        return None


def _decade(plain: str) -> str | None:
    found = _DECADE.fullmatch(plain)
    return found and f"{found[1]}/{int(found[1]) + 9:04}"


def _duration(plain: str) -> str | None:
    """SDMX: a beginning and how long it lasts, "2015-04-01/P1Y"."""
    found = _DURATION.fullmatch(plain)
    start = found and one_date(found[1])
    if found is None or start is None:
        return None
    first, count = PartialDate(start).earliest, int(found[2])
    if found[3] in "ym":
        return _months_from(first, count * (12 if found[3] == "y" else 1))
    try:
        return f"{first}/{first + timedelta(days=count * (7 if found[3] == 'w' else 1) - 1)}"
    except OverflowError:
        return None


_READERS: tuple[Callable[[str], str | None], ...] = (_half, _third, _week, _decade, _duration, counted_part)


def _years(plain: str, next_years: bool) -> str | None:
    plain = _FROM.sub("", plain, count=1)
    if next_years and (found := _FROM_YEARS_TO_YEARS.fullmatch(plain)):
        first, last = two_years(found[1]), two_years(found[2])
        return f"{first[0]:04}/{last[1]:04}" if first and last and first[0] < last[0] else None
    if found := _TWO_FULL_YEARS.fullmatch(plain):
        start, end = int(found[1]), int(found[2])
        return f"{found[1]}/{found[2]}" if 0 < start < end <= start + _LONGEST_SPAN else None
    years = two_years(plain)
    if years is None:
        return None
    if could_be_month(plain) and not (next_years and years[1] == years[0] + 1):
        return None
    return f"{years[0]:04}/{years[1]:04}"


def _named_year(plain: str) -> str | None:
    """A financial or school year: two calendar years where it names both, else the one it is named for."""
    found = _NAMED_YEAR.fullmatch(plain)
    if found is None:
        return None
    name = (found[1] or found[2] or found[3]).strip(" '")
    if short := _NAMED_SHORT.fullmatch(name):
        name = f"{year_of(short[1])}-{short[2]}" if short[2] else year_of(short[1])
    years = _years(name, next_years=True)
    return years or (name if re.fullmatch(r"[0-9]{4}", name) and not found[3] and name != "0000" else None)


def _ended(plain: str, day_first: bool | None) -> str | None:
    """Months up to one that is named: "year ended June 2020", "three months to 31 March 2020", "June 2020 quarter"."""
    if found := _NAMED_QUARTER.fullmatch(plain):
        month, year = (found[1], found[2]) if found[1] else (found[3], found[4])
        return _months_to(date(int(year), MONTHS[month], 1), 3) if int(year) else None
    if (found := _NAMED_QUARTER_LATE.fullmatch(plain)) and int(found[1]):
        return _months_to(date(int(found[1]), MONTHS[found[2]], 1), 3)
    if (found := _NAMED_YEAR_END.fullmatch(plain)) and (year := int(found[2] or found[3])):
        return _months_to(date(year, MONTHS[found[1]], 1), 12)
    for pattern, days in ((_WEEK_ENDED, -6), (_WEEK_BEGUN, 6)):
        if (
            (found := pattern.fullmatch(plain))
            and (day := one_date(found[1], day_first))
            and len(day) == len("2020-01-01")
        ):
            return _week_at(PartialDate(day).earliest, days)
    found = _ENDED.fullmatch(plain)
    end = found and one_date(found[3] or found[5], day_first)
    if found is None or end is None:
        return None
    last = PartialDate(end).latest
    if last.day != calendar.monthrange(last.year, last.month)[1]:
        return None  # such a year begins within a month: its words are kept, nobody guesses
    return _months_to(last, _months_in(found))


def _months_in(found: re.Match[str]) -> int:
    if found[4]:
        return 3 if found[4].startswith("q") else 12
    if found[1]:
        return _LENGTHS[found[1]]
    return _COUNTS.get(found[2]) or int(found[2])


def _week_at(day: date, days: int) -> str | None:
    try:
        other = day + timedelta(days=days)
    except OverflowError:
        return None
    return f"{min(day, other)}/{max(day, other)}"


def _months_to(last: date, count: int) -> str | None:
    """ISO text of `count` months up to the one of `last`."""
    first = last.year * 12 + last.month - count
    return _stretch(first, first + count - 1)


def _months_from(start: date, count: int) -> str | None:
    if start.day == 1:
        first = start.year * 12 + start.month - 1
        return _stretch(first, first + count - 1)
    end = start.year * 12 + start.month - 1 + count
    try:
        return f"{start}/{date(end // 12, end % 12 + 1, start.day) - timedelta(days=1)}"
    except (ValueError, OverflowError):
        return None


def _stretch(first: int, last: int) -> str | None:
    """Months counted from year 0, both included, as a year, quarter or month where they are one."""
    if not 12 <= first <= last < 120_000:
        return None
    (year, month), (end_year, end_month) = divmod(first, 12), divmod(last, 12)
    if first == last:
        return f"{year:04}-{month + 1:02}"
    if month % 3 == 0 and last - first == 2:
        return f"{year:04}-Q{month // 3 + 1}"
    if month == 0 and last - first == 11:
        return f"{year:04}"
    return f"{year:04}-{month + 1:02}/{end_year:04}-{end_month + 1:02}"


def _from_to(plain: str, day_first: bool | None) -> str | None:
    """Two dates with a word or a dash between; the first may leave its year to the second."""
    parts = _TO.split(_FROM.sub("", plain, count=1))
    if len(parts) != 2:
        return None
    end = one_date(parts[1].strip(), day_first)
    start = end and _start(parts[0].strip(), PartialDate(end), day_first)
    if not start or not end:
        return None
    try:
        first, last = PartialDate(start).earliest, PartialDate(end).latest
    except InvalidDate:
        return None
    if first > last:
        return None
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and len(start) != len("2020"):
        return _stretch(first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
    return f"{start}/{end}" if start != end else start


def _start(text: str, end: PartialDate, day_first: bool | None) -> str | None:
    found = _YEARLESS.fullmatch(text)
    if found is None:
        return one_date(text, day_first) or None
    year = end.latest.year
    first = one_date(f"{found[0].rstrip('.')} {year:04}", day_first)
    if first and PartialDate(first).earliest > end.latest:
        return one_date(f"{found[0].rstrip('.')} {year - 1:04}", day_first)
    return first
