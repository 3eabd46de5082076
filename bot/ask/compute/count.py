"""A count from a share: "how many boats are wooden" from 37.5 per cent of all boats.

Taken only where the base of the share is held for the same period. The share is rounded, so the count is no better than
its last digit: the answer says within which bounds it lies, and rounds to the digits that these bounds leave.
"""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.base import HUNDRED, counterpart, is_percent
from bot.ask.compute.bench import Bench, Missing, Result, Stop
from bot.ask.style import decimals, rounded
from bot.domain import Qualifier


def apply(bench: Bench) -> Result | None:
    if not bench.query.wants_count or not is_percent(bench.indicator.unit) or not bench.query.counted:
        return None
    picked = bench.at(bench.reading.single)
    figure = picked.figure
    indicator = bench.indicator
    universe = bench.catalogue.universes.get(figure.universe or indicator.universe or "")
    part = counterpart(bench, indicator.numerator, figure.dimensions, figure.period, bench.wish())
    if part is not None:
        return Result(
            "lookup",
            bench.prose.statement(part.figure),
            part.figure.value,
            part.figure.unit,
            (part,),
            part.figure.qualifier,
        )
    size = indicator.denominator or (universe.size if universe else None)
    whole = counterpart(bench, size, figure.dimensions, figure.period, bench.wish())
    if whole is None:
        sentence = f"We hold the share, not the count: {bench.prose.short(figure)}."
        raise Stop(Missing("the number of them", sentence, (figure,)))
    style = bench.prose.style
    value = rounded(figure.value / HUNDRED * whole.figure.value, 0)
    half = Decimal(5).scaleb(-decimals(figure.value) - 1) / HUNDRED * whole.figure.value
    unit = whole.figure.unit or bench.catalogue.indicators[whole.figure.indicator].unit
    low, high = rounded(value - half, 0), rounded(value + half, 0)
    sentence = (
        f"About {style.quantity(value, unit)}: {bench.prose.value(figure)} of {style.number(whole.figure.value)} "
        f"({bench.prose.subject(figure.indicator, figure.dimensions)}{bench.prose.tail(figure)})."
    )
    return Result(
        "count from share",
        sentence,
        value,
        unit,
        (picked, whole),
        Qualifier.ABOUT,
        f"{style.number(figure.value)} ÷ 100 × {style.number(whole.figure.value)} = {style.number(value)}",
        f"{bench.prose.value(figure)} of {style.number(whole.figure.value)} {unit or ''}".rstrip(),
        (_bounds(style.number(low), style.number(high)),),
    )


def _bounds(low: str, high: str) -> str:
    between = f": the count lies between {low} and {high}" if low != high else ""
    return f"Computed from a rounded share{between}."
