"""Text that is safe to show."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Text from a ledger or a question without the characters that would steer the terminal."""
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cf") else character for character in text)
