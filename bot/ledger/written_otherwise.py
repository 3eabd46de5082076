"""Figures of an import that the ledger holds in another scale: 0.41 thousands of dollars where 410 dollars are held.

They are the same figures, so they are not recorded beside those held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain

from sqlalchemy import Connection, select

from bot.domain import Figure
from bot.ingest.batch import Batch
from bot.ingest.rivals import strictest
from bot.ingest.spool import Portion, Spool, portions_of
from bot.ledger.claims import Claims, held_in
from bot.ledger.ids import FigureIds
from bot.ledger.vintage import measured
from bot.scales import without_scale
from bot.store import writer
from bot.store.chunks import chunks
from bot.store.tables import observation


def as_held(connection: Connection, batch: Batch, now: datetime) -> tuple[Batch, int]:
    """The batch with such figures as they are held, and how many of them say nothing that is left to record: they are
    left out of a spool, whose figures say nothing of embargoes and reviews."""
    if not writer.last_series(connection):
        return batch, 0
    claims = Claims(connection, batch)
    found = (_same(connection, portion, claims, now) for portion in portions_of(batch.figures))
    if not isinstance(batch.figures, Spool):
        same = dict(chain.from_iterable(found))
        return _renamed(batch, same) if same else (batch, 0)
    ids = FigureIds()
    for pairs in found:
        ids.add([id_ for id_, _ in pairs])
    if ids:
        batch.figures.drop_ids(ids)
    return batch, len(ids)


def _same(connection: Connection, portion: Portion, claims: Claims, now: datetime) -> Iterator[tuple[str, Figure]]:
    """The figures of a portion (ids) that are not held by their ids, each with the one that says the same."""
    series = writer.find_series(connection, dict.fromkeys(portion.common[row[1]].figure.series for row in portion.rows))
    rows = [row for row in portion.rows if portion.common[row[1]].figure.series in series]
    known = writer.held(connection, [row[0] for row in rows])
    fresh = [portion.figure(row) for row in rows if row[0] not in known]
    units = _units_in(connection, {series[one.series] for one in fresh})
    open_ = [one for one in fresh if _is_in_another_scale(one, units[series[one.series]], claims)]
    if not open_:
        return
    held = claims.by_claim(held_in(connection, {series[one.series] for one in open_}, now))
    for one in open_:
        said = claims.spelt_out(one)
        for other in held.get(claims.of(one), ()):
            if _says_the_same(said, claims.spelt_out(other)):
                yield one.id, other
                break


def _says_the_same(one: Figure, other: Figure) -> bool:
    return (measured(one), one.qualifier, one.locator) == (measured(other), other.qualifier, other.locator)


def _is_in_another_scale(figure: Figure, units: set[str | None], claims: Claims) -> bool:
    """Whether one of the units is the figure's, but written otherwise."""
    own = figure.unit or claims.unit_of(figure.indicator)
    of_indicator = claims.unit_of(figure.indicator)
    return any(unit != figure.unit and without_scale(unit or of_indicator) == without_scale(own) for unit in units)


def _units_in(connection: Connection, series: set[int]) -> dict[int, set[str | None]]:
    """The units of the figures of each of these series."""
    found: dict[int, set[str | None]] = {number: set() for number in series}
    for part in chunks(sorted(series)):
        query = select(observation.c.series_id, observation.c.unit).where(observation.c.series_id.in_(part)).distinct()
        for number, unit in connection.execute(query):
            found[number].add(unit)
    return found


def _renamed(batch: Batch, same: Mapping[str, Figure]) -> tuple[Batch, int]:
    """The batch, in which the figures with these ids are written as the others; with what it says of embargoes and
    reviews, of figures that it has twice the strictest."""
    figures: dict[str, Figure] = {}
    for said in batch.figures:
        held = same.get(said.id)
        one = said if held is None else replace(held, embargo_until=said.embargo_until, review=said.review)
        figures[one.id] = strictest(figures[one.id], one) if one.id in figures else one
    ids = {id_: held.id for id_, held in same.items()}
    lines = {
        (name, ids.get(id_, id_) if name == "figures" else id_): place for (name, id_), place in batch.lines.items()
    }
    published = frozenset(ids.get(id_, id_) for id_ in batch.said_published)
    found = replace(batch, figures=tuple(figures.values()), lines=lines, said_published=published)
    return found, len(batch.figures) - len(figures)
