"""Sum, mean and median over the codes named, or over the periods of one series.

Only figures of one unit are added. Shares of one base and period add up; shares of different periods do not, nor do
their means weigh the periods by size, which the answer says.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bot.ask.compute.arithmetic import median, same_unit
from bot.ask.compute.bench import Bench
from bot.ask.evaluate.numbers import mean_of
from bot.ask.grammar.cue import Cue
from bot.ask.outcome import Missing, Result, Stop
from bot.ask.query import TimeWords
from bot.ask.say import results as say
from bot.ask.say.amounts import amount
from bot.ask.select import Picked
from bot.ask.text import stem, tokenize
from bot.ask.units import is_percent, is_share_like
from bot.ask.words import TOTAL_WORDS
from bot.domain import Figure

_LISTED = re.compile(r"^ (?:and|plus) ")
_BETWEEN = re.compile(r"(?<!\S)(?:between|from)(?: \w+)? $")
_OPERATIONS = ((Cue.MEDIAN, "median"), (Cue.MEAN, "mean"), (Cue.SUM, "sum"))


def apply(bench: Bench) -> Result | None:
    operation = next((name for cue, name in _OPERATIONS if bench.wants(cue)), None)
    if operation is None and bench.query.axis == () and TOTAL_WORDS & set(bench.query.stems) and _whole(bench):
        operation = "sum"
    if operation is None and bench.query.span and "total" in bench.query.stems and not _is_called_total(bench):
        operation = "sum"
    if operation is None:
        return None
    terms = _terms(bench, operation)
    if terms is None:
        return None
    if len(terms) < 2:
        raise bench.lacks("more than one figure", "We hold only one figure of that kind.", *terms)
    return total_of(bench, operation, terms)


def _terms(bench: Bench, operation: str) -> list[Picked] | None:
    several, single = bench.reading.several, bench.reading.single
    if several is not None:
        named, codes = several
        return bench.together([{**single, named: code} for code in codes])
    moments = _moments(bench)
    if moments:
        return [bench.at(single, replace(bench.wish(), when=time.when)) for time in moments]
    dimension = bench.axis_dimension()
    if dimension is not None and operation != "sum":
        return list(bench.along(dimension, single).values())
    if bench.per is not None:
        return _each(bench, bench.per)
    whole = _whole(bench) if operation == "sum" else None
    if whole is not None:
        return list(bench.along(whole, single).values())
    if operation == "sum" and not bench.reading.times and not bench.reading.names("period"):
        return None
    return bench.over_time(single)


def _moments(bench: Bench) -> tuple[TimeWords, ...]:
    """The times that are listed one by one ("March, May and June"); none where two are the ends of a stretch."""
    times, joined = bench.reading.times, bench.query.sentence.joined
    if len(times) < 2 or (len(times) == 2 and bench.query.span and not _LISTED.search(joined[times[0].when.end :])):
        return ()
    return () if _BETWEEN.search(joined[: times[0].when.start]) else times


def _is_called_total(bench: Bench) -> bool:
    """Whether "total" is part of what the figures are called: the change of “Employed total” is no sum of it."""
    return "total" in {stem(token.norm) for token in tokenize(bench.indicator.label)}


def _whole(bench: Bench) -> str | None:
    """The one dimension that is left open, where its codes are counts that make up a whole."""
    free = bench.free_dimensions()
    if len(free) != 1 or bench.reading.bound or is_share_like(bench.indicator.unit or ""):
        return None
    return free[0] if bench.catalogue.dimensions[free[0]].whole else None


def _each(bench: Bench, noun: str) -> list[Picked]:
    """The figures of "per suburb", where that is a dimension. Raises Stop where it is none."""
    for dimension in bench.shelf.codes:
        if stem(noun) in bench.lexicon.dimension_words.get(dimension, frozenset()):
            return list(bench.along(dimension, bench.reading.single).values())
    raise Stop(Missing(f"a figure for each {noun}", f"We hold no figure for each {noun}."))


def total_of(bench: Bench, operation: str, terms: list[Picked]) -> Result:
    """The sum, mean or median of these figures. Raises Stop where they do not add up."""
    figures = [one.figure for one in terms]
    unit = same_unit(bench, figures)
    one_period = len({figure.period for figure in figures}) == 1
    if operation == "sum" and is_percent(unit) and not one_period:
        raise Stop(Missing("one base for that sum", "Shares of different periods cannot be added up.", tuple(figures)))
    if operation == "sum" and is_percent(unit) and not _parts_of_a_whole(bench, figures):
        raise Stop(
            Missing(
                "one base for that sum", "Those shares are of different bases, so they do not add up.", tuple(figures)
            )
        )
    value = _value(operation, figures)
    style, prose = bench.prose.style, bench.prose
    kind = {"sum": "total", "mean": "average", "median": "median"}[operation]
    sentence = say.total(prose, kind, figures, amount(prose, figures[0], value, unit))
    numbers = [style.number(figure.value) for figure in figures]
    expression = " + ".join(numbers) if operation == "sum" else f"({' + '.join(numbers)}) ÷ {len(numbers)}"
    if operation == "median":
        expression = f"median of {', '.join(numbers)}"
    caveat = (
        "Each period counts the same, however many it covers." if operation == "mean" and is_percent(unit) else None
    )
    return Result(
        operation, sentence, value, unit, tuple(terms), prose.qualified([figure.qualifier for figure in figures]),
        f"{expression} = {style.number(value)}", caveats=(caveat,) if caveat else (),
    )  # fmt: skip


def _parts_of_a_whole(bench: Bench, figures: list[Figure]) -> bool:
    """Whether the figures differ only in a dimension whose codes are parts of one whole."""
    shared = set(figures[0].dimensions).intersection(*(figure.dimensions for figure in figures))
    differing = {
        dimension for figure in figures for dimension, code in figure.dimensions if (dimension, code) not in shared
    }
    dimensions = bench.catalogue.dimensions
    return all(key in dimensions and dimensions[key].whole for key in differing)


def _value(operation: str, figures: list[Figure]) -> Decimal:
    if operation == "sum":
        return sum((figure.value for figure in figures), Decimal(0))
    return mean_of(figures) if operation == "mean" else median(figures)
