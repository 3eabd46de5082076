"""Which figures make a chart, and of what kind: one series over time, groups side by side, or a few series together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from bot.answer import CitedFigure
from bot.ask.units import is_share_like
from bot.periods import Period

Kind = Literal["bar", "line"]

_FEWEST = 3
_FEWEST_ON_A_LINE = 5
_MOST_BARS = 24
_MOST_LINES = 4
"""No more can be told apart."""
_COMPARING = ("comparison", "highest", "lowest")
"""How the operations end that set two groups side by side."""
_LIKE = Decimal("1.2")
"""Months, quarters and years differ by less than this in their length."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Figures in the order of the chart. `by` is the dimension that tells them apart; `timed`: periods do."""

    kind: Kind
    figures: tuple[CitedFigure, ...]
    by: str | None
    timed: bool


def layout_of(figures: Sequence[CitedFigure], operation: str) -> Layout | None:
    """The layout of figures of one indicator in one unit; None where they are no chart.

    It takes three figures; two groups are enough for an operation that compares them.
    """
    if len({(figure.indicator, (figure.unit or "").lower()) for figure in figures}) != 1:
        return None
    varying = _varying(figures)
    if not varying:
        return _over_time(figures)
    if len(varying) > 1:
        return None
    return _groups(figures, varying[0], operation.endswith(_COMPARING)) or _lines(figures, varying[0])


def _varying(figures: Sequence[CitedFigure]) -> list[str]:
    """The dimensions in which the figures differ; having none of its codes is a difference too."""
    dimensions = {dimension: None for figure in figures for dimension, _ in figure.dimensions}
    return [
        dimension for dimension in dimensions if len({dict(figure.dimensions).get(dimension) for figure in figures}) > 1
    ]


def _over_time(figures: Sequence[CitedFigure]) -> Layout | None:
    """One series: a line where its periods follow each other evenly, else bars."""
    periods = _succession(figures)
    if periods is None or len(periods) < _FEWEST:
        return None
    ordered = tuple(sorted(figures, key=lambda figure: periods.index(Period(figure.period))))
    if len(periods) >= _FEWEST_ON_A_LINE and _even(periods):
        return Layout("line", ordered, None, timed=True)
    return Layout("bar", ordered, None, timed=True) if len(periods) <= _MOST_BARS else None


def _groups(figures: Sequence[CitedFigure], by: str, comparing: bool) -> Layout | None:
    """Groups in one period, in the answer's order."""
    names = {dict(figure.dimensions).get(by) for figure in figures}
    if len({figure.period for figure in figures}) > 1 or len(names) < len(figures):
        return None
    enough = 2 if comparing else _FEWEST
    return Layout("bar", tuple(figures), by, timed=False) if enough <= len(figures) <= _MOST_BARS else None


def _lines(figures: Sequence[CitedFigure], by: str) -> Layout | None:
    """A few groups over the same even periods: a line each."""
    groups: dict[str | None, list[CitedFigure]] = {}
    for figure in figures:
        groups.setdefault(dict(figure.dimensions).get(by), []).append(figure)
    successions = [_succession(group) for group in groups.values()]
    periods = successions[0]
    if periods is None or any(other != periods for other in successions):
        return None
    if len(periods) < _FEWEST or len(groups) > _MOST_LINES or not _even(periods):
        return None
    ordered = [sorted(group, key=lambda figure: periods.index(Period(figure.period))) for group in groups.values()]
    return Layout("line", tuple(figure for group in ordered for figure in group), by, timed=True)


def _succession(figures: Sequence[CitedFigure]) -> list[Period] | None:
    """The periods, oldest first. None where they are open, repeated or overlapping, or where counts of longer periods
    would stand beside those of shorter ones."""
    periods = [Period(figure.period) for figure in figures]
    lengths = [period.days or 0 for period in periods]
    if min(lengths) < 1:
        return None
    if max(lengths) > min(lengths) * _LIKE and not is_share_like(figures[0].unit or ""):
        return None
    periods.sort(key=lambda period: period.start or date.max)
    apart = all(one.end and other.start and one.end < other.start for one, other in pairwise(periods))
    return periods if apart else None


def _even(periods: Sequence[Period]) -> bool:
    """Whether the periods begin, or end, in equal steps of days or months."""
    starts = [period.start for period in periods if period.start]
    ends = [period.end + timedelta(days=1) for period in periods if period.end]
    return _steady(starts) or _steady(ends)


def _steady(days: Sequence[date]) -> bool:
    months = {12 * (later.year - earlier.year) + later.month - earlier.month for earlier, later in pairwise(days)}
    return len({later - earlier for earlier, later in pairwise(days)}) == 1 or (
        len(months) == 1 and len({day.day for day in days}) == 1
    )
