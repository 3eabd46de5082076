"""The highest and the lowest together are answered by both of them, or by how far apart they are; never by one."""

from __future__ import annotations

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = ("which county had the highest and the lowest barley harvest in 2020?",)
LETS_THROUGH = (
    "which county had the highest barley harvest in 2020?",
    "which county had the most barley harvest, at least, in 2020?",
)

_SUPERLATIVES = frozenset(("most", "least"))
_BOUND = "at"


def check(asked: Asked, given: Given) -> Finding:
    if not given.ranks:
        return PROVEN
    # "The lowest temperature" is a measure; a gap between the highest and the lowest temperature is one of both ends.
    is_gap = not words_of("gaps", "noun", stands="anywhere").isdisjoint(asked.words)
    named = frozenset[str]() if is_gap else given.named.union(*given.labels)
    said = [
        word
        for place, word in enumerate(asked.words)
        if asked.stems[place] not in named and not (place and asked.words[place - 1] == _BOUND)
    ]
    if all(_is_said(end, said) for end in _SUPERLATIVES):
        return vetoed("the highest and the lowest together", "Ask for the highest and for the lowest, one at a time.")
    return PROVEN


def _is_said(end: str, said: list[str]) -> bool:
    return not (words_of("order", "word", means=end) | {end}).isdisjoint(said)
