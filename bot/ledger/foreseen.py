"""What takes the place of what as embargoes end: whoever is given a figure until then is to be told at that instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, select

from bot.domain import Figure
from bot.ledger.embargoes import is_on
from bot.ledger.vintage import Vintage, vintages
from bot.store.changes_to_tell import open_again
from bot.store.chunks import chunks
from bot.store.figure_changes import FigureChange, LoggedChange, log, superseding
from bot.store.figures import figures_of_series
from bot.store.tables import observation
from bot.store.visibility import DESK

_PORTION = 64
"""Series that are gone through at a time: each may have hundreds of figures."""
Pair = tuple[Figure, Figure]
"""A figure, and the one that takes its place."""


def to_come(figures: Sequence[Figure], now: datetime) -> Iterator[Pair]:
    """What stands for everybody at some time from now on (UTC), with what stands in its place after the next end of an
    embargo. The figures are published, and of one kind."""
    before = _standing(figures, now)
    for at in sorted({one.embargo_until for one in figures if is_on(one.embargo_until, now)}):
        after = _standing(figures, at)
        if before is not None and after is not None and {*_ids(before)}.isdisjoint(_ids(after)):
            yield from ((old, after.rivals[0]) for old in before.figures)
        before = after


def foresee(connection: Connection, ids: Iterable[str], by: str, now: datetime) -> None:
    """Have all of that logged of the series of figures (ids) whose embargo or place has changed, in the caller's
    transaction. What was told of it before an embargo came over it is open again."""
    numbers = set[int]()
    for part in chunks(sorted(set(ids))):
        numbers |= set(connection.scalars(select(observation.c.series_id).where(observation.c.id.in_(part)).distinct()))
    for some in chunks(sorted(numbers), _PORTION):
        pairs = [(old.id, other.id) for old, other in _pairs(connection, some, now)]
        known = superseding(connection, [old for old, _ in pairs])
        open_again(connection, [known[pair] for pair in pairs if pair in known])
        missing = [pair for pair in pairs if pair not in known]
        log(connection, [LoggedChange(old, FigureChange.SUPERSEDED, by, now, other) for old, other in missing])


def _pairs(connection: Connection, series_ids: Sequence[int], now: datetime) -> Iterator[Pair]:
    figures = figures_of_series(connection.connection.cursor(), connection.dialect, DESK, series_ids, now)
    for _, members in groupby(figures, key=attrgetter("series")):
        for chain in vintages(members).values():
            yield from to_come([figure for vintage in chain for figure in vintage.figures], now)


def _standing(figures: Iterable[Figure], at: datetime) -> Vintage | None:
    shown = vintages(one for one in figures if not is_on(one.embargo_until, at))
    return next((chain[-1] for chain in shown.values()), None)


def _ids(vintage: Vintage) -> Iterator[str]:
    return (one.id for one in vintage.figures)
