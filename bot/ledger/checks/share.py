"""A share that is not what its numerator makes of its denominator, whichever of the three is new."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from bot.ask.units import HUNDRED, is_percent
from bot.domain import Dimensions, Figure, Indicator
from bot.ledger.checks.held import Held
from bot.ledger.checks.rounding import is_bound, slack
from bot.ledger.vintage import measured


def check(draft: Figure, held: Held) -> Iterator[str]:
    for indicator in held.catalogue.indicators.values():
        if indicator.numerator is None or indicator.denominator is None:
            continue
        if draft.indicator not in (indicator.id, indicator.numerator, indicator.denominator):
            continue
        share = held.standing(indicator.id, draft.dimensions, draft.period, draft)
        if share is not None:
            yield from _of(share, indicator, held)


def _of(share: Figure, indicator: Indicator, held: Held) -> Iterator[str]:
    assert indicator.numerator is not None
    assert indicator.denominator is not None
    part = held.standing(indicator.numerator, share.dimensions, share.period, share)
    whole = _whole(indicator.denominator, share, held)
    if part is None or whole is None or not is_percent(held.unit_of(share)) or any(map(is_bound, (share, part, whole))):
        return
    of, among = measured(part), measured(whole)
    if among <= 0:
        return
    computed = HUNDRED * of / among
    room = slack(share) + HUNDRED * slack(part) / among + abs(computed) * slack(whole) / among
    if abs(computed - share.value) > room:
        style = held.prose.style
        shown = style.number(round(computed, max(0, -_exponent(share.value)) + 1))
        yield (
            f"The share does not follow from its parts: {style.number(of)} ÷ {style.number(among)} × 100 = {shown}, "
            f"and it says {style.quantity(share.value, held.unit_of(share))} ({held.line(share)}; {held.line(part)}; "
            f"{held.line(whole)})."
        )


def _whole(indicator: str, share: Figure, held: Held) -> Figure | None:
    """The denominator: of the same codes, or of as many of them as it is broken down by."""
    for size in range(len(share.dimensions), -1, -1):
        found = [
            one
            for codes in combinations(share.dimensions, size)
            if (one := held.standing(indicator, _as_dimensions(codes), share.period, share)) is not None
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _as_dimensions(codes: tuple[tuple[str, str], ...]) -> Dimensions:
    return tuple(sorted(codes))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int), "a figure is a number"
    return exponent
