"""Words of order that are said of one kind of measure: the slowest speed is the lowest, the slowest wait is not."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from bot.ask.language.rows import rows
from bot.ask.text import stem


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Word -> the stems of the measures that it is said of."""
    return {
        word: frozenset(map(stem, row["of"].split()))
        for row in rows("order")
        if row["of"]
        for word in row["word"].split()
    }


def unfit(words: Sequence[str], described: Set[str]) -> int | None:
    """The place of a word of order that is said of another kind of measure than the one whose stems are `described`.
    What grows fastest is not told by it."""
    for place, word in enumerate(words):
        kind = _kinds().get(word)
        grows = place + 1 < len(words) and words[place + 1].endswith("ing")
        if kind is not None and not grows and kind.isdisjoint(described) and stem(word) not in described:
            return place
    return None
