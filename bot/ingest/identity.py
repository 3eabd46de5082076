"""Ids that stay the same from one import to the next."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import chain, product
from typing import Self

from bot.domain import Figure

_SEPARATOR = "\x1f"  # a unit separator: the table reader leaves none in a cell
_LONGEST_SLUG = 60
_FIGURE_ID = 10
_SUFFIX = 6
_TWO = ["".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
"""All pairs of digits to the base of 32, in order."""


def slug(label: str) -> str:
    """An id for a label: its words in lower case with hyphens between.

    Where that loses more than case and spacing ("A+", a very long title), a digest of the label keeps ids of different
    labels apart.
    """
    plain = label.casefold()
    words = re.sub(r"[\W_]+", "-", plain).strip("-")
    if len(words) <= _LONGEST_SLUG and words == re.sub(r"[\s_-]+", "-", plain):
        return words
    return "-".join(part for part in (words[:_LONGEST_SLUG].strip("-"), digest(plain, _SUFFIX)) if part)


def distinct_slug(label: str, *more: str) -> str:
    """An id for a label that ends in a digest of it, and of what `more` sets it apart: nothing that was named by its
    label alone has it, so that it need not be looked whether it is there."""
    return f"{slug(label)}-{digest(_SEPARATOR.join((label.casefold(), *more)), _SUFFIX)}"


def digest(text: str, length: int) -> str:
    """The first `length` characters, 12 at most, of the lower-case base32 of the text's SHA-256."""
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) >> 4
    one, two, three = _TWO[bits >> 50], _TWO[bits >> 40 & 1023], _TWO[bits >> 30 & 1023]
    return f"{one}{two}{three}{_TWO[bits >> 20 & 1023]}{_TWO[bits >> 10 & 1023]}{_TWO[bits & 1023]}"[:length]


@dataclass(frozen=True, slots=True)
class Identity:
    """What identifies figures that differ in nothing but period, locator and value. They come by the thousand, and what
    they share is put together once."""

    head: str
    middle: str
    tail: str

    @classmethod
    def of(cls, figure: Figure) -> Self:
        published_on = figure.published_on.iso if figure.published_on else None
        return cls(
            _joined(figure.indicator, *chain.from_iterable(figure.dimensions)),
            _joined(figure.status, figure.source),
            _joined(published_on, figure.attributed_to, figure.unit, figure.qualifier, figure.universe),
        )

    def claim(self, period: str, locator: str | None) -> str:
        """All that identifies such a figure but its value."""
        parts = (self.head, period, self.middle, locator or "", self.tail)
        return _SEPARATOR.join(parts)


def claim(figure: Figure) -> str:
    """All that identifies a figure but its value: figures of one claim with different values are rivals."""
    return Identity.of(figure).claim(figure.period.iso, figure.locator)


def figure_id(figure: Figure) -> str:
    """The id of a figure by its natural key. Equal numbers in different scales (12.5 and 12.50) are one figure."""
    return id_of(claim(figure), f"{figure.value:f}")


def id_of(claim: str, value: str) -> str:
    """The id of the figure of a claim, by its value as a number is written, without an exponent."""
    # Decimal.normalize rounds to the context's precision, so the text is trimmed instead.
    plain = value.rstrip("0").rstrip(".") if "." in value else value
    return digest(f"{claim}{_SEPARATOR}{plain}", _FIGURE_ID)


def _joined(*parts: str | None) -> str:
    return _SEPARATOR.join([part or "" for part in parts])
