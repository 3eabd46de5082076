"""What is written into a file for other programs: nothing in it steers them, or turns the text around it."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""Join letters, and keep them apart: words of many languages have them, and emoji."""


def clean(text: str) -> str:
    """The text on one line, with single spaces, without control characters and without signs that nobody sees."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(map(_seen, text)).split())


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return character if character in _JOINERS else ""
    return " " if category in ("Cc", "Cs", "Zl", "Zp") else character
