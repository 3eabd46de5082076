"""Scales of units: "thousands of dollars" are dollars, counted by the thousand, and 0.41 of them are 410 dollars."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache

_EXACT = Context(prec=200)
"""Has room for all digits that a value may have, and for those that a scale adds."""
_WORDS = {
    "billionth": -9, "millionth": -6, "thousandth": -3, "hundredth": -2, "tenth": -1, "ten": 1, "hundred": 2,
    "thousand": 3, "tens of thousand": 4, "lakh": 5, "hundreds of thousand": 5, "million": 6, "crore": 7,
    "tens of million": 7, "hundreds of million": 8, "billion": 9, "trillion": 12, "quadrillion": 15,
}  # fmt: skip
_SCALE = re.compile(rf"({'|'.join(sorted(_WORDS, key=len, reverse=True))})(s?)(?: (?:of )?(.+))?", re.IGNORECASE)
_SHORT = {"k": 3, "m": 6, "mn": 6, "bn": 9, "tn": 12}
_MONEY = re.compile(rf"([$£€¥])({'|'.join(_SHORT)})", re.IGNORECASE)
NUMBER = "number"
"""What is counted where a unit is a scale and nothing else."""


@lru_cache(maxsize=4096)
def parted(unit: str) -> tuple[int, str]:
    """The power of ten that a unit counts in, and the unit without it: (3, "dollars") of "thousands of dollars", (3,
    "number") of "thousands", (0, "percent") of "percent"."""
    if money := _MONEY.fullmatch(unit):
        return _SHORT[money[2].lower()], money[1]
    if found := _SCALE.fullmatch(unit):
        return _WORDS[found[1].lower()], found[3] or NUMBER
    return 0, unit


def without_scale(unit: str | None) -> str | None:
    """The unit that values of any scale of it share."""
    return None if unit is None else parted(unit)[1]


def unscaled(value: Decimal, unit: str | None) -> Decimal:
    """A value in the unit without its scale, to the last digit."""
    power = 0 if unit is None else parted(unit)[0]
    return value if power == 0 else _EXACT.scaleb(value, power)
