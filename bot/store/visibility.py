"""What a reader may see: embargo and review, decided here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Column, ColumnElement, FromClause, Select, and_, exists, false, or_, select, true

from bot.domain import Review
from bot.store.tables import key_date, observation, restricted


@dataclass(frozen=True, slots=True)
class Rights:
    """What a reader may see beyond the public. `embargoed`: figures and key dates whose embargo has not lifted yet.
    `unpublished`: drafts, and figures that were corrected or withdrawn."""

    embargoed: bool = False
    unpublished: bool = False


PUBLIC = Rights()
"""What anybody may see."""
DESK = Rights(embargoed=True)
"""What the desk sees that prepares it: what is under embargo as well."""
EVERYTHING = Rights(embargoed=True, unpublished=True)
"""What whoever can open the database may see: drafts and what was withdrawn, too."""


class Visibility:
    """The conditions under which a reader with these rights sees a row at this time (UTC)."""

    def __init__(self, now: datetime | BindParameter[datetime], rights: Rights) -> None:
        self._now = now
        self._rights = rights

    @property
    def of_desk(self) -> bool:
        """Whether the reader is one who prepares what others are not shown yet."""
        return self._rights.embargoed

    def shown(self, figures: FromClause = observation) -> ColumnElement[bool]:
        """A figure that the reader sees."""
        conditions = []
        if not self._rights.unpublished:
            conditions.append(figures.c.review == Review.PUBLISHED.value)
        if not self._rights.embargoed:
            conditions.append(or_(figures.c.embargo_until.is_(None), figures.c.embargo_until <= self._now))
        return and_(true(), *conditions)

    def withheld(self) -> ColumnElement[bool]:
        """The opposite of `shown`, in a form that the index of restricted figures answers."""
        conditions = []
        if not self._rights.unpublished:
            conditions.append(observation.c.review != Review.PUBLISHED.value)
        if not self._rights.embargoed:
            conditions.append(observation.c.embargo_until > self._now)
        return and_(restricted, or_(false(), *conditions))

    def held_back(self) -> ColumnElement[bool]:
        """A figure that is to be public one day, and is not yet: a draft, or one under embargo."""
        draft = observation.c.review == Review.DRAFT.value
        embargoed = and_(observation.c.review == Review.PUBLISHED.value, observation.c.embargo_until > self._now)
        return and_(restricted, or_(draft, embargoed))

    def shown_key_dates(self) -> ColumnElement[bool]:
        """A key date that the reader knows of."""
        if self._rights.embargoed:
            return true()
        return or_(key_date.c.embargo_until.is_(None), key_date.c.embargo_until <= self._now)

    def untold(self, until: Column[datetime]) -> ColumnElement[bool]:
        """Whether the reader is not to know yet of what was described for something withheld `until` then (None: until
        an import says so)."""
        conditions: list[ColumnElement[bool]] = []
        if not self._rights.unpublished:
            conditions.append(until.is_(None))
        if not self._rights.embargoed:
            conditions.append(until > self._now)
        return or_(false(), *conditions)

    def hidden_series(self) -> Select[int]:
        """The ids of series all of whose figures are withheld."""
        other = observation.alias()
        seen = exists().where(other.c.series_id == observation.c.series_id, self.shown(other))
        return select(observation.c.series_id).where(self.withheld(), ~seen).distinct()
