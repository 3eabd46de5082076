"""How long periods are: months are never set beside years."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ask.words import TIME_NOUNS
from bot.domain import Figure
from bot.periods import Period

LENGTHS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def length_of(period: Period) -> str:
    """How long a period is, as a noun of time; "other" for one that is none of them."""
    days = period.days or 0
    return next((name for name, longest in LENGTHS.items() if 0 < days <= longest), "other")


def of_one_length(figures: Sequence[Figure], axis: Sequence[str]) -> list[Figure]:
    """Figures whose periods are equally long, so that months are never set beside years.

    The length that the question names ("which quarter"), else the one that most periods have, of those the longest.
    """
    classes: dict[str, list[Figure]] = {}
    for figure in figures:
        classes.setdefault(length_of(figure.period), []).append(figure)
    asked = next((TIME_NOUNS[stem] for stem in axis if stem in TIME_NOUNS), None)
    if asked in classes:
        return classes[asked]
    count = {name: len({figure.period for figure in members}) for name, members in classes.items()}
    most = max(count.values(), default=0)
    if most < _FEW:
        return list(figures)
    return classes[max((name for name in count if count[name] == most), key=_order_of_length)]


def _order_of_length(name: str) -> int:
    return list(LENGTHS).index(name) if name in LENGTHS else -1


_FEW = 2
