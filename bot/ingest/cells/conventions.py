"""Whether a column writes its decimals behind a point or a comma, which no single "1.234" can say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.ingest.cells.numbers import printed_digits, read_number

_MARKS = re.compile(r"[.,]")
_IN_THREES = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_CLEAR = 4
"""How many times as many cells must say one thing as say the other."""
_ODD = {",": 3, ".": 20}
"""Where so many times as many cells fit groups of three, the few that do not may be slips, or have the mark of a note
stuck to them ("3,4561"). A comma parts thousands more often than decimals here, and so less speaks for it."""


class Decimals(NamedTuple):
    """`mark` is "." or ",". `settled`: the cells leave no other reading, or the usual one; `example` is the cell that
    shows it (`shown`), or one that could be read both ways ("1.234", "1,234"), or the one that does not fit groups of
    three where nearly all others do (`odd`)."""

    mark: str
    settled: bool = True
    example: str | None = None
    shown: bool = False
    odd: bool = False


def decimal_of(texts: Iterable[str]) -> Decimals:
    """What comes before the decimals of a column, from cells of it (those that are no numbers tell nothing).

    "1,234" alone is one thousand, as English offices write it, and settled; "1.234" alone is open, and read as a little
    more than one. Other columns of the same file may settle it: ask again with their cells as well.
    """
    votes: dict[str, list[str]] = {".": [], ",": []}
    open_cells: dict[str, list[str]] = {".": [], ",": []}
    for text in texts:
        digits = printed_digits(text) if _MARKS.search(text) else None
        if digits is None or not _MARKS.search(digits):
            continue
        says = _mark_of(digits)
        if says is None and read_number(text) is not None:
            open_cells["." if "." in digits else ","].append(text)
        elif says and read_number(text, says) is not None:
            votes[says].append(text)
    points, commas = (len(votes[mark]) for mark in ".,")
    mark = "," if commas > points else "."
    most, least = len(votes[mark]), min(points, commas)
    if not most:
        return Decimals(".", not open_cells["."], next(iter(open_cells["."] or open_cells[","]), None))
    if not least and len(open_cells[mark]) >= _ODD[mark] * most:
        return Decimals(".", False, votes[mark][0], odd=True)
    return Decimals(mark, most >= _CLEAR * least, votes[mark][0], shown=True)


def _mark_of(number: str) -> str | None:
    """What a number shows to come before decimals; None where it could be read both ways."""
    points, commas = number.count("."), number.count(",")
    if points and commas:
        return "." if number.rfind(".") > number.rfind(",") else ","
    if points > 1 or commas > 1:
        return "," if points else "."
    mark, other = (".", ",") if points else (",", ".")
    if _IN_THREES.fullmatch(number):
        return None
    whole = number.partition(mark)[0]
    return mark if whole.strip("0123456789") or not _IN_THREES.fullmatch(number) else other
