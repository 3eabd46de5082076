"""The number of something is no percentage of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.ask.language.asking import asks_for_a_number_of, signs_of
from bot.ask.prove.counts import NO_NUMBER, SHARES
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.text import tokenize
from bot.domain import Figure

REFUSES = ("what is the number of silos that leak in 2020?",)
LETS_THROUGH = (
    "by how much did the number of calving losses fall in 2020?",
    "what is the percentage of silos that leak in 2020?",
    "what is the number of broken fences in Aster in 2020?",
)

_BOTH = frozenset(("count", "percent"))
_LEVELS = frozenset(("lookup", "sum", "mean", "difference", "highest", "lowest"))


def check(asked: Asked, given: Given) -> Finding:
    if not asks_for_a_number_of(asked.words) or "percent" in signs_of(asked.words) or given.operation not in _LEVELS:
        return PROVEN
    if "count" in signs_of(_words(measure.label for measure in given.measures)):
        return PROVEN
    if given.figures and all(_is_share(figure, given) for figure in given.figures):
        return vetoed("their number", NO_NUMBER)
    return PROVEN


def speaks_of_numbers(words: Sequence[str]) -> bool:
    """Whether words are for numbers and none of them for shares: "as a number", "how many"."""
    return signs_of(words) & _BOTH == {"count"}


def _is_share(figure: Figure, given: Given) -> bool:
    """Whether its unit is one, or its members call it a share and none of them calls it a number."""
    labels = (given.label(member) for member in figure.dimensions)
    return figure.unit in SHARES or signs_of(_words(labels)) & _BOTH == {"percent"}


def _words(labels: Iterable[str]) -> list[str]:
    return [token.norm for label in labels for token in tokenize(label)]
