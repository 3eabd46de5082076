"""The words of a language, to tell a typing error from a word that the ledger does not have."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker


def is_word(word: str) -> bool:
    """Whether this is an English word. The list is loaded on the first question that needs it (0.2 s)."""
    return word in _english()


@lru_cache(maxsize=1)
def _english() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language="en", distance=1)
