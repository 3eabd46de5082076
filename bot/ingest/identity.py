"""Ids that stay the same from one import to the next."""

from __future__ import annotations

import base64
import hashlib
import re
from decimal import Decimal
from itertools import chain

from bot.domain import Figure

_SEPARATOR = "\x1f"  # a unit separator: the table reader leaves none in a cell
_LONGEST_SLUG = 60
_FIGURE_ID = 10
_SUFFIX = 6


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
    """The first `length` characters of the lower-case base32 of the text's SHA-256."""
    return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:length].lower()


def claim(figure: Figure) -> str:
    """All that identifies a figure but its value: figures of one claim with different values are rivals."""
    parts = (
        figure.indicator,
        *chain.from_iterable(figure.dimensions),
        figure.period.iso,
        figure.status,
        figure.source,
        figure.locator,
        figure.published_on and figure.published_on.iso,
        figure.attributed_to,
        figure.unit,
        figure.qualifier,
        figure.universe,
    )
    return _SEPARATOR.join(part or "" for part in parts)


def figure_id(figure: Figure) -> str:
    """The id of a figure by its natural key. Equal numbers in different scales (12.5 and 12.50) are one figure."""
    return digest(f"{claim(figure)}{_SEPARATOR}{_without_scale(figure.value)}", _FIGURE_ID)


def _without_scale(value: Decimal) -> str:
    # Decimal.normalize rounds to the context's precision, so the text is trimmed instead.
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
