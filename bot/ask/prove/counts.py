"""How many of something is a number of them: no percentage, and no number of something else.

A rule on readings that were learned: phrases look at it where they are read.
"""

from __future__ import annotations

from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Verdict, vetoed
from bot.ask.text import tokenize

NO_NUMBER = "We don't hold that: we hold a share there, and no number."
SHARES = frozenset(("percent", "per cent", "%", "percentage", "percentage points"))


def check(asked: Asked, given: Given) -> Finding:
    units = {given.unit, *(figure.unit for figure in given.figures)} - {None}
    if asked.counts and units and units <= SHARES:
        return vetoed("their number", NO_NUMBER)
    unit = {token.stem for token in tokenize(given.unit or "")}
    if not asked.counts or not unit or not asked.counts.isdisjoint(unit | _told(given)):
        return PROVEN
    return Finding(Verdict.UNPROVEN, given.unit or "", f"Say whether {given.unit} are what is to be counted.")


def _told(given: Given) -> frozenset[str]:
    return given.named.union(*(measure.described for measure in given.measures))
