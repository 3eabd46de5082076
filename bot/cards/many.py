"""The first few of many: a card counts what it has no room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

MOST = 12
"""Figures, sources and places that a card lists; one more takes no more room than saying so."""
_FEW = 5
"""Terms of workings that are too many."""
_COMPARING = (" > ", " < ")
_SIGNS = (*_COMPARING, " + ", "; ", ", ")


def first_of(items: Sequence[Item]) -> Sequence[Item]:
    """All, or the first few where they are too many for a card."""
    return items if len(items) <= MOST + 1 else items[:MOST]


def shortened(workings: str) -> str:
    """Workings with too many terms by their first few and their last: "1 + 2 + 3 + … + 60 = 1,830 (60 terms)"."""
    sign = next((sign for sign in _SIGNS if workings.count(sign) >= MOST), None)
    if sign is None:
        return workings
    terms = workings.split(sign)
    shown = sign.join((*terms[:_FEW], "…", terms[-1]))
    return f"{shown} ({len(terms):,} {'compared' if sign in _COMPARING else 'terms'})"
