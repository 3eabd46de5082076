"""Times as words name them: a pattern for each way, with the period that it reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from bot.errors import InvalidDate
from bot.periods import Period

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        1,
    )
    for name in names.split()
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_UNITS = {"day": 1, "week": 7}
_COUNTS = dict(
    zip(("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(1, 11), strict=True)
)

_STEP = re.compile(rf"(?P<n>\d+|{'|'.join(_COUNTS)}) years? ago|previous (?P<unit>year|month|quarter)")
_A_MONTH = re.compile(r"-\d\d")


@lru_cache(maxsize=1_024)
def partial(iso: str) -> Period | None:
    try:
        return Period.parse(iso)
    except InvalidDate:
        return None


def _count(match: re.Match[str]) -> int:
    number: str = match["n"]
    return _COUNTS[number] if number in _COUNTS else int(number)


def _iso(match: re.Match[str], _: date) -> Period | None:
    text = match.group()
    if text.count("/") == 2:
        day, month, year = text.split("/")
        return partial(f"{year}-{int(month):02}-{int(day):02}")
    if "/" in text:
        first, last = text.split("/")
        return partial(f"{first}/{first[: 4 - len(last)]}{last}")
    if len(text) == 7 and text[5] != "q" and int(text[5:]) > 12:
        return partial(f"{text[:4]}/{text[:2]}{text[5:]}")
    return partial(text.upper())


def _day(match: re.Match[str], today: date) -> Period | None:
    year = (
        int(match["year"])
        if match["year"]
        else _nearest_year(int(MONTHS[match["month"]]), int(re.sub(r"\D", "", match["day"])), today)
    )
    return partial(f"{year}-{MONTHS[match['month']]:02}-{int(re.sub(r'[^0-9]', '', match['day'])):02}")


def _nearest_year(month: int, day: int, today: date) -> int:
    """A day named without a year is the last one that has been."""
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _month(match: re.Match[str], _: date) -> Period | None:
    return partial(f"{match['year']}-{MONTHS[match['month']]:02}")


def _numbered_month(match: re.Match[str], _: date) -> Period | None:
    return partial(f"{match['year']}-{int(match['month']):02}")


def _quarter(match: re.Match[str], _: date) -> Period | None:
    ordinal = match["n"]
    number = int(ordinal[1]) if ordinal[0] == "q" else _ORDINALS[ordinal]
    return partial(f"{match['year']}-Q{number}")


def _month_quarter(match: re.Match[str], _: date) -> Period | None:
    last = MONTHS[match["month"]]
    return partial(f"{match['year']}-Q{last // 3}") if last % 3 == 0 else None


def _half(match: re.Match[str], _: date) -> Period | None:
    year = match["year"]
    return partial(f"{year}-01/{year}-06" if match["n"] == "first" else f"{year}-07/{year}-12")


def _decade(match: re.Match[str], _: date) -> Period | None:
    first = int(match["decade"])
    return partial(f"{first}/{first + 9}")


def _years_to(match: re.Match[str], _: date) -> Period | None:
    last, count = int(match["year"]), _count(match)
    return partial(f"{last - count + 1}/{last}") if 1 < count < last else None


def _since(match: re.Match[str], _: date) -> Period | None:
    month = f"-{MONTHS[match['month']]:02}" if match["month"] else ""
    return partial(f"{match['year']}{month}/..")


def _year(match: re.Match[str], _: date) -> Period | None:
    return partial(match.group())


def _relative(match: re.Match[str], today: date) -> Period | None:
    which, unit = match["which"], match["unit"]
    step = -1 if which in ("last", "previous", "past") else 1 if which == "next" else 0
    if unit == "year":
        return partial(str(today.year + step))
    if unit == "month":
        index = today.year * 12 + today.month - 1 + step
        return partial(f"{index // 12}-{index % 12 + 1:02}")
    index = today.year * 4 + (today.month - 1) // 3 + step
    return partial(f"{index // 4}-Q{index % 4 + 1}")


def _last_month(match: re.Match[str], today: date) -> Period | None:
    month = MONTHS[match["month"]]
    year = today.year - (1 if match["which"] == "last" and month >= today.month else 0)
    return partial(f"{year}-{month:02}")


def _ago(match: re.Match[str], today: date) -> Period | None:
    count = _count(match)
    unit = match["unit"].rstrip("s")
    if unit in _UNITS:
        days = count * _UNITS[unit]
        return partial((today - timedelta(days)).isoformat()) if days < today.toordinal() else None
    if unit == "year":
        return partial(str(today.year - count))
    index = today.year * 12 + today.month - 1 - count
    return partial(f"{index // 12}-{index % 12 + 1:02}")


def counted_from(words: str, period: Period) -> Period | None:
    """What "a year ago" or "previous month" means beside another period: as long a time, so much before it. None for
    other words, and where the period is not one of the calendar that such a step could be taken from."""
    match = _STEP.fullmatch(words)
    if match is None or "/" in period.iso or not period.iso:
        return None
    unit = match["unit"] or "year"
    year, rest = int(period.iso[:4]), period.iso[4:]
    if unit == "year":
        return partial(f"{year - (_count(match) if match['n'] else 1):04}{rest}")
    if unit == "month" and _A_MONTH.fullmatch(rest):
        index = year * 12 + int(rest[1:]) - 2
        return partial(f"{index // 12:04}-{index % 12 + 1:02}")
    if unit == "quarter" and rest.startswith("-Q"):
        index = year * 4 + int(rest[2:]) - 2
        return partial(f"{index // 4:04}-Q{index % 4 + 1}")
    return None


def _today(match: re.Match[str], today: date) -> Period | None:
    days = {"today": 0, "yesterday": -1, "tomorrow": 1}[match.group()]
    return partial((today + timedelta(days=days)).isoformat())


_Read = Callable[[re.Match[str], date], Period | None]
_ALWAYS: frozenset[str] = frozenset()
MONTH_NAMES = frozenset(MONTHS)
_QUARTERS = frozenset(("quarter", "q1", "q2", "q3", "q4"))
_RELATIVE = frozenset(("last", "this", "previous", "next", "past"))
RULES: tuple[tuple[re.Pattern[str], frozenset[str], _Read], ...] = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), words, read)
    for pattern, words, read in (
        (r"\d{4}-\d{2}(?:-\d{2})?|\d{4}-q[1-4]|\d{1,2}/\d{1,2}/\d{4}|\d{4}/\d{2}(?:\d{2})?", _ALWAYS, _iso),
        (r"(?P<month>0?[1-9]|1[0-2])/(?P<year>\d{4})", _ALWAYS, _numbered_month),
        (
            rf"(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?) (?:of )?(?P<month>{MONTH})(?: (?P<year>{YEAR}))?",
            MONTH_NAMES, _day),
        (rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?: (?P<year>{YEAR}))?", MONTH_NAMES, _day),
        (rf"(?P<month>{MONTH}) quarter (?:of )?(?P<year>{YEAR})", _QUARTERS, _month_quarter),
        (
            rf"(?P<n>q[1-4]|(?:{'|'.join(_ORDINALS)})(?= quarter)) (?:quarter )?(?:of )?(?P<year>{YEAR})",
            _QUARTERS, _quarter),
        (rf"(?P<year>{YEAR}) (?P<n>q[1-4])", _QUARTERS, _quarter),
        (rf"(?P<n>first|second) half (?:of )?(?P<year>{YEAR})", frozenset(("half",)), _half),
        (rf"(?P<n>\d{{1,3}}|{'|'.join(_COUNTS)}) years to (?P<year>{YEAR})", frozenset(("years",)), _years_to),
        (rf"since (?:(?P<month>{MONTH}) )?(?P<year>{YEAR})", frozenset(("since",)), _since),
        (rf"(?P<month>{MONTH}) (?:of )?(?P<year>{YEAR})", MONTH_NAMES, _month),
        (r"(?:the )?(?P<decade>\d{3}0)s", _ALWAYS, _decade),
        (rf"(?P<which>last|this) (?P<month>{MONTH})", MONTH_NAMES, _last_month),
        (r"(?P<which>last|this|previous|next|past) (?P<unit>year|month|quarter)", _RELATIVE, _relative),
        (rf"(?P<n>\d+|{'|'.join(_COUNTS)}) (?P<unit>days?|weeks?|months?|years?) ago", frozenset(("ago",)), _ago),
        (r"today|yesterday|tomorrow", frozenset(("today", "yesterday", "tomorrow")), _today),
        (YEAR, _ALWAYS, _year),
    )
)  # fmt: skip
"""Each with the words of which one has to stand in a question that it is tried on; none: it is tried on all."""
