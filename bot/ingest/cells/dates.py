"""Texts that are one year, quarter, month or day, in ISO form."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from bot.errors import InvalidDate
from bot.ingest.cells.months import MONTH, MONTHS
from bot.periods import PartialDate

FIRST_YEAR, LAST_YEAR = 1500, 2200
"""Years that a number without any mark of a date ("20200331", "202003") may be of."""
_LAST_OF_2000S = 39
"""“Mar-39” is of 2039, “Mar-40” of 1940."""

_WEEKDAY = r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?,? )?"
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_YEAR = "([0-9]{4})"
_EITHER_YEAR = "([0-9]{4}|'?[0-9]{2})"

Reading = Callable[[re.Match[str]], str | None]


def year_of(text: str) -> str:
    """Four digits of a year that is written with four or two ("2020", "'20", "20")."""
    digits = text.removeprefix("'")
    if len(digits) == 4:
        return digits
    return f"{'20' if int(digits) <= _LAST_OF_2000S else '19'}{digits}"


def _day(year: str, month: int | str, day: int | str) -> str | None:
    return f"{year_of(year)}-{int(month):02}-{int(day):02}"


def _compact(found: re.Match[str]) -> str | None:
    if not FIRST_YEAR <= int(found[1]) <= LAST_YEAR or not found[3]:
        return None
    return f"{found[1]}-{found[2]}-{found[3]}"


def _ordinal_day(found: re.Match[str]) -> str | None:
    year, day = int(found[1]), int(found[2])
    if not 1 <= day <= 366 or year < 1:
        return None
    return (date(year, 1, 1) + timedelta(days=day - 1)).isoformat() if year < 9999 else None


CERTAIN: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(r"[0-9]{4}(?:-(?!00)[0-9]{2}(?:-(?!00)[0-9]{2})?)?"), lambda found: found[0]),
    (re.compile(rf"([0-9]{{1,2}}) ({MONTH})\.? {_YEAR}"), lambda found: _day(found[3], MONTHS[found[2]], found[1])),
    (re.compile(rf"({MONTH})\.? {_YEAR}"), lambda found: f"{found[2]}-{MONTHS[found[1]]:02}"),
    (re.compile(rf"{_YEAR}[ -]?q([1-4])"), lambda found: f"{found[1]}-Q{found[2]}"),
    (re.compile(rf"q([1-4])[ /-]?{_YEAR}"), lambda found: f"{found[2]}-Q{found[1]}"),
)
"""What can mean one thing, and is read wherever somebody types a date: patterns of the text in lower case."""

_OFFICES: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (re.compile(rf"{_YEAR}[ -]?m([0-9]{{1,2}})"), lambda found: f"{found[1]}-{int(found[2]):02}"),
    (re.compile(rf"m([0-9]{{1,2}})[ -]?{_YEAR}"), lambda found: f"{found[2]}-{int(found[1]):02}"),
    (re.compile(rf"{_YEAR}[ /.,-]?({MONTH})\.?"), lambda found: f"{found[1]}-{MONTHS[found[2]]:02}"),
    (re.compile(rf"({MONTH})\.?[ /,-]*{_EITHER_YEAR}"), lambda found: f"{year_of(found[2])}-{MONTHS[found[1]]:02}"),
    (re.compile(rf"{_YEAR}[/. ]([0-9]{{2}})"), lambda found: f"{found[1]}-{found[2]}"),
    (re.compile(rf"([0-9]{{1,2}})[/.-]{_YEAR}"), lambda found: f"{found[2]}-{int(found[1]):02}"),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), _compact),
    (re.compile(rf"{_YEAR}[/.]([0-9]{{1,2}})[/.]([0-9]{{1,2}})"), lambda found: _day(*found.groups())),
    (re.compile(rf"{_YEAR}[ -]({MONTH})[ -]([0-9]{{1,2}})"), lambda found: _day(found[1], MONTHS[found[2]], found[3])),
    (re.compile(rf"{_WEEKDAY}{_ORDINAL}(?: of)?[ .-]*({MONTH})\.?[ ,-]*{_EITHER_YEAR}"),
     lambda found: _day(found[3], MONTHS[found[2]], found[1])),
    (re.compile(rf"{_WEEKDAY}({MONTH})\.?[ -]{_ORDINAL},?[ -]{_YEAR}"),
     lambda found: _day(found[3], MONTHS[found[1]], found[2])),
    (re.compile(rf"{_YEAR}[ :./-]*q(?:tr|uarter)?\.? ?([1-4])"), lambda found: f"{found[1]}-Q{found[2]}"),
    (re.compile(rf"q(?:tr|uarter)?\.? ?([1-4])[ ,:./-]*{_EITHER_YEAR}"),
     lambda found: f"{year_of(found[2])}-Q{found[1]}"),
    (re.compile(rf"([1-4])q[ /-]?{_EITHER_YEAR}"), lambda found: f"{year_of(found[2])}-Q{found[1]}"),
    (re.compile(rf"({'|'.join(_ORDINALS)}) quarter(?: of)?,? {_YEAR}"),
     lambda found: f"{found[2]}-Q{_ORDINALS[found[1]]}"),
    (re.compile(rf"{_YEAR},? ({'|'.join(_ORDINALS)}) quarter"), lambda found: f"{found[1]}-Q{_ORDINALS[found[2]]}"),
    (re.compile(rf"{_YEAR}-d([0-9]{{3}})"), _ordinal_day),
    (re.compile(rf"{_YEAR}-?a1|{_YEAR}jj00"), lambda found: found[1] or found[2]),
    (re.compile(rf"{_YEAR}kw0([1-4])|{_YEAR} ?k([1-4])"),
     lambda found: f"{found[1] or found[3]}-Q{found[2] or found[4]}"),
    (re.compile(rf"{_YEAR}mm([0-9]{{2}})"), lambda found: f"{found[1]}-{int(found[2]):02}"),
    (re.compile(r"(1[5-9][0-9]{2}|2[01][0-9]{2})\.0"), lambda found: found[1]),
    (re.compile(rf"{_YEAR} \[yr\1\]"), lambda found: found[1]),
)  # fmt: skip
_COMPACT_MONTH = re.compile(r"([0-9]{4})([0-9]{2})")
_MIDNIGHT = re.compile(r"(.{6,}?)(?:t| )(?:00?:00(?::00(?:\.0+)?)?|12:00(?::00)? ?am)(?:z|[+]00:?00| ?utc| ?gmt)?")
_BEFORE = re.compile(
    r"(?:as at|as of|at|on|in|during|the|year|calendar year|cy|years?:)(?: the)? ?(?=[^a-z ]|[a-z]{3})"
)
_SLASHED = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")


def certain(plain: str) -> str | None:
    """The ISO text of what is `CERTAIN`, which need not be in the calendar; `plain` is in lower case."""
    return _first(CERTAIN, plain)


def one_date(plain: str, day_first: bool | None = None) -> str | None:
    """The ISO text of a year, quarter, month or day of the calendar; `plain` is in lower case.

    `day_first` settles 03/04/2020; where nobody knows, the day is taken to come first unless only the month can.
    """
    plain = _BEFORE.sub("", plain, count=1) if plain[:1].isalpha() and _BEFORE.match(plain) else plain
    if midnight := _MIDNIGHT.fullmatch(plain):
        plain = midnight[1]
    iso = _first(CERTAIN, plain) or _first(_OFFICES, plain) or _compact_month(plain) or slashed(plain, day_first)
    if iso is None:
        return None
    try:
        return PartialDate.parse(iso).iso
    except InvalidDate:
        return None


def slashed_parts(plain: str) -> tuple[int, int] | None:
    """The two numbers before the year of a date such as 31/12/2020."""
    found = _SLASHED.fullmatch(plain)
    return (int(found[1]), int(found[3])) if found else None


def slashed(plain: str, day_first: bool | None) -> str | None:
    found = _SLASHED.fullmatch(plain)
    if found is None:
        return None
    one, two = int(found[1]), int(found[3])
    is_day_first = two <= 12 if day_first is None else day_first
    day, month = (one, two) if is_day_first else (two, one)
    return _day(found[4], month, day)


def _compact_month(plain: str) -> str | None:
    found = _COMPACT_MONTH.fullmatch(plain)
    plausible = found is not None and FIRST_YEAR <= int(found[1]) <= LAST_YEAR and 1 <= int(found[2]) <= 12
    return f"{found[1]}-{found[2]}" if found and plausible else None


def _first(table: tuple[tuple[re.Pattern[str], Reading], ...], plain: str) -> str | None:
    for pattern, reading in table:
        if (found := pattern.fullmatch(plain)) and (iso := reading(found)):
            return iso
    return None
