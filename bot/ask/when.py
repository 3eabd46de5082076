"""The times a question names: days, months, quarters, years, spans, decades, "since", "as of", relative to *now*."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.ask.grammar.known import AS_OF, LEADS_IN, THEN_KNOWN
from bot.ask.times import MONTH, MONTH_NAMES, MONTHS, RULES, YEAR, counted_from, partial
from bot.periods import PartialDate, Period


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
        period = partial(iso)
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


_BARE_MONTH = re.compile(rf"(?<!\S)(?P<month>{MONTH})(?!\S)")
_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "jan", "sep", "dec"})
_BEFORE_MONTH = re.compile(
    r"(?:^|\s)(?:in|of|from|to|for|during|between|and|since|until|by|vs|versus|about|last|this|than|over|through|against)$"
)
_MORE_TIME = re.compile(rf" (?:(?:to|and|until|through|vs|versus|or) )?(?:{MONTH}|{YEAR})(?!\S)")
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
    for pattern, words, read in RULES:
        if words and said.isdisjoint(words):
            continue
        for match in pattern.finditer(joined):
            period = read(match, today)
            if period is not None:
                take(When(match.start(), match.end(), period))
    for match in _BARE_MONTH.finditer(joined) if not said.isdisjoint(MONTH_NAMES) else ():
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
    """Take the as-of date out, give bare months the year of their partner, count "a year ago" and "previous month" from
    theirs, and see whether two times span a stretch."""
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
        named[1] = _counted_from(joined, named[1], named[0])
        if joined.startswith("previous", first.start):
            named[0] = _counted_from(joined, named[0], named[1])
    return Times(tuple(named), span, as_of, as_of_range)


def _counted_from(joined: str, when: When, partner: When) -> When:
    period = counted_from(joined[when.start : when.end], partner.period) if partner.period else None
    return when if period is None else replace(when, period=period)


def _with_year(when: When, partner: When) -> When:
    if when.period is None and partner.period is not None and partner.period.start is not None:
        return replace(when, period=partial(f"{partner.period.start.year}-{when.month:02}"))
    return when
