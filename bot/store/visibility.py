"""What a reader may see: embargo and review, decided here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Select, and_, exists, or_, select

from bot.domain import Review
from bot.store.tables import indicator, key_date, observation, restricted, series, series_code


@dataclass(frozen=True, slots=True)
class Rights:
    """What a reader may see beyond the public. `embargoed`: figures whose embargo has not lifted yet."""

    embargoed: bool = False


PUBLIC = Rights()
"""What anybody may see."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Concepts that only withheld figures use: showing them would tell what is to come. Codes by (dimension, id)."""

    indicators: frozenset[str] = frozenset()
    codes: frozenset[tuple[str, str]] = frozenset()
    universes: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.indicators or self.codes or self.universes or self.agents or self.sources)


class Visibility:
    """The conditions under which a reader with these rights sees a row at this time (UTC)."""

    def __init__(self, now: datetime | BindParameter[datetime], rights: Rights) -> None:
        self._now = now
        self._rights = rights

    def shown(self, figures: FromClause = observation) -> ColumnElement[bool]:
        """A figure that the reader sees."""
        published = figures.c.review == Review.PUBLISHED.value
        if self._rights.embargoed:
            return published
        return and_(published, or_(figures.c.embargo_until.is_(None), figures.c.embargo_until <= self._now))

    def withheld(self) -> ColumnElement[bool]:
        """The opposite of `shown`, in a form that the index of restricted figures answers."""
        unpublished = observation.c.review != Review.PUBLISHED.value
        if self._rights.embargoed:
            return and_(restricted, unpublished)
        return and_(restricted, or_(unpublished, observation.c.embargo_until > self._now))

    def hidden_series(self) -> Select[int]:
        """The ids of series all of whose figures are withheld."""
        other = observation.alias()
        seen = exists().where(other.c.series_id == observation.c.series_id, self.shown(other))
        return select(observation.c.series_id).where(self.withheld(), ~seen).distinct()

    def hidden(self, connection: Connection) -> Hidden:
        if connection.execute(select(observation.c.id).where(self.withheld()).limit(1)).first() is None:
            return Hidden()
        indicators = self._hidden_indicators(connection)
        return Hidden(
            indicators=indicators,
            codes=self._hidden_codes(connection),
            universes=self._hidden_values(connection, "universe") - self._universes_in_use(connection, indicators),
            agents=self._hidden_values(connection, "attributed_to"),
            sources=self._hidden_values(connection, "source")
            - set(connection.scalars(select(key_date.c.source).distinct())),
        )

    def _hidden_indicators(self, connection: Connection) -> frozenset[str]:
        joined = observation.join(series)
        used = select(series.c.indicator).select_from(joined).where(self.withheld()).distinct().subquery()
        other, figures = series.alias(), observation.alias()
        seen = exists().where(
            other.c.indicator == used.c.indicator, figures.c.series_id == other.c.id, self.shown(figures)
        )
        return frozenset(connection.scalars(select(used.c.indicator).where(~seen)))

    def _hidden_codes(self, connection: Connection) -> frozenset[tuple[str, str]]:
        key = (series_code.c.dimension, series_code.c.code)
        joined = observation.join(series_code, series_code.c.series_id == observation.c.series_id)
        used = select(*key).select_from(joined).where(self.withheld()).distinct().subquery()
        other, figures = series_code.alias(), observation.alias()
        seen = exists().where(
            other.c.dimension == used.c.dimension,
            other.c.code == used.c.code,
            figures.c.series_id == other.c.series_id,
            self.shown(figures),
        )
        rows = connection.execute(select(used.c.dimension, used.c.code).where(~seen))
        return frozenset((dimension, code) for dimension, code in rows)

    def _hidden_values(self, connection: Connection, column: str) -> frozenset[str]:
        used = select(observation.c[column]).where(self.withheld()).distinct().subquery()
        figures = observation.alias()
        seen = exists().where(figures.c[column] == used.c[column], self.shown(figures))
        return frozenset(connection.scalars(select(used.c[column]).where(used.c[column].is_not(None), ~seen)))

    @staticmethod
    def _universes_in_use(connection: Connection, hidden_indicators: frozenset[str]) -> set[str]:
        rows = connection.execute(select(indicator.c.id, indicator.c.universe).where(indicator.c.universe.is_not(None)))
        return {universe for id_, universe in rows if id_ not in hidden_indicators}
