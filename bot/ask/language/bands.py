"""Bands of numbers as they are written and said: "15-24", "between 15 and 24", "65+", "under 25", "80 or older"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from bot.ask.language.rows import words_of
from bot.ask.text import stem

_BACK = 5
"""So many words before its first number, "between" may stand: "between the ages of"."""
_CURRENCY = frozenset("$£€")
_AND, _TO, _THAN = stem("and"), frozenset(("to", "through", "till", "until")), "than"
_YEARS, _AGE = frozenset((stem("year"), stem("old"))), frozenset((stem("age"),))
_AT_LEAST, _AT_MOST = ("at", stem("least")), frozenset((("up", "to"), ("at", stem("most"))))


class Band(NamedTuple):
    """From `low` to `high`, both within it; `high` None has no end. `start` and `end` are places of its words."""

    low: int
    high: int | None
    start: int = 0
    end: int = 0

    @property
    def ends(self) -> tuple[int, int | None]:
        return self.low, self.high

    def __str__(self) -> str:
        return f"{self.low} and over" if self.high is None else f"{self.low}-{self.high}"


def bands_in(stems: Sequence[str]) -> list[Band]:
    """The bands in a row of stems, from left to right. A stretch of years is a time, and no band."""
    found: list[Band] = []
    for place in range(len(stems)):
        if not found or place >= found[-1].end:
            band = _closed(stems, place) or _open(stems, place)
            found += [band] if band else []
    return found


def _number(stems: Sequence[str], place: int) -> int | None:
    """The whole number at a place: "44" and "44s"."""
    word = stems[place].removesuffix("s") if 0 <= place < len(stems) else ""
    return int(word) if word.isascii() and word.isdecimal() else None


def _closed(stems: Sequence[str], place: int) -> Band | None:
    low = _number(stems, place)
    if low is None:
        return None
    after = _past(stems, place + 1, _YEARS | _CURRENCY)
    word = stems[after] if after < len(stems) else ""
    if _number(stems, after) is not None:
        other = after
    elif word in _TO or (word == _AND and "between" in stems[max(0, place - _BACK) : place]):
        other = _past(stems, after + 1, _CURRENCY)
    else:
        return None
    high = _number(stems, other)
    if high is None or high <= low or (_is_year(low) and _is_year(high)):
        return None
    return Band(low, high, place, other + 1)


def _is_year(number: int) -> bool:
    return 1800 <= number < 2100


def _open(stems: Sequence[str], place: int) -> Band | None:
    number = _number(stems, place)
    if number is None:
        return None
    start = place
    while start > 0 and stems[start - 1] in _CURRENCY | _AGE:
        start -= 1
    one, two = (stems[start - back] if start >= back else "" for back in (1, 2))
    if one in _stems("above", alone="yes") or (one == _THAN and two in _stems("above")) or (two, one) == _AT_LEAST:
        return Band(number, None, start, place + 1)
    if one in _stems("below", alone="yes") or (one == _THAN and two in _stems("below")):
        return Band(0, number - 1, start, place + 1)
    if (two, one) in _AT_MOST:
        return Band(0, number, start, place + 1)
    if tuple(stems[place + 1 : place + 2]) == ("plus",):
        return Band(number, None, place, place + 2)
    after = _past(stems, place + 1, _YEARS)
    joined, side = (stems[at] if at < len(stems) else "" for at in (after, after + 1))
    if joined in (_AND, "or") and side in _stems("above"):
        return Band(number, None, place, after + 2)
    return Band(0, number, place, after + 2) if joined in (_AND, "or") and side in _stems("below") else None


@cache
def _stems(side: str, **having: str) -> frozenset[str]:
    return frozenset(map(stem, words_of("bands", "words", side=side, **having)))


def _past(stems: Sequence[str], place: int, passed: frozenset[str]) -> int:
    while place < len(stems) and stems[place] in passed:
        place += 1
    return place
