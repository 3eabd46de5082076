"""How far a number that follows from others may be off, as all of them were rounded."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.domain import Figure, Qualifier
from bot.ledger.vintage import measured


def slack(figure: Figure) -> Decimal:
    """Half of the last digit that a figure is written with, in its unit without scale; of “about 2,000”, of the last
    digit that says something."""
    value = measured(figure)
    exponent = value.as_tuple().exponent
    if figure.qualifier is not Qualifier.EXACT and value:
        exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int), "a figure is a number"
    return Decimal(5).scaleb(exponent - 1)


def slack_of_sum(figures: Iterable[Figure], *, of_shares: bool) -> Decimal:
    """That of their sum, at the worst; whole numbers are counts, and exact, unless they are shares."""
    return sum((slack(one) for one in figures if of_shares or not is_count(one)), Decimal(0))


def is_bound(figure: Figure) -> bool:
    """Whether its source gives a bound and no value: nothing follows from that."""
    return figure.qualifier not in (Qualifier.EXACT, Qualifier.ABOUT)


def is_count(figure: Figure) -> bool:
    """Whether a figure is a whole number, in no scale."""
    value = measured(figure)
    return figure.qualifier is Qualifier.EXACT and value == figure.value and value == value.to_integral_value()
