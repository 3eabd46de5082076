"""Figures, from rows to the noun of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select

from bot.domain import Figure, Qualifier, Review, SeriesKey, Status
from bot.periods import PartialDate, Period
from bot.store.chunks import chunks
from bot.store.tables import observation, series, source

FigureRow = Row[*tuple[Any, ...]]
SelectFigures = Select[*tuple[Any, ...]]


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
        )
        .select_from(observation.join(series).outerjoin(source, source.c.id == columns.source))
        .where(*conditions)
    )


def select_figures_of_series(condition: ColumnElement[bool]) -> SelectFigures:
    """The query that `figures_of_series` runs. It is built once and kept: building costs more than running it."""
    return select_figures(observation.c.series_id.in_(bindparam("series_ids", expanding=True)), condition)


def figures_of_series(
    connection: Connection, query: SelectFigures, series_ids: Iterable[int], now: datetime
) -> list[Figure]:
    """By series, period and publication date, unknown dates first."""
    rows: list[FigureRow] = []
    for part in chunks(sorted(set(series_ids))):
        rows += connection.execute(query, {"series_ids": part, "now": now}).all()
    return figures_from(sorted(rows, key=_reading_order))


def _reading_order(row: FigureRow) -> tuple[str, str, str, str]:
    return row.key, row.period, row.published_on or "", row.id


def figures_from(rows: Sequence[FigureRow]) -> list[Figure]:
    keys: dict[str, SeriesKey] = {}
    return [_figure(row, keys) for row in rows]


def _figure(row: FigureRow, keys: dict[str, SeriesKey]) -> Figure:
    """`keys` holds the series read so far: many figures share one."""
    id_, key, period, value, unit, qualifier, status, universe, *rest = row
    source_id, locator, attributed_to, published_on, embargo_until, review = rest
    found = keys.get(key) or keys.setdefault(key, SeriesKey.parse(key))
    return Figure(
        id=id_,
        indicator=found.indicator,
        dimensions=found.dimensions,
        period=Period(period),
        value=value,
        unit=unit,
        qualifier=Qualifier(qualifier),
        status=Status(status),
        universe=universe,
        source=source_id,
        locator=locator,
        attributed_to=attributed_to,
        published_on=PartialDate(published_on) if published_on else None,
        embargo_until=embargo_until,
        review=Review(review),
    )
