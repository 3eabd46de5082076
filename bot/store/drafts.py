"""Drafts that wait for somebody to publish them: who entered each, and what was beside it then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.store.chunks import chunks
from bot.store.people import FORGOTTEN, Who
from bot.store.tables import draft


@dataclass(frozen=True, slots=True)
class Entered:
    """By whom a draft (the id of its figure) was entered, and when (UTC). `beside` are the ids of the published figures
    of its series and period at that time."""

    figure: str
    by: str
    at: datetime
    beside: tuple[str, ...]


class Together(NamedTuple):
    """All that was entered by one at one time (UTC): the id of one figure of it."""

    by: str
    at: datetime
    figure: str


def keep(connection: Connection, drafts: Iterable[Entered]) -> None:
    """These are drafts from now on."""
    rows = [
        {"figure": one.figure, "entered_by": one.by, "entered_at": one.at, "beside": tuple(sorted(one.beside))}
        for one in drafts
    ]
    discard(connection, [str(row["figure"]) for row in rows])
    if rows:
        connection.execute(insert(draft), rows)


def discard(connection: Connection, figures: Sequence[str]) -> None:
    """These are no drafts any more."""
    for part in chunks(figures):
        connection.execute(delete(draft).where(draft.c.figure.in_(part)))


def entered(connection: Connection, *figures: str) -> dict[str, Entered]:
    """Of these drafts, or of all, by the ids of their figures; the longest waiting first. An import of an earlier
    version did not say whose its drafts are."""
    query = select(draft).order_by(draft.c.entered_at, draft.c.figure)
    rows = connection.execute(query.where(draft.c.figure.in_(figures)) if figures else query)
    return {row.figure: Entered(row.figure, row.entered_by, row.entered_at, row.beside) for row in rows}


def at_once(connection: Connection, since: datetime) -> list[Together]:
    """What was entered together after an instant (UTC), and waits still; the longest waiting first."""
    row = draft.c
    query = select(row.entered_by, row.entered_at, func.min(row.figure)).where(row.entered_at > since)
    rows = connection.execute(query.group_by(row.entered_by, row.entered_at).order_by(row.entered_at, row.entered_by))
    return [Together(*one) for one in rows]


def forget(connection: Connection, who: Who) -> int:
    """Take the names of chat users out. How many rows that was."""
    theirs = update(draft).where(who.is_in(draft.c.entered_by))
    return connection.execute(theirs.values(entered_by=FORGOTTEN)).rowcount
