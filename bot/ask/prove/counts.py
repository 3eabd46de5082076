"""How many of something is a number of them, and no percentage.

A rule on readings that were learned: phrases look at it where they are read.
"""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

_SHARES = frozenset(("percent", "per cent", "%", "percentage", "percentage points"))


def check(asked: Asked, given: Given) -> Finding:
    units = {given.unit, *(figure.unit for figure in given.figures)} - {None}
    if asked.counts and units and units <= _SHARES:
        return vetoed("their number", "We don't hold that: we hold a share there, and no number.")
    return PROVEN
