"""What an import changes about figures that are held by describing anew what they refer to.

A figure without a date of its own has its source's, which says what supersedes what; one without a unit has its
indicator's. Both change answers, so both are written down, though no figure came.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain import Figure
from bot.ingest.batch import Batch
from bot.ledger.vintage import Kind, vintages
from bot.store.chunks import chunks
from bot.store.figure_changes import FigureChange, LoggedChange, log
from bot.store.figures import figures_of_series
from bot.store.tables import indicator, observation, series, source
from bot.store.visibility import DESK

_Stands = Mapping[Kind, tuple[Figure, ...]]
"""The figures that stand, of each kind: one, or rivals."""


@dataclass(frozen=True, slots=True)
class Before:
    """What stood, in the `series` whose figures have their date from a source that gets another one; and the `units`
    (as they were, and will be) of the indicators that get another one."""

    series: tuple[int, ...]
    stood: _Stands
    units: Mapping[str, tuple[str | None, str]]


def before(connection: Connection, batch: Batch, now: datetime) -> Before:
    """Of an import that is not written yet."""
    dates = {row.id: row.published_on for row in connection.execute(select(source.c.id, source.c.published_on))}
    moved = [
        one.id
        for one in batch.sources
        if one.published_on is not None and dates.get(one.id, one.published_on.iso) != one.published_on.iso
    ]
    units = {row.id: row.unit for row in connection.execute(select(indicator.c.id, indicator.c.unit))}
    changed = {
        one.id: (units[one.id], one.unit)
        for one in batch.indicators
        if one.unit is not None and one.id in units and units[one.id] != one.unit
    }
    dated = select(observation.c.series_id).where(observation.c.published_on.is_(None)).distinct()
    found = {id_ for part in chunks(moved) for id_ in connection.scalars(dated.where(observation.c.source.in_(part)))}
    return Before(tuple(sorted(found)), _stands(connection, tuple(found), now), changed)


def write_down(connection: Connection, was: Before, new: Container[str], by: str, now: datetime) -> None:
    """Log what became of figures held before; what `new` ones (ids) do is logged with them."""
    changes = [*_of_units(connection, was, new, by, now)]
    after = _stands(connection, was.series, now)
    for kind, stood in was.stood.items():
        stands = after.get(kind, ())
        if stands and not any(one.id in new for one in stands):
            changes += _of_dates(stood, stands, by, now)
    log(connection, changes)


def _stands(connection: Connection, numbers: tuple[int, ...], now: datetime) -> _Stands:
    if not numbers:
        return {}
    figures = figures_of_series(connection.connection.cursor(), connection.dialect, DESK, numbers, now)
    return {kind: chain[-1].rivals for kind, chain in vintages(figures).items()}


def _of_dates(stood: tuple[Figure, ...], stands: tuple[Figure, ...], by: str, now: datetime) -> Iterator[LoggedChange]:
    ids, why = {one.id for one in stood}, "a source was given another date of publication"
    for old in stood:
        if all(one.id != old.id for one in stands):
            yield LoggedChange(old.id, FigureChange.SUPERSEDED, by, now, stands[0].id, why=why)
        else:
            rivals = (one for one in stands if one.id not in ids)
            yield from (LoggedChange(old.id, FigureChange.DISPUTED, by, now, one.id, why=why) for one in rivals)


def _of_units(
    connection: Connection, was: Before, new: Container[str], by: str, now: datetime
) -> Iterator[LoggedChange]:
    for id_, (unit, after) in was.units.items():
        without = (series.c.indicator == id_, observation.c.unit.is_(None))
        query = select(observation.c.id).join(series).where(*without).order_by(observation.c.id)
        why = f"the unit of its indicator was {unit or 'not recorded'}, and is {after}"
        for figure in connection.scalars(query):
            if figure not in new:
                yield LoggedChange(figure, FigureChange.REDESCRIBED, by, now, why=why)
