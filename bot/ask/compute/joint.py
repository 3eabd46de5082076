"""Joint change: how the sum of several codes moved between two moments ("the two parties' combined share grew by")."""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.arithmetic import difference_unit
from bot.ask.compute.bench import Bench, Result
from bot.ask.compute.change import CHANGE, ends
from bot.ask.compute.total import total_of
from bot.ask.grammar import Cue


def apply(bench: Bench) -> Result | None:
    """None where no change of a sum is asked for. Raises Stop where they do not add up, or one is lacking."""
    several = bench.reading.several
    if several is None or not bench.wants(Cue.SUM) or not bench.wants(*CHANGE):
        return None
    dimension, codes = several
    pairs = [ends(bench, {**bench.reading.single, dimension: code}) for code in codes]
    before, after = (total_of(bench, "sum", list(side)) for side in zip(*pairs, strict=True))
    start, end = before.value or Decimal(0), after.value or Decimal(0)
    style, prose = bench.prose.style, bench.prose
    value, unit = end - start, difference_unit(after.unit)
    verb = (
        "did not change" if value == 0 else f"{'rose' if value > 0 else 'fell'} by {style.quantity(abs(value), unit)}"
    )
    figures = [one.figure for one in after.used]
    names = prose.list_of([prose.own_codes(figure, figures) for figure in figures])
    moments = [prose.moment(one.figure, other.figure) for one, other in (pairs[0], pairs[0][::-1])]
    sentence = (
        f"The total of the {prose.shared(figures)} for {names} {verb}, "
        f"from {style.quantity(start, after.unit)}{moments[0]} to {style.quantity(end, after.unit)}{moments[1]}."
    )
    return Result(
        "change of sum", sentence, value, unit, (*before.used, *after.used),
        prose.qualified([one.figure.qualifier for one in (*before.used, *after.used)]),
        f"({after.expression}) − ({before.expression}) = {style.number(value)}",
    )  # fmt: skip
