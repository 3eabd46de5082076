"""A jump out of all proportion to how the series has moved before: a slip of the decimal point, of the scale, or a
fraction where per cent are meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from bot.domain import Figure
from bot.ledger.checks.held import Held
from bot.ledger.vintage import kind_of, latest, measured
from bot.periods import Period

_TIMES = 5
"""By how many times what was the largest step before a step is out of all proportion."""
_FEWEST = 3
"""Steps from which on the largest says something."""
_FACTOR = 5
"""How many times as much is out of all proportion where the series has never moved so far."""
_SLIPS = {10: "ten", 100: "a hundred", 1_000: "a thousand", 1_000_000: "a million"}
_NEAR = Decimal("1.25")
"""How near to a slip's factor it is one."""


def check(draft: Figure, held: Held) -> Iterator[str]:
    kind = kind_of(draft)
    others = [
        one
        for one in held.published(draft.series)
        if one.id != draft.id
        and kind_of(one)._replace(period=kind.period) == kind
        and _is_alike(one.period, draft.period)
    ]
    stand = sorted(latest(others), key=lambda one: (one.period.iso, one.id))
    near = _nearest(draft, stand)
    if near is None:
        return
    step = abs(measured(draft) - measured(near))
    steps = [abs(measured(one) - measured(other)) for one, other in pairwise(stand)]
    factor = _factor(measured(draft), measured(near))
    before = max((_factor(measured(one), measured(other)) or 0 for one, other in pairwise(stand)), default=Decimal(0))
    out_of_steps = len(steps) >= _FEWEST and step > _TIMES * max(steps) > 0
    out_of_factor = factor is not None and factor >= _FACTOR and factor > 2 * before
    turned = measured(draft) * measured(near) < 0 and not any(measured(one) * measured(near) < 0 for one in stand)
    # What crosses nothing, as temperatures do, is many times as much by a small step.
    is_far = len(steps) < _FEWEST or step > 2 * max(steps)
    if is_far and (out_of_factor or (out_of_steps and (factor is None or factor >= 2)) or turned):
        yield f"It is far from what its series says: {held.line(near)}{_slip(factor)}{_largest(steps, held)}."


def _is_alike(one: Period, other: Period) -> bool:
    """Whether two periods are of about one length, a year or a day each, say."""
    return one.days == other.days or (
        one.days is not None and other.days is not None and abs(one.days - other.days) * 10 <= max(one.days, other.days)
    )


def _nearest(draft: Figure, stand: Sequence[Figure]) -> Figure | None:
    """The figure of its period, or else the one before, or else the one after."""
    same = [one for one in stand if one.period == draft.period]
    before = [one for one in stand if one.period.iso < draft.period.iso]
    after = [one for one in stand if one.period.iso > draft.period.iso]
    found = same[:1] or before[-1:] or after[:1]
    return found[0] if found else None


def _factor(one: Decimal, other: Decimal) -> Decimal | None:
    """How many times as much the larger is, whichever that is; None where one of them is nothing, or their signs
    differ."""
    if one * other <= 0:
        return None
    larger, smaller = max(abs(one), abs(other)), min(abs(one), abs(other))
    return larger / smaller


def _slip(factor: Decimal | None) -> str:
    """What may have happened."""
    for power, word in _SLIPS.items():
        if factor is not None and power / _NEAR <= factor <= power * _NEAR:
            fraction = ", as a fraction is of per cent" if power == 100 else ""
            return f", about {word} times as much or as little{fraction}"
    return f", {round(factor, 1)} times as much or as little" if factor is not None else ""


def _largest(steps: Sequence[Decimal], held: Held) -> str:
    if not steps:
        return ""
    return f"; the largest step between two of its figures was {held.prose.style.number(max(steps))}"
