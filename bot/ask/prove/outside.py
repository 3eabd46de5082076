"""What is asked for after or before a year is not that year's: "after 2024" is answered by no figure of 2024."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.times import MONTH_NAMES
from bot.ask.vocabulary.terms import is_year
from bot.periods import Period

REFUSES = ()
LETS_THROUGH = ("barley harvest of Aster in 2020",)

_OUTSIDE = frozenset(("after", "before", "beyond", "past", "following", "since", "later", "earlier"))
_YEAR = (365, 366)
_BETWEEN = frozenset(("the", "year", "calendar", "than"))
_ENDS = {"after": "end", "following": "end", "before": "start"}
"""Of which end of a year one may say as well that something is outside: "after the end of 2024"."""


def check(asked: Asked, given: Given) -> Finding:
    if not given.periods or _OUTSIDE.isdisjoint(asked.words):
        return PROVEN
    for place, at in _years(asked):
        if all(_is_of(asked.words[at], period) for period in given.periods):
            words = asked.quoted(place, at - place + 1)
            return vetoed(words, f"We don't hold that: no figure {words} there.")
    return PROVEN


def _years(asked: Asked) -> Iterator[tuple[int, int]]:
    """The places of such a word and of the year that it stands before, as "after the end of 2024"."""
    for place, word in enumerate(asked.words):
        if word not in _OUTSIDE:
            continue
        aside = _BETWEEN | MONTH_NAMES | ({_ENDS[word], "of"} if word in _ENDS else set())
        at = next((at for at in range(place + 1, len(asked.words)) if asked.words[at] not in aside), place)
        if is_year(asked.words[at][:4]) and asked.words[at].isascii() and not _goes_on(at, asked):
            yield place, at


def _is_of(year: str, period: Period) -> bool:
    """Whether a period is of a year, or is that which a year such as "2023/24" is."""
    if is_year(year):
        return Period(year).covers(period)
    return period.start is not None and f"{period.start.year}" == year[:4] and (period.days or 0) in _YEAR


def _goes_on(place: int, asked: Asked) -> bool:
    """Whether the year is part of a name: "after the 2020 count"."""
    before, after = asked.words[place - 1], asked.words[place + 1 : place + 2]
    return before == "the" and bool(after) and after[0] not in words_of("function_words", "word")
