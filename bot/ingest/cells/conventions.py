"""Whether a column writes its decimals behind a point or a comma, which no single "1.234" can say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from bot.ingest.cells.numbers import read_number

_MARKS = re.compile(r"[.,]")
_NUMBER = re.compile(r"[0-9](?:[0-9.,'’\s]*[0-9])?|[.,][0-9]+")
_IN_THREES = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_CLEAR = 4
"""How many times as many cells must say one thing as say the other."""


class Decimals(NamedTuple):
    """`mark` is "." or ",". `settled`: the cells leave no other reading, or the usual one; `example` is the cell that
    shows it (`shown`), or one that could be read both ways ("1.234", "1,234")."""

    mark: str
    settled: bool = True
    example: str | None = None
    shown: bool = False


def decimal_of(texts: Iterable[str]) -> Decimals:
    """What comes before the decimals of a column, from cells of it (those that are no numbers tell nothing).

    "1,234" alone is one thousand, as English offices write it, and settled; "1.234" alone is open, and read as a little
    more than one. Other columns of the same file may settle it: ask again with their cells as well.
    """
    votes: dict[str, list[str]] = {".": [], ",": []}
    open_points: list[str] = []
    open_commas: list[str] = []
    for text in texts:
        if not _MARKS.search(text):
            continue
        found = _NUMBER.search(text)
        says = found and _mark_of(found[0])
        if says and read_number(text, says) is not None:
            votes[says].append(text)
        elif says is None and found and read_number(text) is not None:
            (open_points if "." in found[0] else open_commas).append(text)
    points, commas = (len(votes[mark]) for mark in ".,")
    if commas > points:
        return Decimals(",", commas >= _CLEAR * points, votes[","][0], shown=True)
    if points:
        return Decimals(".", points >= _CLEAR * commas, votes["."][0], shown=True)
    return Decimals(".", not open_points, next(iter(open_points or open_commas), None))


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
