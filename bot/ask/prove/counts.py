"""How many of something is a number of them: no percentage, and no number of something else.

A rule on readings that were learned: phrases look at it where they are read.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.ask.language.asking import signs_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, Verdict, vetoed
from bot.ask.text import tokenize

_BOTH = frozenset(("count", "percent"))
_SHARES = frozenset(("percent", "per cent", "%", "percentage", "percentage points"))


def check(asked: Asked, given: Given) -> Finding:
    units = {given.unit, *(figure.unit for figure in given.figures)} - {None}
    wants = signs_of(asked.words)
    are_shares = bool(units) and units <= _SHARES
    if (asked.counts and are_shares) or (wants & _BOTH == {"count"} and (are_shares or _is_labelled_a_share(given))):
        return vetoed("their number", "We don't hold that: we hold a share there, and no number.")
    unit = {token.stem for token in tokenize(given.unit or "")}
    if not asked.counts or not unit or not asked.counts.isdisjoint(unit | _told(given)):
        return PROVEN
    return Finding(Verdict.UNPROVEN, given.unit or "", f"Say whether {given.unit} are what is to be counted.")


def _is_labelled_a_share(given: Given) -> bool:
    """Whether the members of each figure call it a share, and none of them calls it a number."""
    return bool(given.figures) and all(
        signs_of(_words(given.label(member) for member in figure.dimensions)) & _BOTH == {"percent"}
        for figure in given.figures
    )


def _words(labels: Iterable[str]) -> list[str]:
    return [token.norm for label in labels for token in tokenize(label)]


def _told(given: Given) -> frozenset[str]:
    return given.named.union(*(measure.described for measure in given.measures))
