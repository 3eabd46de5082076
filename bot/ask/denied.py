"""Denials that a label says in one word: people "who aren't local" are the "non-local"."""

from __future__ import annotations

import re
from collections.abc import Container

from bot.ask.text import fold

_DENIED = re.compile(
    r"\b(?:who|that|which)\s+(?:(?:are|were|is|was)\s+not|(?:are|were|is|was)n['’]?t)\s+(?=(?P<word>\w+))",
    re.IGNORECASE,
)


def in_one_word(text: str, forms: Container[str]) -> str:
    """The text with denials as the ledger writes them, where `forms`, the words of its codes, have them."""
    return _DENIED.sub(lambda match: "non-" if f"non{fold(match['word'])}" in forms else match.group(), text)
