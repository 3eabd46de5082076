"""That figures are drafts from now on: who entered them, and what was published beside them then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from bot.domain import Review
from bot.store import drafts
from bot.store.chunks import chunks
from bot.store.figure_changes import FigureChange, LoggedChange, log
from bot.store.tables import observation


def keep_drafts(connection: Connection, ids: Sequence[str], by: str, now: datetime, *, logged: bool = True) -> None:
    """Of figures (ids) that are held, in the caller's transaction; `logged`: and have it written down."""
    if not ids:
        return
    beside = published_beside(connection, ids)
    drafts.keep(connection, [drafts.Entered(id_, by, now, beside[id_]) for id_ in ids])
    if logged:
        log(connection, [LoggedChange(id_, FigureChange.DRAFTED, by, now) for id_ in ids])


def published_beside(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the other published figures, be it under embargo, of the series and period of each of these."""
    other = observation.alias()
    found: dict[str, list[str]] = defaultdict(list)
    for part in chunks(ids):
        same = (other.c.series_id == observation.c.series_id, other.c.period == observation.c.period)
        query = select(observation.c.id, other.c.id).join(other, same[0] & same[1])
        query = query.where(observation.c.id.in_(part), other.c.id != observation.c.id)
        for id_, beside in connection.execute(query.where(other.c.review == Review.PUBLISHED.value)):
            found[id_].append(beside)
    return {id_: tuple(sorted(found[id_])) for id_ in ids}
