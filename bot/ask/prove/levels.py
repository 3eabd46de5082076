"""What a figure came to is the figure: "what did it tumble to" asks for no change."""

from __future__ import annotations

from bot.ask.language.moves import began_at, comes_to, is_move
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed
from bot.ask.vocabulary.terms import stands_in

REFUSES = ("the percentage dropped in the organic share of farms from 2020 to 2021",)
LETS_THROUGH = (
    "what was the percentage slide in the organic share of farms from 2020 to 2021?",
    "what did the barley harvest of Aster soar to in 2021?",
    "what did the barley harvest of Aster rise to in 2021?",
    "what did the barley harvest of Aster rise from in 2021?",
    "by how much did the barley harvest of Aster rise in 2021?",
    "what was the percentage fall in the organic share of farms from 2020 to 2021?",
)

_PERCENT = frozenset(("percentage", "percent", "%", "cent"))


def check(asked: Asked, given: Given) -> Finding:
    if given.operation == "difference" and given.unit == "percentage points" and _by_what_percentage(asked):
        return vetoed("the difference in per cent", "Ask by how many percentage points they differ.")
    if given.operation not in ("change", "percent change"):
        return PROVEN
    if began_at(asked.words) is not None:
        return vetoed("what it began at", "Ask for the figure itself, at the time that you mean.")
    if comes_to(asked.words) is not None:
        return vetoed("what it came to", "Ask for the figure itself, at the time that you mean.")
    if given.operation == "change" and given.unit == "percentage points" and _is_in_percent(asked):
        return vetoed("the change in per cent", "Ask by how many percentage points it changed, or by what percentage.")
    return PROVEN


def _by_what_percentage(asked: Asked) -> bool:
    """Whether it asks "by what percentage", and not for points."""
    return stands_in(("by", "what", "percentage"), asked.words) and "points" not in asked.words


def _is_in_percent(asked: Asked) -> bool:
    """Whether it is the change that is to be told in per cent: "the percentage slide"."""
    pairs = zip(asked.words, asked.words[1:], strict=False)
    return any(word in _PERCENT and is_move(after) for word, after in pairs)
