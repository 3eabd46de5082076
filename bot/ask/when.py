"""The times a question names: days, months, quarters, years, spans, decades, "since", "as of", relative to *now*."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from bot.ask.grammar.known import AS_OF, LEADS_IN, THEN_KNOWN
from bot.errors import InvalidDate
from bot.periods import PartialDate, Period

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
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
_UNITS = {"day": 1, "week": 7}
_COUNTS = dict(
    zip(("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(1, 11), strict=True)
)


@dataclass(frozen=True, slots=True)
class When:
    """A time that the question names, at `start`:`end` of the joined words.

    `period` is None for a bare month ("in June"), whose year the figures decide.
    """

    start: int
    end: int
    period: Period | None
    month: int | None = None

    def fits(self, period: Period) -> bool:
        """Whether a figure of this reference period is one of the time named."""
        if self.period is not None:
            return self.period == period or (bool(period.iso) and self.period.covers(period))
        if period.start is None or period.end is None:
            return False
        return (period.start.month, period.end.month) == (self.month, self.month) and (period.days or 99) < 32

    def until(self, last: When) -> When | None:
        """The stretch from this time to the end of another; None where either's year is not known."""
        if self.period is None or last.period is None:
            return None
        iso = f"{self.period.iso.partition('/')[0]}/{last.period.iso.rpartition('/')[2]}"
        period = _partial(iso)
        return When(self.start, last.end, period) if period else None

    @property
    def month_name(self) -> str:
        return next(name.capitalize() for name, number in MONTHS.items() if number == self.month)


@dataclass(frozen=True, slots=True)
class Times:
    """All times of a question. `span`: the two named times are the ends of one stretch ("from March to June")."""

    named: tuple[When, ...] = ()
    span: bool = False
    as_of: date | None = None
    as_of_range: tuple[int, int] | None = None


@lru_cache(maxsize=1_024)
def _partial(iso: str) -> Period | None:
    try:
        return Period.parse(iso)
    except InvalidDate:
        return None


def _iso(match: re.Match[str], _: date) -> Period | None:
    text = match.group()
    if text.count("/") == 2:
        day, month, year = text.split("/")
        return _partial(f"{year}-{int(month):02}-{int(day):02}")
    if "/" in text:
        first, last = text.split("/")
        return _partial(f"{first}/{first[: 4 - len(last)]}{last}")
    if len(text) == 7 and text[5] != "q" and int(text[5:]) > 12:
        return _partial(f"{text[:4]}/{text[:2]}{text[5:]}")
    return _partial(text.upper())


def _day(match: re.Match[str], today: date) -> Period | None:
    year = (
        int(match["year"])
        if match["year"]
        else _nearest_year(int(MONTHS[match["month"]]), int(re.sub(r"\D", "", match["day"])), today)
    )
    return _partial(f"{year}-{MONTHS[match['month']]:02}-{int(re.sub(r'[^0-9]', '', match['day'])):02}")


def _nearest_year(month: int, day: int, today: date) -> int:
    """A day named without a year is the last one that has been."""
    return today.year if (month, day) <= (today.month, today.day) else today.year - 1


def _month(match: re.Match[str], _: date) -> Period | None:
    return _partial(f"{match['year']}-{MONTHS[match['month']]:02}")


def _quarter(match: re.Match[str], _: date) -> Period | None:
    ordinal = match["n"]
    number = int(ordinal[1]) if ordinal[0] == "q" else _ORDINALS[ordinal]
    return _partial(f"{match['year']}-Q{number}")


def _month_quarter(match: re.Match[str], _: date) -> Period | None:
    last = MONTHS[match["month"]]
    return _partial(f"{match['year']}-Q{last // 3}") if last % 3 == 0 else None


def _half(match: re.Match[str], _: date) -> Period | None:
    year = match["year"]
    return _partial(f"{year}-01/{year}-06" if match["n"] == "first" else f"{year}-07/{year}-12")


def _decade(match: re.Match[str], _: date) -> Period | None:
    first = int(match["decade"])
    return _partial(f"{first}/{first + 9}")


