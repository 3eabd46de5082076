"""A share of a total that only the question states ("what share of the 120 seats").

Taken only where the codes held add up to just that number: then it is the whole.
"""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.arithmetic import same_unit
from bot.ask.compute.bench import Bench
from bot.ask.outcome import Result
from bot.ask.say.sides import capital, subject, verb
from bot.ask.style import rounded
from bot.ask.units import HUNDRED, is_share_like


def apply(bench: Bench) -> Result | None:
    bound = bench.reading.single
    unit = bench.indicator.unit or ""
    if not bench.query.wants_percent or len(bound) != 1 or is_share_like(unit) or bench.reading.several is not None:
        return None
    dimension, code = next(iter(bound.items()))
    if not bench.catalogue.dimensions[dimension].whole:
        return None
    stated = bench.query.numbers(bench.reading.claimed)
    found = bench.along(dimension, {}) if len(stated) == 1 else {}
    whole = sum((one.figure.value for one in found.values()), Decimal(0))
    if code not in found or not whole or whole not in stated:
        return None
    style, prose, part = bench.prose.style, bench.prose, found[code].figure
    same_unit(bench, [one.figure for one in found.values()])
    value = rounded(HUNDRED * part.value / whole, 1)
    sentence = (
        f"{capital(subject(prose, part))} {verb(prose, part)} {style.quantity(value, 'percent')} of all "
        f"{style.quantity(whole, unit)}{prose.tail(part)} ({style.number(part.value)} of {style.number(whole)})."
    )
    return Result(
        "share", sentence, value, "percent", tuple(found.values()),
        prose.qualified([one.figure.qualifier for one in found.values()]),
        f"{style.number(part.value)} ÷ {style.number(whole)} × 100 = {style.number(value)}",
        f"{style.number(part.value)} of {style.quantity(whole, unit)}", stated=(whole,),
        caveats=("The whole is the sum of all that are held.",),
    )  # fmt: skip
