"""Crossing: in which of the periods held one code lay above, or below, another ("in which month did A exceed B").

Both sides are set against each other period by period, in one unit. The answer's value is the first side's figure where
there is just one such period, and none otherwise.
"""

from __future__ import annotations

from bot.ask.compute.arithmetic import same_unit
from bot.ask.compute.bench import Bench
from bot.ask.compute.difference import side_codes
from bot.ask.compute.gap import over_time
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.say.sides import shared


def apply(bench: Bench) -> Result | None:
    """None where no time is asked for, or not two sides are named. Raises Stop where no period is like that."""
    if not bench.query.asks_when or bench.reading.several is None or not bench.wants(Cue.MORE, Cue.LESS):
        return None
    if bench.wants(Cue.HIGHEST, Cue.LOWEST) or side_codes(bench) is None:
        return None
    pairs = over_time(bench)
    unit = same_unit(bench, [figure for one, other in pairs for figure in (one.figure, other.figure)])
    below = bench.wants(Cue.LESS)
    style, prose = bench.prose.style, bench.prose
    first, second = pairs[0]
    names = prose.apart(first.figure, second.figure)
    found = [
        (one, other)
        for one, other in pairs
        if (one.figure.value < other.figure.value if below else one.figure.value > other.figure.value)
    ]
    word = "below" if below else "above"
    label = shared(prose, [first.figure, second.figure])
    values = "; ".join(
        f"{style.period(one.figure.period)}: {style.number(one.figure.value)} and {style.number(other.figure.value)}"
        for one, other in pairs
    )
    if not found:
        sentence = f"In no period that we hold was {names[0]} {word} {names[1]} in {label}: {values}."
        figures = tuple(one.figure for pair in pairs for one in pair)
        raise Stop(Missing("such a period", sentence, figures, figures))
    listed = prose.list_of(
        [f"{prose.period(a.figure.period)} ({prose.value(a.figure)} against {prose.value(b.figure)})" for a, b in found]
    )
    single = found[0][0].figure if len(found) == 1 else None
    return Result(
        f"when {word}",
        f"{names[0]} was {word} {names[1]} in {label} {listed}.",
        single.value if single else None,
        unit if single else None,
        tuple(picked for pair in pairs for picked in pair),
        expression=values,
        date=single.period.iso if single else None,
    )