def _years_to(match: re.Match[str], _: date) -> Period | None:
    last, count = int(match["year"]), _COUNTS.get(match["n"]) or int(match["n"])
    return _partial(f"{last - count + 1}/{last}") if 1 < count < last else None


def _since(match: re.Match[str], _: date) -> Period | None:
    month = f"-{MONTHS[match['month']]:02}" if match["month"] else ""
    return _partial(f"{match['year']}{month}/..")


def _year(match: re.Match[str], _: date) -> Period | None:
    return _partial(match.group())


def _relative(match: re.Match[str], today: date) -> Period | None:
    which, unit = match["which"], match["unit"]
    step = -1 if which in ("last", "previous", "past") else 1 if which == "next" else 0
    if unit == "year":
        return _partial(str(today.year + step))
    if unit == "month":
        index = today.year * 12 + today.month - 1 + step
        return _partial(f"{index // 12}-{index % 12 + 1:02}")
    index = today.year * 4 + (today.month - 1) // 3 + step
    return _partial(f"{index // 4}-Q{index % 4 + 1}")


def _last_month(match: re.Match[str], today: date) -> Period | None:
    month = MONTHS[match["month"]]
    year = today.year - (1 if match["which"] == "last" and month >= today.month else 0)
    return _partial(f"{year}-{month:02}")


def _ago(match: re.Match[str], today: date) -> Period | None:
    count = _COUNTS[match["n"]] if match["n"] in _COUNTS else int(match["n"])
    unit = match["unit"].rstrip("s")
    if unit in _UNITS:
        return _partial((today - timedelta(days=count * _UNITS[unit])).isoformat())
    if unit == "year":
        return _partial(str(today.year - count))
    index = today.year * 12 + today.month - 1 - count
    return _partial(f"{index // 12}-{index % 12 + 1:02}")


def _today(match: re.Match[str], today: date) -> Period | None:
    days = {"today": 0, "yesterday": -1, "tomorrow": 1}[match.group()]
    return _partial((today + timedelta(days=days)).isoformat())


_Read = Callable[[re.Match[str], date], Period | None]
_ALWAYS: frozenset[str] = frozenset()
_NAMES = frozenset(MONTHS)
_QUARTERS = frozenset(("quarter", "q1", "q2", "q3", "q4"))
_RELATIVE = frozenset(("last", "this", "previous", "next", "past"))
_RULES: tuple[tuple[re.Pattern[str], frozenset[str], _Read], ...] = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), words, read)
    for pattern, words, read in (
        (r"\d{4}-\d{2}(?:-\d{2})?|\d{4}-q[1-4]|\d{1,2}/\d{1,2}/\d{4}|\d{4}/\d{2}(?:\d{2})?", _ALWAYS, _iso),
        (
            rf"(?:the )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?) (?:of )?(?P<month>{_MONTH})(?: (?P<year>{_YEAR}))?",
            _NAMES, _day),
        (rf"(?P<month>{_MONTH}) (?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?: (?P<year>{_YEAR}))?", _NAMES, _day),
        (rf"(?P<month>{_MONTH}) quarter (?:of )?(?P<year>{_YEAR})", _QUARTERS, _month_quarter),
        (
            rf"(?P<n>q[1-4]|(?:{'|'.join(_ORDINALS)})(?= quarter)) (?:quarter )?(?:of )?(?P<year>{_YEAR})",
            _QUARTERS, _quarter),
        (rf"(?P<n>first|second) half (?:of )?(?P<year>{_YEAR})", frozenset(("half",)), _half),
        (rf"(?P<n>\d{{1,3}}|{'|'.join(_COUNTS)}) years to (?P<year>{_YEAR})", frozenset(("years",)), _years_to),
        (rf"since (?:(?P<month>{_MONTH}) )?(?P<year>{_YEAR})", frozenset(("since",)), _since),
        (rf"(?P<month>{_MONTH}) (?:of )?(?P<year>{_YEAR})", _NAMES, _month),
        (r"(?:the )?(?P<decade>\d{3}0)s", _ALWAYS, _decade),
        (rf"(?P<which>last|this) (?P<month>{_MONTH})", _NAMES, _last_month),
        (r"(?P<which>last|this|previous|next|past) (?P<unit>year|month|quarter)", _RELATIVE, _relative),
        (rf"(?P<n>\d+|{'|'.join(_COUNTS)}) (?P<unit>days?|weeks?|months?|years?) ago", frozenset(("ago",)), _ago),
        (r"today|yesterday|tomorrow", frozenset(("today", "yesterday", "tomorrow")), _today),
        (_YEAR, _ALWAYS, _year),
    )
)  # fmt: skip
"""Each with the words of which one has to stand in a question that it is tried on; none: it is tried on all."""
_BARE_MONTH = re.compile(rf"(?<!\S)(?P<month>{_MONTH})(?!\S)")
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "sep", "dec"})
_BEFORE_MONTH = re.compile(
    r"(?:^|\s)(?:in|of|from|to|for|during|between|and|since|until|by|vs|versus|about|last|this|than|over|through|against)$"
)
_MORE_TIME = re.compile(rf" (?:(?:to|and|until|through|vs|versus|or) )?(?:{_MONTH}|{_YEAR})(?!\S)")
_JOIN = re.compile(
    r"^ (?:to|and|until|till|through|vs|versus|against|with|compared (?:to|with)|than)?"
    r"(?: (?:in|the|end|start|mid|late|early|of))* ?$|^ $"
)


