"""Figures that are put together: for one period, in one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.ask.evaluate.held import Held
from bot.ask.lengths import length_of
from bot.ask.meaning import Selection
from bot.ask.outcome import Stop
from bot.ask.prove.quantities import kinds_in
from bot.ask.say import lacking
from bot.ask.select import Picked
from bot.ask.units import POINTS, is_percent, is_points
from bot.domain import Figure
from bot.periods import Period

_NEVER_ADDED = frozenset(("density", "index", "median", "mean", "relative"))
"""Kinds of quantity (`bot.ask.prove.quantities`)."""

_UNSAID = 99
"""The rank of what is said of no status: that which stands last."""


def unit_of(ledger: Held, figure: Figure) -> str | None:
    """The unit of a figure: its own, its indicator's, or per cent where a column of its table says so."""
    known = figure.unit or ledger.catalogue.indicators[figure.indicator].unit
    if known is not None:
        return known
    labels = [ledger.prose.code(*pair) for pair in figure.dimensions]
    if any(is_points(label) for label in labels):
        return POINTS
    return "percent" if any(is_percent(label.split(" ")[0]) for label in labels) else None


def same_unit(ledger: Held, figures: Sequence[Figure]) -> str | None:
    """The one unit of all these figures. Raises Stop where they have several, or where the columns of their table say
    that they are of several kinds, as an index and its growth: then they cannot be combined."""
    units = {(unit or "").lower(): unit for unit in (unit_of(ledger, figure) for figure in figures)}
    if len(units) > 1:
        raise Stop(lacking.one_unit(ledger.prose, list(units.values()), figures))
    if len({_kinds_of_codes(ledger, figure) for figure in figures}) > 1:
        raise Stop(lacking.one_kind(ledger.prose, figures))
    return next(iter(units.values()))


def _kinds_of_codes(ledger: Held, figure: Figure) -> frozenset[str]:
    return frozenset(kind for pair_ in figure.dimensions for kind in kinds_in(ledger.prose.code(*pair_)))


def can_be_added(ledger: Held, figure: Figure) -> bool:
    """Whether nothing says that a figure is of a kind that no sum is made of: an index, a rate, a median."""
    kinds = kinds_in(ledger.prose.label(figure.indicator)) | _kinds_of_codes(ledger, figure)
    return kinds.isdisjoint(_NEVER_ADDED)


def pair(ledger: Held, one: Selection, other: Selection) -> tuple[Picked, Picked]:
    """Two figures that can be compared: of two series for one period, of one series for times equally long. Raises
    Stop where they are one and the same, or cannot."""
    rows = [ledger.row(one), ledger.row(other)]
    ledger.figures(rows)
    if rows[0].id == rows[1].id:
        first, second = _of_one_series(ledger, one, other)
        lengths = {length_of(found.figure.period) for found in (first, second)}
        if len(lengths) > 1:
            raise Stop(lacking.equal_times(ledger.prose, [first.figure, second.figure]))
    else:
        first, second = for_one_period(ledger, [one, other])
    if first.figure.id == second.figure.id:
        raise Stop(lacking.another(first.figures, ledger.prose.short(*first.figures)))
    return first, second


def _of_one_series(ledger: Held, one: Selection, other: Selection) -> tuple[Picked, Picked]:
    """Where no period is named but statuses are, both are for the period that has the earlier of them."""
    if one.period is None and other.period is None and one.statuses != other.statuses:
        first_comes_first = _rank(one) <= _rank(other)
        early, late = (one, other) if first_comes_first else (other, one)
        before = ledger.at(early)
        after = ledger.at(late, before.figure.period)
        return (before, after) if first_comes_first else (after, before)
    return ledger.at(one), ledger.at(other)


def _rank(of: Selection) -> int:
    return min((status.rank for status in of.statuses), default=_UNSAID)


def for_one_period(ledger: Held, each: Sequence[Selection]) -> list[Picked]:
    """The figures of several series for one period: the one that is named, or the last that all of them have. Raises
    Stop where two are named, or none is common."""
    ledger.figures([ledger.row(of) for of in each])
    named = list(dict.fromkeys(of.period for of in each if of.period is not None))
    if len(named) > 1:
        raise Stop(lacking.one_period(ledger.prose, [ledger.at(of).figure for of in each]))
    if named:
        return _alike(ledger, [ledger.at(of, named[0]) for of in each])
    rests = ledger.afresh()
    found = [rests.at(of) for of in each]
    if len({one.figure.period for one in found}) > 1:
        common = last_common([ledger.by_period(of) for of in each])
        if common is None:
            raise Stop(lacking.one_period(ledger.prose, [one.figure for one in found]))
        found = [replace_at(ledger, of, common) for of in each]
    ledger.rest_on(found)
    return found


def replace_at(ledger: Held, of: Selection, period: Period) -> Picked:
    return ledger.at(replace(of, period=period))


def last_common(held: Sequence[dict[Period, Picked]]) -> Period | None:
    """The last period that all of some series have."""
    common = set.intersection(*(set(series) for series in held))
    return max(common, key=lateness, default=None)


def lateness(period: Period) -> tuple[date, int]:
    """Later ends come later; of two that end together, the longer."""
    return period.end or date.max, period.days or 0


def _alike(ledger: Held, found: list[Picked]) -> list[Picked]:
    """A stretch that is named may hold a different time for each of them."""
    if len({one.figure.period for one in found}) > 1:
        raise Stop(lacking.one_period(ledger.prose, [one.figure for one in found]))
    return found
