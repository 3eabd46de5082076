"""A last clause that only asks whether what stands before it is so: "…, can that stand?", "… – agreed?"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.language.rows import words_of
from bot.ask.language.stretches import stretches
from bot.ask.text import Token

_LONGEST = 7
"""Words that such a clause has at most."""


def without_tag(text: str, tokens: Sequence[Token]) -> str | None:
    """The text without its last clauses that ask no more than that; None where it has none, or nothing else."""
    end = len(tokens)
    for clause in reversed(stretches(text, tokens)[1:]):
        if not _is_tag(tokens[clause.start : clause.stop]):
            break
        end = clause.start
    return text[: tokens[end - 1].end] if end < len(tokens) else None


def _is_tag(tokens: Sequence[Token]) -> bool:
    words = {token.norm for token in tokens}
    return len(tokens) <= _LONGEST and words <= words_of("claims", "words", means="assent")
