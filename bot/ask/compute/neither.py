"""Neither: what the named parts of a whole leave of it ("neither for nor against" of 48.4 and 50.7 per cent: 0.9).

Both are shares of one base and of a dimension whose codes are parts of one whole.
"""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.bench import Bench
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say.sides import shared
from bot.ask.units import HUNDRED, is_percent


def apply(bench: Bench) -> Result | None:
    if not bench.wants(Cue.NEITHER):
        return None
    several = bench.reading.several
    if several is None or not is_percent(bench.indicator.unit):
        raise Stop(Missing("two parts of a whole", "Say of which two parts of one whole it is neither."))
    return rest_of(bench, *several)


def rest_of(bench: Bench, dimension: str, codes: tuple[str, ...]) -> Result:
    """What is left of 100 per cent. Raises Stop where the codes are no parts of one whole, or counts are asked for."""
    single = {key: code for key, code in bench.reading.single.items() if key != dimension}
    if bench.query.counts_things or not bench.catalogue.dimensions[dimension].whole:
        raise Stop(Missing("parts of a whole", "Those are no shares of one whole that could be taken from it."))
    picked = [bench.at({**single, dimension: code}) for code in codes]
    figures = [one.figure for one in picked]
    value = HUNDRED - sum((figure.value for figure in figures), Decimal(0))
    if value < 0 or len({figure.period for figure in figures}) > 1:
        raise Stop(Missing("parts of one whole", "Those shares are of different wholes.", tuple(figures)))
    style, prose = bench.prose.style, bench.prose
    names = prose.list_of([prose.own_codes(figure, figures) for figure in figures], "nor")
    numbers = [style.number(figure.value) for figure in figures]
    sentence = (
        f"{style.quantity(value, 'percent')} was neither {names} in {shared(prose, figures)}"
        f"{prose.tail(figures[0])}: {prose.list_of([prose.value(figure) for figure in figures])} of 100."
    )
    return Result(
        "rest", sentence[:1].upper() + sentence[1:], value, "percent", tuple(picked),
        prose.qualified([figure.qualifier for figure in figures]),
        f"100 − {' − '.join(numbers)} = {style.number(value)}",
    )  # fmt: skip
