"""How a gap or a sum moved is told only where a change is asked for: how far two were apart at two times is two
gaps."""

from __future__ import annotations

from bot.ask.language.moves import is_move
from bot.ask.language.rows import words_of
from bot.ask.language.verbs import said
from bot.ask.prove.finding import PROVEN, Asked, Finding, Given, vetoed

REFUSES = (
    "by how much did the logs sold in Aster beat those in Birch in May and June 2023?",
    "gap between Aster and Birch in logs sold in May and June 2023",
)
LETS_THROUGH = (
    "how did the gap between Aster and Birch in logs sold change between May and June 2023?",
    "was the gap between Aster and Birch in logs sold wider in June 2023 than in May 2023?",
)

_MOVED = frozenset(("change of gap", "change of sum"))
_OF_GAPS = frozenset(("wider", "narrower", "tighter", "closer", "close", "closed", "closes", "closing"))
_OF_SIZES = frozenset(("bigger", "larger", "greater", "smaller", "higher", "lower"))
"""Said of a gap where the question has a word for it, and of one of the sides otherwise."""
_OF_WINNERS = frozenset(["lose", "loses", "lost", "losing", "loss", "gain", "gains", "gained", "gaining"])
"""What one side does to the other, and no gap does."""


def check(asked: Asked, given: Given) -> Finding:
    if given.operation not in _MOVED or _is_of_change(asked.words):
        return PROVEN
    return vetoed("one time for both", "Ask for each time by itself, or how it changed from the one to the other.")


def _is_of_change(words: tuple[str, ...]) -> bool:
    if not _OF_SIZES.isdisjoint(words) and not words_of("gaps", "noun").isdisjoint(words):
        return True
    compared = {place for one in said("comparisons", words) for place in range(one.start, one.end)}
    return any(
        word in _OF_GAPS or (is_move(word) and word not in _OF_WINNERS)
        for place, word in enumerate(words)
        if place not in compared
    )