def read_times(joined: str, today: date, is_named: Callable[[int, int], bool]) -> Times:
    """The times in a question's joined words.

    `is_named(start, end)` tells whether a stretch is part of a longer name that the ledger knows ("the 2019 review").
    """
    found: list[When] = []

    def take(when: When) -> None:
        clash = any(when.start < other.end and other.start < when.end for other in found)
        if not clash and not is_named(when.start, when.end):
            found.append(when)

    said = frozenset(joined.split())
    for pattern, words, read in _RULES:
        if words and said.isdisjoint(words):
            continue
        for match in pattern.finditer(joined):
            period = read(match, today)
            if period is not None:
                take(When(match.start(), match.end(), period))
    for match in _BARE_MONTH.finditer(joined) if not said.isdisjoint(_NAMES) else ():
        name = match["month"]
        if name not in _AMBIGUOUS_MONTHS or _is_month(joined, match):
            take(When(match.start(), match.end(), None, MONTHS[name]))
    return _relate(joined, sorted(found, key=lambda when: when.start))


def _is_month(joined: str, match: re.Match[str]) -> bool:
    """Whether "may" or "march" is the month: by the word before it, as the last word, or before another time."""
    if joined[: match.start()].endswith("the "):
        return False
    return bool(
        _BEFORE_MONTH.search(joined[: match.start()].rstrip())
        or match.end() == len(joined)
        or _MORE_TIME.match(joined, match.end())
    )


def _relate(joined: str, found: list[When]) -> Times:
    """Take the as-of date out, give bare months the year of their partner, and see whether two times span a stretch."""
    as_of: date | None = None
    as_of_range: tuple[int, int] | None = None
    named: list[When] = []
    for when in found:
        lead = AS_OF.search(joined[: when.start])
        led_in = joined[: when.start].strip() in LEADS_IN and THEN_KNOWN.match(joined, when.end)
        if (lead or led_in) and when.period is not None and as_of is None:
            as_of = PartialDate(when.period.iso.partition("/")[0]).latest
            as_of_range = (lead.start() if lead else 0, when.end)
        else:
            named.append(when)
    span = False
    if len(named) == 2:
        first, last = named
        between = joined[first.end : last.start]
        span = bool(_JOIN.search(between))
        if span:
            named = [_with_year(first, last), _with_year(last, first)]
    return Times(tuple(named), span, as_of, as_of_range)


def _with_year(when: When, partner: When) -> When:
    if when.period is None and partner.period is not None and partner.period.start is not None:
        return replace(when, period=_partial(f"{partner.period.start.year}-{when.month:02}"))
    return when
