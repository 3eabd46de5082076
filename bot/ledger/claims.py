"""What figures of an import and of the ledger claim to be figures of, however they are written down.

A figure without a date has its source's, and one without a unit its indicator's; the scale of a unit says nothing of
what is claimed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from bot.domain import Figure, Review
from bot.ingest.batch import Batch
from bot.ledger.vintage import Kind, kind_of
from bot.periods import PartialDate
from bot.store import tables
from bot.store.figures import figures_of_series
from bot.store.visibility import EVERYTHING


class Claim(NamedTuple):
    """What two figures share of which one must be wrong if their values differ."""

    kind: Kind
    status: str
    source: str | None
    published_on: PartialDate | None


class Claims:
    """Reads what figures claim, by what a batch says of sources and indicators, or else the ledger."""

    def __init__(self, connection: Connection, batch: Batch) -> None:
        source, indicator = tables.source.c, tables.indicator.c
        dates = {
            id_: PartialDate(day) if day else None
            for id_, day in connection.execute(select(source.id, source.published_on))
        }
        self.known_sources = frozenset(one.id for one in batch.sources if one.id in dates)
        self._dates = dates | {one.id: one.published_on for one in batch.sources if one.published_on is not None}
        units = {row.id: row.unit for row in connection.execute(select(indicator.id, indicator.unit))}
        self._units = units | {one.id: one.unit for one in batch.indicators if one.unit is not None}

    def spelt_out(self, figure: Figure) -> Figure:
        """With the date and the unit that it has from elsewhere."""
        if figure.unit is not None and figure.published_on is not None:
            return figure
        published_on = figure.published_on or self._dates.get(figure.source or "")
        return replace(figure, published_on=published_on, unit=figure.unit or self.unit_of(figure.indicator))

    def unit_of(self, indicator: str) -> str | None:
        """The unit of figures of an indicator that have none of their own."""
        return self._units.get(indicator)

    def of(self, figure: Figure) -> Claim:
        one = self.spelt_out(figure)
        return Claim(kind_of(one), one.status, one.source, one.published_on)

    def by_claim(self, figures: Iterable[Figure]) -> dict[Claim, list[Figure]]:
        found: dict[Claim, list[Figure]] = defaultdict(list)
        for one in figures:
            found[self.of(one)].append(one)
        return dict(found)


def held_in(connection: Connection, series: Iterable[int], now: datetime) -> Iterator[Figure]:
    """The figures of these series that were not corrected, withdrawn or rejected."""
    cursor = connection.connection.cursor()
    for figure in figures_of_series(cursor, connection.dialect, EVERYTHING, series, now):
        if figure.review in (Review.PUBLISHED, Review.DRAFT):
            yield figure
