"""Exact arithmetic. Results carry the scale of their least precise input; a quotient gets three significant figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.ask.style import WIDE, decimals, rounded
from bot.domain import Figure, Qualifier


def significant(value: Decimal, figures: int = 3) -> Decimal:
    """At least so many significant figures, and never fewer than the whole digits; trailing zeros go."""
    if value == 0:
        return Decimal(0)
    result = rounded(value, max(0, figures - 1 - value.adjusted())).normalize()
    return result if decimals(result) else result.quantize(Decimal(1), context=WIDE)


def sum_of(figures: Iterable[Figure]) -> Decimal:
    return sum((figure.value for figure in figures), Decimal(0))


def mean_of(figures: Sequence[Figure]) -> Decimal:
    """The mean, to one decimal more than the inputs."""
    return rounded(sum_of(figures) / len(figures), max(decimals(figure.value) for figure in figures) + 1)


def qualified(figures: Iterable[Figure]) -> Qualifier:
    """The qualifier of something computed: exact only where every input is."""
    return Qualifier.EXACT if all(one.qualifier is Qualifier.EXACT for one in figures) else Qualifier.ABOUT
