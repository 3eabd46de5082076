"""Exact arithmetic over figures, with its unit rules.

Difference of two per cents: percentage points. Difference of two of any other unit: that unit. Two different units are
never mixed. Results carry the scale of their least precise input; a quotient gets three significant figures.
"""

from __future__ import annotations

from decimal import Decimal

from bot.ask.compute.bench import Bench
from bot.ask.evaluate.numbers import significant
from bot.ask.grammar.moves import PERCENT_OF_CHANGE
from bot.ask.outcome import Missing, Stop
from bot.ask.style import decimals, rounded
from bot.ask.units import is_percent
from bot.domain import Figure


def unit_of(bench: Bench, figure: Figure) -> str | None:
    return figure.unit or bench.catalogue.indicators[figure.indicator].unit


def wants_percent_of(bench: Bench, figure: Figure) -> bool:
    """Whether a change or difference is wanted in per cent. For a share, only where per cent is said of that itself."""
    if not bench.query.wants_percent:
        return False
    return not is_percent(unit_of(bench, figure)) or bool(PERCENT_OF_CHANGE.search(bench.query.sentence.joined))


def same_unit(bench: Bench, figures: list[Figure]) -> str | None:
    """The one unit of all these figures. Raises Stop where they have several, for then they cannot be combined."""
    units = {(unit_of(bench, figure) or "").lower(): unit_of(bench, figure) for figure in figures}
    if len(units) > 1:
        names = bench.prose.list_of([unit or "no unit" for unit in units.values()])
        raise Stop(
            Missing("figures in one unit", f"Those figures cannot be combined: they are in {names}.", tuple(figures))
        )
    return next(iter(units.values()))


def not_a_count(bench: Bench, figures: list[Figure]) -> None:
    """Raises Stop where people or things are to be counted, and all that is held are shares."""
    if bench.query.counts_things and is_percent(unit_of(bench, figures[0])):
        held = "; ".join(bench.prose.short(figure) for figure in figures)
        raise Stop(Missing("the counts", f"We hold shares, not counts, to answer that: {held}.", tuple(figures)))


def difference(high: Figure, low: Figure) -> Decimal:
    """High − low, written to the coarser scale of the two where both have decimals, else to the finer."""
    return high.value - low.value


def percent_change(start: Figure, end: Figure) -> Decimal:
    """Change from start to end in per cent of start, to one decimal. Raises Stop where start is zero."""
    if start.value == 0:
        raise Stop(Missing("a base above zero", "A percentage change from zero has no value.", (start, end)))
    return rounded((end.value - start.value) / abs(start.value) * 100, 1)


def quotient(over: Figure, under: Figure) -> Decimal:
    """Over ÷ under to three significant figures. Raises Stop where under is zero."""
    if under.value == 0:
        raise Stop(Missing("a base above zero", "A ratio to zero has no value.", (over, under)))
    if under.value < 0 or over.value < 0:
        raise Stop(Missing("figures above zero", "A ratio of figures below zero says nothing.", (over, under)))
    return significant(over.value / under.value)


def median(figures: list[Figure]) -> Decimal:
    ordered = sorted(figure.value for figure in figures)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    places = max(decimals(value) for value in ordered) + 1
    return rounded((ordered[middle - 1] + ordered[middle]) / 2, places)
