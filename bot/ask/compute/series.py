"""Trend and comparison: several figures of one indicator side by side, over time or over codes. Nothing is mixed: one
unit, one vintage each. The value of a trend is its last figure, that of a comparison of two their difference."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.arithmetic import same_unit
from bot.ask.compute.bench import Bench
from bot.ask.compute.difference import result as difference
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Choice, Result, Stop
from bot.ask.say.amounts import amount, valued
from bot.ask.say.sides import capital, ends, listed, shared, subject
from bot.ask.select import Picked, figures_of
from bot.ask.units import difference_unit


def trend(bench: Bench) -> Result | None:
    if not bench.wants(Cue.TREND) or bench.reading.several is not None:
        return None
    series = bench.over_time(bench.reading.single)
    if len(series) < 2:
        return None
    first, last = series[0].figure, series[-1].figure
    unit = same_unit(bench, [one.figure for one in series])
    style, prose = bench.prose.style, bench.prose
    step = last.value - first.value
    course = (
        "ended where it began"
        if step == 0
        else f"{'rose' if step > 0 else 'fell'} by {amount(prose, last, abs(step), difference_unit(unit))}"
    )
    figures = [one.figure for one in series]
    values = [f"{style.span(figure.period)} {valued(prose, figure, unit, figures)}" for figure in figures]
    listed = "; ".join(ends(values))
    sentence = f"{capital(subject(prose, last))} {course} over the {len(series)} periods held: {listed}."
    return Result("trend", sentence, last.value, unit, tuple(series), last.qualifier)


def compare(bench: Bench) -> Result | None:
    """Codes named together, or all codes of a dimension that a breakdown is asked by."""
    several, single = bench.reading.several, bench.reading.single
    if several is not None:
        dimension, codes = several
        cells = [{**single, dimension: code} for code in codes]
        sides = bench.together(cells) if bench.wants(Cue.COMPARE) else [bench.at(bound) for bound in cells]
        picked = dict(zip(codes, sides, strict=True))
    elif bench.wants(Cue.COMPARE) and bench.axis_dimension() is not None:
        dimension = bench.axis_dimension() or ""
        picked = bench.along(dimension, single)
    else:
        return None
    if not bench.wants(Cue.COMPARE):
        raise Stop(Choice(bench.prose.dimension(dimension), figures_of(picked.values())))
    if len(picked) == 2:
        one, other = picked.values()
        return replace(difference(bench, one, other), operation="comparison")
    return _list(bench, dimension, picked)


def _list(bench: Bench, dimension: str, picked: dict[str, Picked]) -> Result:
    figures = [one.figure for one in picked.values()]
    unit = same_unit(bench, figures)
    names = [bench.prose.code(dimension, code) for code in picked]
    values = [valued(bench.prose, figure, unit, figures) for figure in figures]
    told = listed(bench.prose, [f"{name} {value}" for name, value in zip(names, values, strict=True)])
    sentence = f"{capital(shared(bench.prose, figures))}{bench.prose.tail(figures[0])}: {told}."
    return Result("comparison", sentence, None, unit, tuple(picked.values()))
