"""What was changed about figures that are held: by whom, when, and why. Rows are only ever added; of a chat user who
wants to be forgotten the name is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, and_, exists, func, insert, or_, select, update

from bot.domain import Figure, Review
from bot.store.chat_tables import change_to_tell
from bot.store.chunks import chunks
from bot.store.figures import figures_from, same_place, select_figures
from bot.store.people import FORGOTTEN, Who
from bot.store.prepared import PreparedWrite
from bot.store.tables import figure_change, observation, restricted, series


class FigureChange(StrEnum):
    SUPERSEDED = "superseded"
    """An import brought the figure that takes its place: a later vintage."""
    DISPUTED = "disputed"
    """An import brought another figure of equal standing that says something else."""
    CORRECTED = "corrected"
    """It was wrong; `other` is the one that is right."""
    WITHDRAWN = "withdrawn"
    """It was wrong, and nothing takes its place; `was` is the end of the embargo that it was under, if it was."""
    EMBARGOED = "embargoed"
    """Its embargo began, or was made longer; `was` and `now` are the instants until which it held and holds."""
    RELEASED = "released"
    """Its embargo was lifted, or made shorter, before it was over."""
    PUBLISHED = "published"
    """It was a draft; `findings` spoke against it, and `why` says why it was published all the same."""
    DRAFTED = "drafted"
    """It was entered, for somebody to publish."""
    EDITED = "edited"
    """It was a draft; `other` is the one in its place."""
    REJECTED = "rejected"
    """It was a draft, and comes to nothing."""
    REDESCRIBED = "redescribed"
    """What it is measured in was described otherwise; `why` says how."""


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One change of the figure with an id. `other` is the figure that took its place or disagrees; `was` and `now` are
    instants (UTC) of an embargo; `at` is when it was made (UTC)."""

    figure: str
    change: FigureChange
    by: str
    at: datetime
    other: str | None = None
    was: datetime | None = None
    now: datetime | None = None
    why: str | None = None
    findings: tuple[str, ...] = ()


RETRACTS = (FigureChange.CORRECTED, FigureChange.WITHDRAWN)
"""What takes a figure out of answers."""
_REPLACES = (FigureChange.SUPERSEDED, FigureChange.CORRECTED)
IS_NEWS = or_(
    figure_change.c.change.in_([change.value for change in _REPLACES]),
    and_(figure_change.c.change == FigureChange.WITHDRAWN.value, figure_change.c.was.is_(None)),
)
"""What is told where the figure was given. Of one that was withdrawn under its embargo nothing ever is."""
_RETRACTED = (restricted, observation.c.review == Review.RETRACTED.value)


@dataclass(frozen=True, slots=True)
class Retraction:
    """A figure that is out of answers, and the change that took it out."""

    figure: Figure
    change: LoggedChange

    @property
    def was_public(self) -> bool:
        """Whether it was under no embargo then; what became of its embargo since tells nothing of that."""
        return self.change.was is None


def log(connection: Connection, changes: Iterable[LoggedChange]) -> None:
    """Write down changes, in the caller's transaction: whoever was given the figures is to be told."""
    rows = [
        {
            "figure": one.figure,
            "change": one.change.value,
            "other": one.other,
            "was": one.was.isoformat() if one.was else None,
            "now": one.now.isoformat() if one.now else None,
            "why": one.why,
            "changed_by": one.by,
            "changed_at": one.at,
            "findings": one.findings,
        }
        for one in changes
    ]
    if rows:
        last = connection.execute(select(func.coalesce(func.max(figure_change.c.id), 0))).scalar_one()
        _insert(connection.dialect, tuple(rows[0])).run(connection, rows)
        news = select(figure_change.c.id).where(figure_change.c.id > last, IS_NEWS)
        connection.execute(insert(change_to_tell).from_select(["change"], news))


@lru_cache(maxsize=4)
def _insert(dialect: Dialect, columns: tuple[str, ...]) -> PreparedWrite:
    """An import may change every figure there is."""
    return PreparedWrite(insert(figure_change), dialect, columns)


