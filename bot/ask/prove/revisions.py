"""How far a figure was revised is not the figure."""

from __future__ import annotations

from itertools import pairwise

from bot.ask.language.rows import words_of
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = (
    "how much was the revised barley harvest of Aster in 2020?",
    "which county's goats were revised most in 2023?",
)
LETS_THROUGH = (
    "what was the revised barley harvest of Aster in 2020?",
    "which county had the most goats in the revised count of 2023?",
)

_WERE = frozenset(("was", "were", "is", "are", "been", "got", "be"))


def check(asked: Asked, given: Given) -> Finding:
    if given.ranks and _were_revised(asked):
        return vetoed("the largest revision", "We cannot tell which was revised most; ask for one of them by name.")
    if given.operation != "lookup" or words_of("revisions", "word").isdisjoint(asked.words):
        return PROVEN
    if words_of("revisions", "size").isdisjoint(asked.words):
        return PROVEN
    return vetoed("the size of that revision", "We hold that figure, but cannot tell how far it was revised.")


def _were_revised(asked: Asked) -> bool:
    """Whether it is said that something was revised, and not what the revised figure is."""
    revised = words_of("revisions", "word")
    return any(word in revised and before in _WERE for before, word in pairwise(asked.words))
