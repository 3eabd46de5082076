"""A change or a difference that a source reports, and that its two ends do not bear out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bot.ask.derivation import Derivation
from bot.ask.units import HUNDRED
from bot.domain import Dimensions, Figure, SeriesKey, Status
from bot.ledger.checks.held import Held
from bot.ledger.checks.rounding import is_bound, slack
from bot.ledger.vintage import latest, measured
from bot.periods import Period


class _Ends(NamedTuple):
    start: Figure
    end: Figure


def check(draft: Figure, held: Held) -> Iterator[str]:
    derivation = Derivation.parse(held.catalogue.indicators[draft.indicator].derivation or "")
    ends = _ends(derivation, draft, held) if derivation is not None else None
    if derivation is None or ends is None or any(map(is_bound, (draft, *ends))):
        return
    start, end = measured(ends.start), measured(ends.end)
    style = held.prose.style
    first, last = style.number(start), style.number(end)
    match derivation.operation:
        case "change" | "difference":
            computed, room, told = end - start, slack(ends.start) + slack(ends.end), f"{last} − {first}"
        case "fall":
            computed, room, told = start - end, slack(ends.start) + slack(ends.end), f"{first} − {last}"
        case "percent change" if start > 0:
            computed = HUNDRED * (end - start) / start
            room = HUNDRED * (slack(ends.end) + slack(ends.start) * abs(end) / start) / start
            told = f"({last} − {first}) ÷ {first} × 100"
        case _:
            return
    if abs(computed - measured(draft)) > room + slack(draft):
        shown = style.number(round(computed, _decimals(draft.value) + 1))
        yield (
            f"It does not follow from what it is made of: {told} = {shown}, and it says "
            f"{style.quantity(draft.value, held.unit_of(draft))} ({held.line(ends.start)}; {held.line(ends.end)})."
        )


def _ends(derivation: Derivation, draft: Figure, held: Held) -> _Ends | None:
    """What is subtracted, and what it is subtracted from; None where one of them is not held."""
    bound = dict(derivation.bound)
    used = held.breakdowns(derivation.indicator)
    own = {dimension: (code,) for dimension, code in draft.dimensions if dimension in used}
    codes = {**own, **bound}
    if derivation.operation == "difference":
        of, less = (_bound(codes, side) for side in (0, 1))
        pair = (
            held.standing(derivation.indicator, less, draft.period, draft),
            held.standing(derivation.indicator, of, draft.period, draft),
        )
    elif derivation.moments is not None:
        first, last = derivation.moments
        key = SeriesKey(derivation.indicator, _bound(codes, 0))
        pair = (_at(first, key, draft, held), _at(last, key, draft, held))
    else:
        return None
    return _Ends(pair[0], pair[1]) if pair[0] is not None and pair[1] is not None else None


def _bound(codes: dict[str, tuple[str, ...]], side: int) -> Dimensions:
    """Of two codes of a dimension the first or the second."""
    return tuple(sorted((dimension, one[min(side, len(one) - 1)]) for dimension, one in codes.items()))


def _at(moment: str, key: SeriesKey, draft: Figure, held: Held) -> Figure | None:
    """The figure of a status, or of a period (ISO)."""
    if moment in set(Status):
        found = [one for one in held.of(key) if one.status.rank == Status(moment).rank]
        of_period = [one for one in found if one.period == draft.period] or found
        stand = latest(of_period)
        return stand[0] if len(stand) == 1 else None
    return held.standing(key.indicator, key.dimensions, Period(moment), draft)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
