"""Cells that give the bounds of a small count in place of it: "1-4", "fewer than five". There is no figure in them."""

from __future__ import annotations

import re

_RANGE = re.compile(r"[(\[]?[01] ?(?:-|–|—|to) ?(?P<top>[1-9][0-9]?)[)\]]?[*¹²³]?", re.IGNORECASE)
_WORDS = re.compile(
    r"[(\[]?(?:(?:fewer|less) than|under|below) (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"
    r"(?: [a-z]+)?[)\]]?",
    re.IGNORECASE,
)


def top_of_range(text: str) -> int | None:
    """The upper bound of a range from nought or one on: 4 of "1-4"."""
    found = _RANGE.fullmatch(text)
    return int(found["top"]) if found else None


def is_bound(text: str) -> bool:
    """Whether a cell among figures stands for a count that is too small to be told."""
    return top_of_range(text) is not None or _WORDS.fullmatch(text) is not None
