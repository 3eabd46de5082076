"""The last stop before a lookup: a question that asks for an operation must not be answered with a bare figure."""

from __future__ import annotations

from dataclasses import replace

from bot.ask.compute.bench import Bench
from bot.ask.compute.rate import wanted
from bot.ask.grammar.cue import Cue
from bot.ask.lengths import length_of
from bot.ask.outcome import Choice, Result, Stop
from bot.ask.select import figures_of

_ASKS_FOR = {
    Cue.MORE: "a comparison",
    Cue.LESS: "a comparison",
    Cue.GAP: "a difference",
    Cue.WIDEST: "a gap",
    Cue.NARROWEST: "a gap",
    Cue.RATIO: "a ratio",
    Cue.MEAN: "an average",
    Cue.MEDIAN: "a median",
    Cue.COMPARE: "a comparison",
    Cue.POINTS: "a change in points",
}


def apply(bench: Bench) -> Result | None:
    for cue, operation in _ASKS_FOR.items():
        if bench.wants(cue) and not _carried_by_unit(bench, cue):
            picked = bench.at(bench.reading.single)
            sentence = f"That asks for {operation}, but we hold only one figure it could be made of: "
            raise bench.lacks("a second figure", f"{sentence}{bench.held(picked)}.", picked)
    if len(bench.statuses) > 1:
        picked = bench.at(bench.reading.single, replace(bench.wish(), statuses=None))
        raise Stop(Choice("vintage", (*picked.replaces, *picked.figures)))
    _refuse_names(bench)
    _refuse_rates(bench)
    _refuse_each(bench)
    if len(bench.reading.names("period")) > 1 or (len(bench.reading.times) > 1 and not bench.query.span):
        series = bench.over_time_of(bench.reading.single)
        raise Stop(Choice("period", figures_of(series)))
    if bench.query.axis and (dimension := bench.axis_dimension()) is not None:
        noun = bench.prose.dimension(dimension)
        raise bench.lacks("which one is meant", f"Say which {noun} you mean, or ask for the highest or lowest.")
    return None


def _refuse_names(bench: Bench) -> None:
    """Who somebody is, no figure tells; who said it, its source does."""
    if bench.query.axis == ("who",) and not bench.wants(Cue.SOURCE) and not bench.reading.claimed:
        picked = bench.at(bench.reading.single)
        raise bench.lacks("a name", f"That asks who, and we hold figures, such as: {bench.held(picked)}.", picked)


def _refuse_rates(bench: Bench) -> None:
    """A yearly figure is none a month: where the question wants one, the label or the period must be of that kind."""
    noun = wanted(bench)
    if noun is None:
        return
    picked = bench.at(bench.reading.single)
    if length_of(picked.figure.period) != noun:
        raise bench.lacks_each(noun, picked)


def _refuse_each(bench: Bench) -> None:
    """A total is none for each of something: "teachers per school" asks for a figure that has that base."""
    noun = bench.per
    if noun is not None:
        raise bench.lacks_each(noun, bench.at(bench.reading.single))


def _carried_by_unit(bench: Bench, cue: Cue) -> bool:
    """Asking how many points an index in points has, or how many times of a figure in times, asks for the figure."""
    unit = (bench.indicator.unit or "").lower()
    return (cue is Cue.POINTS and "point" in unit) or (
        cue in (Cue.RATIO, Cue.MORE, Cue.LESS, Cue.COMPARE) and unit.startswith("times")
    )
