"""A change or a difference that a source reports, and that its ends do not bear out, whichever of them is new."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from bot.ask.derivation import Derivation
from bot.ask.units import HUNDRED, is_share_like
from bot.domain import Dimensions, Figure, SeriesKey, Status
from bot.ledger.checks.held import Held
from bot.ledger.checks.rounding import is_bound, is_count, slack, slack_of_sum
from bot.ledger.vintage import latest, measured
from bot.periods import Period

_Ends = tuple[Figure, ...]
"""What is subtracted, and what it is subtracted from; of the change of a gap those of before, and those of after."""


class _Computed(NamedTuple):
    """`room` is how far it may be off, `told` its workings; `unsigned`: a source reports its size, whichever way it
    went."""

    value: Decimal
    room: Decimal
    told: str
    unsigned: bool = False

    def is_borne_out_by(self, reported: Figure) -> bool:
        said, value = measured(reported), self.value
        off = abs(abs(value) - abs(said)) if self.unsigned else abs(value - said)
        return off <= self.room


def check(draft: Figure, held: Held) -> Iterator[str]:
    for reported, derivation in ((draft, _derivation(draft.indicator, held)), *_derived_from(draft, held)):
        ends = _ends(derivation, reported, held) if derivation is not None else None
        if derivation is None or ends is None or any(map(is_bound, (reported, *ends))):
            continue
        computed = _computed(derivation, ends, reported, held) if draft in (reported, *ends) else None
        if computed is not None and not computed.is_borne_out_by(reported):
            yield _told(reported, computed, ends, held, is_draft=reported == draft)


def _derivation(indicator: str, held: Held) -> Derivation | None:
    return Derivation.parse(held.catalogue.indicators[indicator].derivation or "")


def _derived_from(draft: Figure, held: Held) -> Iterator[tuple[Figure, Derivation]]:
    """What is reported of figures like the draft, as it stands."""
    for id_ in held.catalogue.indicators:
        derivation = _derivation(id_, held)
        if derivation is not None and derivation.indicator == draft.indicator:
            for reported in latest(held.of(*held.series_of(id_))):
                yield reported, derivation


def _told(reported: Figure, computed: _Computed, ends: _Ends, held: Held, *, is_draft: bool) -> str:
    style = held.prose.style
    shown = style.number(round(computed.value, _decimals(reported.value) + 1))
    lines = "; ".join(map(held.line, ends))
    if is_draft:
        said = style.quantity(reported.value, held.unit_of(reported))
        return f"It does not follow from what it is made of: {computed.told} = {shown}, and it says {said} ({lines})."
    return f"It does not bear out what is reported: {computed.told} = {shown}, and {held.line(reported)} ({lines})."


def _computed(derivation: Derivation, ends: _Ends, reported: Figure, held: Held) -> _Computed | None:
    """None where it is a part of nothing."""
    style, amounts = held.prose.style, [measured(one) for one in ends]
    # Counts are exact, and what is told of them in whole numbers; a tenth told of whole degrees says that they are not.
    rounded = is_share_like(held.unit_of(ends[0]) or "") or not is_count(reported)
    room = slack_of_sum((*ends, reported), of_shares=rounded)
    start, end, *_ = amounts
    first, last = style.number(start), style.number(end)
    match derivation.operation:
        case "change" | "difference":
            return _Computed(end - start, room, f"{last} − {first}")
        case "fall":
            return _Computed(start - end, room, f"{first} − {last}")
        case "change of gap":
            before, after = abs(amounts[1] - amounts[0]), abs(amounts[3] - amounts[2])
            wide = [f"({style.number(max(pair))} − {style.number(min(pair))})" for pair in (amounts[2:], amounts[:2])]
            return _Computed(after - before, room, " − ".join(wide), unsigned=True)
        case "percent change" if start > 0:
            room = slack(reported) + HUNDRED * (slack(ends[1]) + slack(ends[0]) * abs(end) / start) / start
            return _Computed(HUNDRED * (end - start) / start, room, f"({last} − {first}) ÷ {first} × 100")
        case _:
            return None


def _ends(derivation: Derivation, reported: Figure, held: Held) -> _Ends | None:
    """None where one of them is not held."""
    used = held.breakdowns(derivation.indicator)
    own = {dimension: (code,) for dimension, code in reported.dimensions if dimension in used}
    codes = {**own, **derivation.bound}
    of, less = (SeriesKey(derivation.indicator, _bound(codes, side)) for side in (0, 1))
    match derivation.operation, derivation.moments:
        case "difference", _:
            found = [held.standing(*key, reported.period, reported) for key in (less, of)]
        case _, None:
            return None
        case "change of gap", (first, last):
            found = [_at(moment, key, reported, held) for moment in (first, last) for key in (less, of)]
        case _, (first, last):
            found = [_at(moment, of, reported, held) for moment in (first, last)]
    ends = tuple(one for one in found if one is not None)
    return ends if len(ends) == len(found) else None


def _bound(codes: dict[str, tuple[str, ...]], side: int) -> Dimensions:
    """Of two codes of a dimension the first or the second."""
    return tuple(sorted((dimension, one[min(side, len(one) - 1)]) for dimension, one in codes.items()))


def _at(moment: str, key: SeriesKey, reported: Figure, held: Held) -> Figure | None:
    """The figure of a status, or of a period (ISO)."""
    if moment in set(Status):
        found = [one for one in held.of(key) if one.status.rank == Status(moment).rank]
        of_period = [one for one in found if one.period == reported.period] or found
        stand = latest(of_period)
        return stand[0] if len(stand) == 1 else None
    return held.standing(key.indicator, key.dimensions, Period(moment), reported)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
