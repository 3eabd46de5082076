"""A ratio or difference over time is one of two moments that are named: "the wage ratio in 2023" is a quantity of its
own, and none between that year and the one before."""

from __future__ import annotations

from bot.ask.language.verbs import said
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = (
    "barley harvest ratio of Aster in 2021",
    "what was the ratio of logs sold in Aster in June 2023?",
    "barley harvest growth ratio of Aster in 2021",
)
LETS_THROUGH = (
    "how many times as high was the barley harvest of Aster in 2021 as in 2020?",
    "ratio of the barley harvest of Aster in 2021 to 2020",
    "by what factor did the barley harvest of Aster rise in 2021?",
)

_OF_TWO = frozenset(("ratio", "difference", "percent difference"))
_OTHER = frozenset(
    ("before", "earlier", "since", "prior", "preceding", "previously", "compared", "versus", "vs", "against", "than")
)
"""Words that name the other time, or set one against it."""


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _OF_TWO or not given.is_over_time or asked.moments > 1:
        return PROVEN
    if not _OTHER.isdisjoint(asked.words) or _tells_of_change(asked.words):
        return PROVEN
    sentence = f"We hold no {given.operation} by that name. For one between two figures, say which two."
    return vetoed("what it is compared with", sentence)


def _tells_of_change(words: tuple[str, ...]) -> bool:
    """Whether something is said to have changed; a "growth ratio" has that in its name alone."""
    return any(words[one.end : one.end + 1] != ("ratio",) for one in said("moves", words))
