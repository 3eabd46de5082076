"""Warnings about new figures that contradict figures held already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection

from bot.domain import Figure
from bot.ledger.vintage import vintages
from bot.store.figures import figures_of_series
from bot.store.visibility import DESK

_SHOWN = 10
"""How many are told one by one."""


def disputes(connection: Connection, new: frozenset[str], series_ids: Iterable[int], now: datetime) -> tuple[str, ...]:
    """A sentence for each period in which one of the `new` figures (ids) disagrees with one held before, of equal
    status and date. `series_ids` are the series that both belong to.

    Figures that disagree within one import are for its importer to tell.
    """
    # Whoever imports figures is told of those under embargo too.
    figures = figures_of_series(connection.connection.cursor(), connection.dialect, DESK, series_ids, now)
    found = [_sentence(rivals) for rivals in _rivals(figures) if _mixed(rivals, new)]
    if len(found) > _SHOWN:
        more = f"Figures of {len(found) - _SHOWN:,} more periods disagree with figures held already; all are kept."
        return (*found[:_SHOWN], more)
    return tuple(found)


def _rivals(figures: Iterable[Figure]) -> Iterator[tuple[Figure, ...]]:
    for _, members in groupby(figures, key=attrgetter("series")):
        for chain in vintages(members).values():
            yield from (vintage.rivals for vintage in chain)


def _mixed(rivals: tuple[Figure, ...], new: frozenset[str]) -> bool:
    return 0 < sum(figure.id in new for figure in rivals) < len(rivals)


def _sentence(rivals: tuple[Figure, ...]) -> str:
    first = rivals[0]
    where = f"{first.series}, {first.period}" if first.period.iso else str(first.series)
    values = ", ".join(f"{figure.value} ({figure.id})" for figure in rivals)
    return f"Figures of equal standing disagree, and all are kept: {where}: {values}."
