"""What is asked for after or before a year is not that year's: "after 2024" is answered by no figure of 2024.

A rule on readings that were learned: phrases look at it where they are read.
"""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.vocabulary.terms import is_year
from bot.periods import Period

_OUTSIDE = frozenset(("after", "before", "beyond", "past"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation != "lookup":
        return PROVEN
    for place, (word, after) in enumerate(zip(asked.words, asked.words[1:], strict=False)):
        if word in _OUTSIDE and is_year(after) and any(Period(after).covers(period) for period in given.periods):
            words = asked.quoted(place, 2)
            return vetoed(words, f"We don't hold that: no figure {words} there.")
    return PROVEN
