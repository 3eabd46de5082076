"""What those were told who had been given a figure that changed, and what could not be told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Select, select

from bot.delivery.nouns import Delivery
from bot.delivery.rows import find
from bot.store.chat_tables import change_to_tell, receipt_change
from bot.store.chunks import chunks
from bot.store.engine import snapshot
from bot.store.figure_changes import IS_NEWS, LoggedChange, logged
from bot.store.tables import delivery, figure_change


@dataclass(frozen=True, slots=True)
class Word:
    """One change of a figure, and how somebody who was given it is told: `reply` says so, `mark` is the edit of the
    message; None: there is no such one, or it is not kept any more. `waits`: not all is in the outbox yet."""

    change: LoggedChange
    reply: Delivery | None = None
    mark: Delivery | None = None
    waits: bool = False

    @property
    def is_told(self) -> bool:
        return self.reply is not None or self.mark is not None


def told_back(engine: Engine, figure: str, receipts: Collection[str]) -> dict[str, list[Word]]:
    """By the ids of receipts of a figure (its id): of each change of it, in their order, what the outbox has."""
    with snapshot(engine) as connection:
        numbers = list(connection.scalars(_numbers(figure)))
        changes = logged(connection, figure_change.c.figure == figure, IS_NEWS)
        waiting = set(connection.scalars(select(change_to_tell.c.change).where(change_to_tell.c.change.in_(numbers))))
        found = _markers(connection, numbers, receipts)
        posts = _posts(connection, {marker for pair in found.values() for marker in pair if marker})

    def word(id_: str, number: int, change: LoggedChange) -> Word:
        reply, mark = found.get((id_, number), (None, None))
        return Word(change, posts.get(reply or ""), posts.get(mark or ""), waits=number in waiting)

    of_figure = list(zip(numbers, changes, strict=True))
    return {id_: [word(id_, number, change) for number, change in of_figure] for id_ in receipts}


def _numbers(figure: str) -> Select[int]:
    return select(figure_change.c.id).where(figure_change.c.figure == figure, IS_NEWS).order_by(figure_change.c.id)


def _markers(
    connection: Connection, changes: Collection[int], receipts: Collection[str]
) -> Mapping[tuple[str, int], tuple[str | None, str | None]]:
    row = receipt_change.c
    found = {}
    for part in chunks(sorted(receipts)):
        query = select(row.receipt, row.change, row.reply, row.mark)
        for id_, change, reply, mark in connection.execute(query.where(row.receipt.in_(part), row.change.in_(changes))):
            found[id_, change] = (reply, mark)
    return found


def _posts(connection: Connection, markers: Collection[str]) -> dict[str, Delivery]:
    parts = chunks(sorted(markers))
    return {one.marker: one for part in parts for one in find(connection, delivery.c.marker.in_(part))}
