"""Figures, from rows to the noun of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import repeat
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Integer, Select, bindparam, func, select
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.domain import Figure, Qualifier, Review, SeriesKey, Status
from bot.errors import UnknownFigure
from bot.periods import PartialDate, Period
from bot.store.chunks import chunks
from bot.store.prepared import Prepared
from bot.store.tables import observation, series, source
from bot.store.types import UtcDateTime
from bot.store.visibility import Rights, Visibility

FigureRow = Sequence[Any]
SelectFigures = Select[*tuple[Any, ...]]

# To look a word up takes a third of the time that the enumeration takes, and figures are read by the thousand.
_QUALIFIERS = {one.value: one for one in Qualifier}
_STATUSES = {one.value: one for one in Status}
_REVIEWS = {one.value: one for one in Review}
_PORTION = 4_096
"""Series in one query: a power of two."""


def select_figures(*conditions: ColumnElement[bool]) -> SelectFigures:
    """A query of the rows that `figures_from` takes. A figure without a publication date has its source's."""
    columns = observation.c
    published_on = func.coalesce(columns.published_on, source.c.published_on).label("published_on")
    return (
        select(
            columns.id,
            series.c.key,
            columns.period,
            columns.value,
            columns.unit,
            columns.qualifier,
            columns.status,
            columns.universe,
            columns.source,
            columns.locator,
            columns.attributed_to,
            published_on,
            columns.embargo_until,
            columns.review,
            columns.note,
        )
        .select_from(observation.join(series).outerjoin(source, source.c.id == columns.source))
        .where(*conditions)
    )


@lru_cache(maxsize=128)
def _select_of_series(dialect: Dialect, rights: Rights, size: int) -> Prepared:
    shown = Visibility(bindparam("now", type_=UtcDateTime), rights).shown()
    wanted = observation.c.series_id.in_([bindparam(name, type_=Integer) for name in _names(size)])
    return Prepared(select_figures(wanted, shown), dialect)


@lru_cache(maxsize=16)
def _names(size: int) -> tuple[str, ...]:
    return tuple(f"series_{place}" for place in range(size))


def figures_of_series(
    cursor: DBAPICursor, dialect: Dialect, rights: Rights, series_ids: Iterable[int], now: datetime
) -> list[Figure]:
    """The figures that a reader with these rights sees, by series, period and publication date, unknown dates first."""
    rows: list[FigureRow] = []
    for part in chunks(sorted(set(series_ids)), _PORTION):
        # Filled up with the last one to a power of two, so that few queries serve every number of series.
        size = 1 << (len(part) - 1).bit_length()
        padded = [*part, *repeat(part[-1], size - len(part))]
        ids = dict(zip(_names(size), padded, strict=True))
        rows += _select_of_series(dialect, rights, size).rows(cursor, now=now, **ids)
    return figures_from(sorted(rows, key=_reading_order))


def _reading_order(row: FigureRow) -> tuple[str, str, str, str]:
    id_, key, period, *_, published_on, _embargo_until, _review, _note = row
    return key, period, published_on or "", id_


def one_figure(connection: Connection, id_: str, *conditions: ColumnElement[bool]) -> Figure:
    """The figure with this id, if all conditions hold for it. Raises UnknownFigure."""
    rows = connection.execute(select_figures(observation.c.id == id_.strip().lower(), *conditions)).all()
    if not rows:
        raise UnknownFigure(f"There is no figure “{id_}” in the ledger; `factdesk figures` lists those there are.")
    return figures_from(rows)[0]


def same_place(figure: Figure) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Whether a figure is of the same series and period."""
    return series.c.key == str(figure.series), observation.c.period == figure.period.iso


def figures_from(rows: Sequence[FigureRow]) -> list[Figure]:
    keys: dict[str, SeriesKey] = {}
    return [_figure(row, keys) for row in rows]


def _figure(row: FigureRow, keys: dict[str, SeriesKey]) -> Figure:
    """`keys` holds the series read so far: many figures share one."""
    id_, key, period, value, unit, qualifier, status, universe, *rest = row
    source_id, locator, attributed_to, published_on, embargo_until, review, note = rest
    found = keys.get(key) or keys.setdefault(key, SeriesKey.parse(key))
    return Figure(
        id=id_,
        indicator=found.indicator,
        dimensions=found.dimensions,
        period=_period(period),
        value=value,
        unit=unit,
        qualifier=_QUALIFIERS[qualifier],
        status=_STATUSES[status],
        universe=universe,
        source=source_id,
        locator=locator,
        attributed_to=attributed_to,
        published_on=_partial_date(published_on) if published_on else None,
        embargo_until=embargo_until,
        review=_REVIEWS[review],
        note=note,
    )


# One value for one text: many figures share a date, and it works out its days once.
_period = lru_cache(maxsize=4_096)(Period)
_partial_date = lru_cache(maxsize=4_096)(PartialDate)
