"""Ratio: how many times one figure is another. Both have one unit; the result is in times, to three figures.

Two codes are taken in the order of the question, two times the later over the earlier.
"""

from __future__ import annotations

from bot.ask.codes import named_codes
from bot.ask.compute.arithmetic import quotient, same_unit
from bot.ask.compute.bench import Bench
from bot.ask.compute.change import CHANGE, ends
from bot.ask.compute.difference import side_codes, sides
from bot.ask.grammar.cue import Cue
from bot.ask.grammar.shares import EACH_FIRST, MEASURE_FIRST
from bot.ask.outcome import Result
from bot.ask.say import results as say
from bot.ask.select import Picked
from bot.ask.units import TIMES
from bot.ask.words import TIMES_UNITS


def apply(bench: Bench) -> Result | None:
    if not bench.wants(Cue.RATIO) or (bench.indicator.unit or "").lower() in TIMES_UNITS:
        return None
    if side_codes(bench):
        pair = sides(bench)
        if pair is None:
            return None
        one, other = pair
        return result(bench, other, one) if _names_the_measure_first(bench) else result(bench, one, other)
    if not (bench.statuses or bench.reading.times or bench.reading.names("period") or bench.wants(*CHANGE)):
        return None
    start, end = ends(bench, bench.reading.single)
    return result(bench, end, start)


def _names_the_measure_first(bench: Bench) -> bool:
    """Whether both sides follow the "as": in "how many times as high as A was B" it is B that is measured in A."""
    if EACH_FIRST.match(bench.query.sentence.joined):
        return True
    match = MEASURE_FIRST.search(bench.query.sentence.joined)
    several = bench.reading.several
    if match is None or several is None:
        return False
    words = named_codes(bench.lexicon, bench.shelf, bench.query).get(several[0], 0)
    return not words & bench.query.sentence.mask(0, match.end())


def result(bench: Bench, over: Picked, under: Picked) -> Result:
    bench.rest_on([over, under])
    unit = same_unit(bench, [over.figure, under.figure])
    value = quotient(over.figure, under.figure)
    style, prose = bench.prose.style, bench.prose
    return Result(
        "ratio",
        say.ratio(prose, over.figure, under.figure, unit, f"{style.number(value)} times"),
        value,
        TIMES,
        (over, under),
        prose.qualified([over.figure.qualifier, under.figure.qualifier]),
        f"{style.number(over.figure.value)} ÷ {style.number(under.figure.value)} = {style.number(value)}",
    )
