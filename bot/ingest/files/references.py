"""Cells and ranges as spreadsheets name them."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.ingest.sheets import Span

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LETTERS = 26


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """The column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def read_range(text: str) -> Span:
    """A range by its corners ("B2:C5") as a span. Raises ValueError where it is no range."""
    first, _, last = text.partition(":")
    one, two = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
    if one is None or two is None:
        raise ValueError(text)
    return Span(int(one[2]), column_number(one[1]), int(two[2]), column_number(two[1]))
