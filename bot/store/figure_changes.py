"""What was changed about figures that are held: by whom, when, and why. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, insert, select

from bot.store.tables import figure_change


class FigureChange(StrEnum):
    SUPERSEDED = "superseded"
    """An import brought the figure that takes its place: a later vintage."""
    DISPUTED = "disputed"
    """An import brought another figure of equal standing that says something else."""
    CORRECTED = "corrected"
    """It was wrong; `other` is the one that is right."""
    WITHDRAWN = "withdrawn"
    """It was wrong, and nothing takes its place."""
    EMBARGOED = "embargoed"
    """Its embargo began, or was made longer; `was` and `now` are the instants until which it held and holds."""
    RELEASED = "released"
    """Its embargo was lifted, or made shorter, before it was over."""
    PUBLISHED = "published"
    """It was a draft."""


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


def log(connection: Connection, changes: Iterable[LoggedChange]) -> None:
    """Write down changes, in the caller's transaction."""
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
        }
        for one in changes
    ]
    if rows:
        connection.execute(insert(figure_change), rows)


def logged(connection: Connection, *conditions: ColumnElement[bool]) -> list[LoggedChange]:
    """The changes that all conditions hold for, in the order they were made."""
    query = select(figure_change).where(*conditions).order_by(figure_change.c.id)
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
        )
        for row in connection.execute(query)
    ]
