"""The one place that every read of the ledger goes through: it takes the time and the reader's rights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Engine, Integer, Select, bindparam, func, select, tuple_

from bot.domain import Catalogue, Figure, Review, SeriesKey
from bot.errors import UnknownFigure
from bot.store.catalogue import load_catalogue
from bot.store.engine import reading, snapshot
from bot.store.figures import SelectFigures, figures_from, figures_of_series, select_figures, select_figures_of_series
from bot.store.tables import ledger, observation, series
from bot.store.types import UtcDateTime
from bot.store.visibility import PUBLIC, Rights, Visibility


class SeriesRow(NamedTuple):
    """A series and the number that the database, and the search index, know it by."""

    id: int
    key: SeriesKey


@dataclass(frozen=True, slots=True)
class _Statements:
    """The queries of every question. To build them takes longer than to run them: they are built once."""

    figures: SelectFigures
    series_of: Select[int, str]
    series_after: Select[int, str]


_REVISION = "SELECT revision FROM ledger"
"""Plain SQL, as it is asked before every answer: compiling it would cost more than running it."""


@lru_cache(maxsize=8)
def _statements(rights: Rights) -> _Statements:
    visibility = Visibility(bindparam("now", type_=UtcDateTime), rights)
    all_series = select(series.c.id, series.c.key).order_by(series.c.id)
    seen = all_series.where(series.c.id.not_in(visibility.hidden_series()))
    return _Statements(
        figures=select_figures_of_series(visibility.shown()),
        series_of=seen.where(series.c.indicator == bindparam("indicator")),
        series_after=seen.where(series.c.id > bindparam("after")).limit(bindparam("limit", type_=Integer)),
    )


class Reader:
    """Reads of a ledger at a time (with its zone): published figures whose embargo has lifted by then, unless the
    rights say more. Every method reads the database anew and raises StoreUnavailable when it cannot."""

    def __init__(self, engine: Engine, now: datetime, rights: Rights = PUBLIC) -> None:
        self._engine = engine
        self._now = now
        self._visibility = Visibility(now, rights)
        self._statements = _statements(rights)
        self._connection: Connection | None = None

    @contextmanager
    def session(self) -> Iterator[Self]:
        """Within the block queries share one connection: to take one and give it back costs more than a query. Each
        still sees the database as it is then. Raises StoreUnavailable where there is no connection to be had."""
        with reading(self._engine) as self._connection:
            try:
                yield self
            finally:
                self._connection = None

    def revision(self) -> int:
        """How many transactions have published something. Embargoes that lift do not count: see `next_embargo`."""
        with self._reading() as connection:
            revision: int = connection.exec_driver_sql(_REVISION).scalar_one()
            return revision

    def language(self) -> str | None:
        """The language of the ledger's words as its imports gave it: a BCP 47 tag."""
        with self._reading() as connection:
            language: str | None = connection.execute(select(ledger.c.language)).scalar_one()
            return language

    def next_embargo(self) -> datetime | None:
        """When this reader will next see more without anything being published: what was read is good until then."""
        with self._reading() as connection:
            lifts = select(func.min(observation.c.embargo_until)).where(self._visibility.withheld())
            at: datetime | None = connection.execute(
                lifts.where(observation.c.review == Review.PUBLISHED.value, observation.c.embargo_until > self._now)
            ).scalar_one()
            return at

    def catalogue(self) -> Catalogue:
        """All concepts, sources and key dates. It is read whole: keep it until `revision` or `next_embargo` passes.

        A concept, source or base that only withheld figures use is left out, since its name would tell of them.
        """
        with snapshot(self._engine) as connection:
            return load_catalogue(connection, self._visibility.hidden(connection))

    def series_count(self) -> int:
        with self._reading() as connection:
            query = select(func.count()).select_from(series).where(self._has_figures())
            return connection.execute(query).scalar_one()

    def series_of(self, indicator: str) -> list[SeriesRow]:
        """The series of one indicator, by id; none if there is no such indicator."""
        return self._series(self._statements.series_of, indicator=indicator)

    def all_series(self, after_id: int = 0, limit: int = 50_000) -> list[SeriesRow]:
        """A page of all series, by id, after the given one; an empty page is the end."""
        return self._series(self._statements.series_after, after=after_id, limit=limit)

    def figures(self, series_ids: Sequence[int]) -> list[Figure]:
        """All vintages and rivals of these series, by series, period and publication date (unknown first)."""
        with self._reading() as connection:
            return figures_of_series(connection, self._statements.figures, series_ids, self._now)

    def figure(self, id_: str) -> Figure:
        """Raises UnknownFigure if there is none with this id, or the reader may not see it."""
        with self._reading() as connection:
            query = select_figures(observation.c.id == id_.strip().lower(), self._visibility.shown())
            rows = connection.execute(query).all()
        if not rows:
            raise UnknownFigure(f"There is no figure “{id_}” in the ledger; `factdesk figures` lists those there are.")
        return figures_from(rows)[0]

    def figures_page(
        self, indicator: str | None = None, after: str | None = None, limit: int | None = None
    ) -> list[Figure]:
        """Figures by series, period and id, of one indicator or of all, beginning after the figure with the given id.

        Raises UnknownFigure if that one does not exist.
        """
        place = (observation.c.series_id, observation.c.period, observation.c.id)
        query = select_figures(self._visibility.shown()).order_by(*place).limit(limit)
        if indicator is not None:
            query = query.where(series.c.indicator == indicator)
        with snapshot(self._engine) as connection:
            if after is not None:
                query = query.where(tuple_(*place) > tuple_(*self._place_of(connection, after)))
            return figures_from(connection.execute(query).all())

    def _reading(self) -> AbstractContextManager[Connection]:
        return reading(self._engine) if self._connection is None else nullcontext(self._connection)

    def _has_figures(self) -> Any:
        return series.c.id.not_in(self._visibility.hidden_series())

    def _series(self, query: Select[int, str], **values: object) -> list[SeriesRow]:
        with self._reading() as connection:
            found = connection.execute(query, {"now": self._now, **values})
            return [SeriesRow(id_, SeriesKey.parse(key)) for id_, key in found]

    def _place_of(self, connection: Connection, id_: str) -> tuple[int, str, str]:
        place = select(observation.c.series_id, observation.c.period, observation.c.id)
        row = connection.execute(place.where(observation.c.id == id_, self._visibility.shown())).one_or_none()
        if row is None:
            raise UnknownFigure(f"There is no figure “{id_}” to go on from; begin again with the first page.")
        return row.series_id, row.period, row.id
