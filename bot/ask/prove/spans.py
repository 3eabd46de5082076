"""A change over a span that is named by its length is one over that span: "year on year" is no change over ten years.

What is asked for a span as a whole ("in the year to June") has a figure of that length.
"""

from __future__ import annotations

from functools import cache

from bot.ask.language.moves import is_move
from bot.ask.language.rows import rows
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.vocabulary.terms import stands_in
from bot.periods import Period

REFUSES = (
    "how did lamb prices change year on year?",
    "by how much did lamb prices rise over the year?",
    "how did lamb prices change on the quarter?",
    "quarterly change in lamb prices",
    "wool sold in the year to June 2023",
)
LETS_THROUGH = (
    "how did the barley harvest of Aster change year on year?",
    "how did lamb prices change from the June quarter 2022 to the June quarter 2023?",
    "lamb prices in the June quarter 2023",
    "how many tractors were stolen in the past year in Aster in 2020?",
)

_CHANGES = frozenset(
    (
        "change",
        "percent change",
        "mover",
        "largest change",
        "smallest change",
        "difference",
        "percent difference",
        "ratio",
    )
)
_LEVELS = frozenset(("lookup", "share", "sum", "mean", "movers", "change of gap", "change of sum"))
_DAYS = {12: (360, 371), 3: (84, 93), 1: (28, 31)}
"""Fewest and most days of so many months."""


def check(asked: Asked, given: Given) -> Finding:
    found = _named(asked)
    if found is None or not given.figures or not (given.operation in _CHANGES | _LEVELS or given.operation == "trend"):
        return PROVEN
    phrase, months, stems = found
    # What is called "burglaries in the past year" is of that span.
    if any(stands_in(stems, label) for label in given.labels):
        return PROVEN
    if given.operation in _CHANGES and _are_apart(given.periods, months):
        return PROVEN
    if given.operation not in _CHANGES and any(_lasts(period, months) for period in given.periods):
        return PROVEN
    return vetoed(phrase, f"We don't hold that: no figures for “{phrase}” there.")


def _named(asked: Asked) -> tuple[str, int, tuple[str, ...]] | None:
    """The first phrase for a span, with its months, and its stems."""
    phrases = _phrases()
    for place, word in enumerate(asked.words):
        for words, months, of_change in phrases.get(word, ()):
            if asked.words[place : place + len(words)] == words and (not of_change or any(map(is_move, asked.words))):
                return asked.quoted(place, len(words)), months, asked.stems[place : place + len(words)]
    return None


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], int, bool]]]:
    """The phrases by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], int, bool]]] = {}
    for row in rows("spans"):
        words = tuple(row["phrase"].split())
        found.setdefault(words[0], []).append((words, int(row["months"]), row["of"] == "change"))
    return found


def _are_apart(periods: tuple[Period, ...], months: int) -> bool:
    """Whether there are two periods, the one so many months after the other."""
    if len(periods) != 2 or periods[0].start is None or periods[1].start is None:
        return False
    first, last = sorted((periods[0].start, periods[1].start))
    return (last.year - first.year) * 12 + last.month - first.month == months and first.day == last.day


def _lasts(period: Period, months: int) -> bool:
    fewest, most = _DAYS[months]
    return fewest <= (period.days or 0) <= most
