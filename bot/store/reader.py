"""The one place that every read of the ledger goes through: it takes the time and the reader's rights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Dialect, Engine, Integer, Select, bindparam, func, select, tuple_, union_all
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.domain import Catalogue, Figure, Review, SeriesKey
from bot.errors import UnknownFigure
from bot.store.catalogue import load_catalogue
from bot.store.chunks import chunks
from bot.store.engine import reading, snapshot
from bot.store.figure_changes import FigureChange, Retraction, retractions
from bot.store.figures import figures_from, figures_of_series, one_figure, select_figures
from bot.store.prepared import Prepared, driving
from bot.store.tables import key_date, ledger, observation, restricted, series
from bot.store.types import UtcDateTime
from bot.store.visibility import PUBLIC, Rights, Visibility


class SeriesRow(NamedTuple):
    """A series and the number that the database, and the search index, know it by."""

    id: int
    key: SeriesKey


_REVISION = "SELECT revision FROM ledger"


@lru_cache(maxsize=32)
def _series_of(dialect: Dialect, rights: Rights) -> Prepared:
    return Prepared(_seen_series(rights).where(series.c.indicator == bindparam("indicator")), dialect)


@lru_cache(maxsize=32)
def _series_after(dialect: Dialect, rights: Rights) -> Prepared:
    query = _seen_series(rights).where(series.c.id > bindparam("after"))
    return Prepared(query.limit(bindparam("limit", type_=Integer)), dialect)


def _seen_series(rights: Rights) -> Select[int, str]:
    hidden = Visibility(bindparam("now", type_=UtcDateTime), rights).hidden_series()
    return select(series.c.id, series.c.key).where(series.c.id.not_in(hidden)).order_by(series.c.id)


class Reader:
    """Reads of a ledger at a time (with its zone): published figures whose embargo has lifted by then, unless the
    rights say more. Every method reads the database anew and raises StoreUnavailable when it cannot."""

    def __init__(self, engine: Engine, now: datetime, rights: Rights = PUBLIC) -> None:
        self._engine = engine
        self._now = now
        self._visibility = Visibility(now, rights)
        self._rights = rights
        self._cursor: DBAPICursor | None = None

    @contextmanager
    def session(self) -> Iterator[Self]:
        """Within the block the queries of a question share one connection: to take one and give it back costs more
        than a query. Each still sees the database as it is then. Raises StoreUnavailable where none can be had."""
        with driving(self._engine) as cursor:
            self._cursor = cursor
            try:
                yield self
            finally:
                self._cursor = None

    def revision(self) -> int:
        """How many transactions have published something. Embargoes that lift do not count: see `next_embargo`."""
        with self._driving() as cursor:
            cursor.execute(_REVISION)
            revision: int = cursor.fetchall()[0][0]
            return revision

    def language(self) -> str | None:
        """The language of the ledger's words as its imports gave it: a BCP 47 tag."""
        with reading(self._engine) as connection:
            language: str | None = connection.execute(select(ledger.c.language)).scalar_one()
            return language

    def next_embargo(self) -> datetime | None:
        """When this reader will next see more without anything being published: what was read is good until then."""
        figures = select(observation.c.embargo_until.label("at")).where(
            self._visibility.withheld(),
            observation.c.review == Review.PUBLISHED.value,
            observation.c.embargo_until > self._now,
        )
        dates = select(key_date.c.embargo_until.label("at")).where(~self._visibility.shown_key_dates())
        lifts = union_all(dates, figures).subquery()
        with reading(self._engine) as connection:
            at: datetime | None = connection.execute(select(func.min(lifts.c.at, type_=lifts.c.at.type))).scalar_one()
            return at

    def last_embargo(self) -> datetime | None:
        """Since when this reader has seen as much as now without anything being published; None: always."""
        figures = select(observation.c.embargo_until.label("at")).where(
            restricted,
            observation.c.review == Review.PUBLISHED.value,
            observation.c.embargo_until <= self._now,
        )
        dates = select(key_date.c.embargo_until.label("at")).where(key_date.c.embargo_until <= self._now)
        lifted = union_all(dates, figures).subquery()
        with reading(self._engine) as connection:
            query = select(func.max(lifted.c.at, type_=lifted.c.at.type))
            at: datetime | None = connection.execute(query).scalar_one()
            return at

    def catalogue(self) -> Catalogue:
        """All concepts, sources and key dates. It is read whole: keep it until `revision` or `next_embargo` passes.

        What nothing shown uses is left out, since its name would tell of what is withheld (`bot.store.shown`).
        """
        with snapshot(self._engine) as connection:
            return load_catalogue(connection, self._visibility)

    def withdrawn(self) -> list[Retraction]:
        """The figures that were withdrawn, without those that this reader never saw as they were under embargo then."""
        with snapshot(self._engine) as connection:
            found = [one for one in retractions(connection) if one.change.change is FigureChange.WITHDRAWN]
        return found if self._rights.embargoed else [one for one in found if one.was_public]

    def series_count(self) -> int:
        with reading(self._engine) as connection:
            query = select(func.count()).select_from(series).where(self._has_figures())
            return connection.execute(query).scalar_one()

    def series_of(self, indicator: str) -> list[SeriesRow]:
        """The series of one indicator, by id; none if there is no such indicator."""
        return self._series(_series_of, indicator=indicator)

    def all_series(self, after_id: int = 0, limit: int = 50_000) -> list[SeriesRow]:
        """A page of all series, by id, after the given one; an empty page is the end."""
        return self._series(_series_after, after=after_id, limit=limit)

    def figures(self, series_ids: Sequence[int]) -> list[Figure]:
        """All vintages and rivals of these series, by series, period and publication date (unknown first)."""
        with self._driving() as cursor:
            return figures_of_series(cursor, self._engine.dialect, self._rights, series_ids, self._now)

    def figure(self, id_: str) -> Figure:
        """Raises UnknownFigure if there is none with this id, or the reader may not see it."""
        with reading(self._engine) as connection:
            return one_figure(connection, id_, self._visibility.shown())

    def with_their_series(self, ids: Sequence[str]) -> list[Figure]:
        """The figures with these ids and all others of their series, as far as the reader sees them; in the order of
        `figures`."""
        with reading(self._engine) as connection:
            series_ids = [
                id_
                for part in chunks(ids)
                for id_ in connection.scalars(select(observation.c.series_id).where(observation.c.id.in_(part)))
            ]
        return self.figures(series_ids)

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

    def held_back(self) -> list[Figure]:
        """The figures that this reader sees and the public does not yet, by series, period and id."""
        query = select_figures(self._visibility.shown(), self._visibility.held_back())
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(series.c.key, observation.c.period, observation.c.id)).all()
        return figures_from(rows)

    def _driving(self) -> AbstractContextManager[DBAPICursor]:
        return driving(self._engine) if self._cursor is None else nullcontext(self._cursor)

    def _has_figures(self) -> Any:
        return series.c.id.not_in(self._visibility.hidden_series())

    def _series(self, prepare: Callable[[Dialect, Rights], Prepared], **values: object) -> list[SeriesRow]:
        prepared = prepare(self._engine.dialect, self._rights)
        with self._driving() as cursor:
            return [SeriesRow(id_, SeriesKey.parse(key)) for id_, key in prepared.rows(cursor, now=self._now, **values)]

    def _place_of(self, connection: Connection, id_: str) -> tuple[int, str, str]:
        place = select(observation.c.series_id, observation.c.period, observation.c.id)
        row = connection.execute(place.where(observation.c.id == id_, self._visibility.shown())).one_or_none()
        if row is None:
            raise UnknownFigure(f"There is no figure “{id_}” to go on from; begin again with the first page.")
        return row.series_id, row.period, row.id