def logged(connection: Connection, *conditions: ColumnElement[bool]) -> list[LoggedChange]:
    """The changes that all conditions hold for, in the order they were made."""
    return _read(connection, select(figure_change).where(*conditions).order_by(figure_change.c.id))


def latest_logged(connection: Connection, figure: str | None, limit: int | None) -> list[LoggedChange]:
    """The last changes, the latest first: those of a figure (its id), or in which it took another's place; or all."""
    query = select(figure_change).order_by(figure_change.c.id.desc()).limit(limit)
    if figure is not None:
        query = query.where(or_(figure_change.c.figure == figure, figure_change.c.other == figure))
    return _read(connection, query)


def logged_beside(connection: Connection, figure: Figure) -> list[LoggedChange]:
    """The changes of all figures of a figure's series and period, in the order they were made."""
    beside = select(observation.c.id).join(series).where(*same_place(figure))
    return logged(connection, figure_change.c.figure.in_(beside))


def _read(connection: Connection, query: Select[*tuple[Any, ...]]) -> list[LoggedChange]:
    return [
        LoggedChange(
            row.figure,
            FigureChange(row.change),
            row.changed_by,
            row.changed_at,
            row.other,
            datetime.fromisoformat(row.was) if row.was else None,
            datetime.fromisoformat(row.now) if row.now else None,
            row.why,
            row.findings,
        )
        for row in connection.execute(query)
    ]


def retracted(connection: Connection) -> set[str]:
    """The ids of the figures that are out of answers: few, and found by an index."""
    return set(connection.scalars(_retracted_ids()))


def retractions(connection: Connection) -> list[Retraction]:
    """The same, each with the last change that made it so."""
    figures = figures_from(connection.execute(select_figures(*_RETRACTED)).all())
    if not figures:
        return []
    changes = {one.figure: one for one in logged(connection, figure_change.c.figure.in_(_retracted_ids()), _retracts())}
    return [Retraction(figure, changes[figure.id]) for figure in figures if figure.id in changes]


def superseding(connection: Connection, figures: Sequence[str]) -> dict[tuple[str, str], int]:
    """Which of these figures (ids) were superseded by which others, each with the number of its change in the log."""
    row, found = figure_change.c, dict[tuple[str, str], int]()
    for part in chunks(figures):
        its = (row.change == FigureChange.SUPERSEDED.value, row.figure.in_(part))
        for figure, other, number in connection.execute(select(row.figure, row.other, row.id).where(*its)):
            found[figure, other] = number
    return found


def last_retraction(connection: Connection, figure: str) -> LoggedChange | None:
    """The change that took a figure (its id) out of answers last; None: none did."""
    changes = logged(connection, figure_change.c.figure == figure, _retracts())
    return changes[-1] if changes else None


def once_public() -> ColumnElement[bool]:
    """Of a figure that is withheld and no draft: whether everybody could see it, until it was withdrawn or put under
    embargo. What was a draft at that time was not public."""
    published = figure_change.alias()
    then_a_draft = exists().where(
        published.c.figure == figure_change.c.figure,
        published.c.change == FigureChange.PUBLISHED.value,
        published.c.id > figure_change.c.id,
    )
    return exists().where(
        figure_change.c.figure == observation.c.id,
        figure_change.c.change.in_([FigureChange.WITHDRAWN.value, FigureChange.EMBARGOED.value]),
        figure_change.c.was.is_(None),
        ~then_a_draft,
    )


def forget(connection: Connection, who: Who) -> int:
    """Take the names of chat users out of the log; what was done and why stays. How many rows that was."""
    theirs = update(figure_change).where(who.is_in(figure_change.c.changed_by))
    return connection.execute(theirs.values(changed_by=FORGOTTEN)).rowcount


def _retracted_ids() -> Select[str]:
    return select(observation.c.id).where(*_RETRACTED)


def _retracts() -> ColumnElement[bool]:
    return figure_change.c.change.in_([change.value for change in RETRACTS])
