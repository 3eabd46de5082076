"""Words of change: where they ask for what a figure came to, and not how far it went."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.language.rows import words_of

_AFTER = frozenset(("in", "by", "at", "on", "after", "when", "once", "during", "for", "over"))
_BETWEEN = frozenset(("up", "down", "back"))


def comes_to(words: Sequence[str]) -> bool:
    """Whether it asks where a figure came to: "what did it drop to in May", "what has it risen back to"."""
    moves = words_of("moves", "forms")
    for place, word in enumerate(words):
        if word != "to" or place == 0:
            continue
        before = place - 2 if words[place - 1] in _BETWEEN else place - 1
        if before >= 0 and words[before] in moves and (place + 1 == len(words) or words[place + 1] in _AFTER):
            return True
    return False


def is_move(word: str) -> bool:
    return word in words_of("moves", "forms")
