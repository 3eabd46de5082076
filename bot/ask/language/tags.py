"""A last clause that only asks whether what stands before it is so: "…, can that stand?", "… – agreed?"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.language.rows import words_of
from bot.ask.text import Token

_LONGEST = 7
"""Words that such a clause has at most."""
_ENDS = frozenset(".?!;:,–—\n")


def without_tag(text: str, tokens: Sequence[Token]) -> str | None:
    """The text without its last clauses that ask no more than that; None where it has none, or nothing else."""
    end = len(tokens)
    while (start := _last_clause(text, tokens[:end])) and _is_tag(tokens[start:end]):
        end = start
    return text[: tokens[end - 1].end] if end < len(tokens) else None


def _last_clause(text: str, tokens: Sequence[Token]) -> int:
    """Where the last clause begins; 0 where there is one alone."""
    for place in range(len(tokens) - 1, 0, -1):
        between = text[tokens[place - 1].end : tokens[place].start]
        if not _ENDS.isdisjoint(between) or " - " in between:
            return place
    return 0


def _is_tag(tokens: Sequence[Token]) -> bool:
    words = {token.norm for token in tokens}
    return 0 < len(tokens) <= _LONGEST and words <= words_of("claims", "words", means="assent")
