"""Changes of figures and the receipts that are to be told of them: what is still to tell, and what has been told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, func, or_, select, tuple_

from bot.domain import Review
from bot.store.chat_tables import change_to_tell, receipt, receipt_change, receipt_figure
from bot.store.chunks import chunks
from bot.store.figure_changes import IS_NEWS
from bot.store.inserting import insert_all_new
from bot.store.tables import figure_change, observation

_LATELY = timedelta(minutes=10)
"""An answer that was worked out before a change may be written down as given after it, by no more than this."""
_A_WHILE = timedelta(hours=1)
"""And so much later than a change is dated it may be public: an import is dated when it begins."""
_PAIRS = 400
"""Pairs that one query looks for."""
_row, _given = figure_change.c, receipt_figure.c
_other = func.coalesce(_row.other, "")


class Pair(NamedTuple):
    """A receipt that told of a figure, and a change of that figure (its number in the log); `other` is the figure that
    took its place; "": none did."""

    receipt: str
    change: int
    figure: str
    other: str


def open_changes(connection: Connection, now: datetime) -> list[int]:
    """The changes that not everybody is told of yet, and that may be public."""
    return list(connection.scalars(select(_row.id).join(change_to_tell).where(~_is_held_back(now))))


def pairs_to_tell(connection: Connection, changes: Sequence[int], now: datetime) -> list[Pair]:
    """What is not in the outbox yet of these changes: whoever was given the figure before. And of changes that were
    settled lately, whoever was found to have been given it only then."""
    told = exists().where(receipt_change.c.receipt == _given.receipt, receipt_change.c.change == _row.id)
    of_figure = figure_change.join(receipt_figure, _given.figure == _row.figure)
    pairs = select(_given.receipt, _row.id, _row.figure, _other).select_from(of_figure)
    pairs = pairs.where(~told)
    found = set[Pair]()
    for part in chunks(changes):
        found |= {Pair(*one) for one in connection.execute(pairs.where(_row.id.in_(part)))}
    of_late = pairs.join(receipt, receipt.c.id == _given.receipt).where(receipt.c.given_at > now - _LATELY)
    of_late = of_late.where(IS_NEWS, _is_public_since(now - _A_WHILE), ~_is_held_back(now))
    found |= {Pair(*one) for one in connection.execute(of_late)}
    return sorted(found)


def unheard(connection: Connection, changes: Sequence[int]) -> list[int]:
    """Those of the changes whose figure nobody was given."""
    nobody = ~exists().where(_given.figure == _row.figure)
    parts = chunks(changes)
    return [id_ for part in parts for id_ in connection.scalars(select(_row.id).where(_row.id.in_(part), nobody))]


def held_back(connection: Connection, changes: Sequence[int], now: datetime) -> set[int]:
    """Those of the changes that are not for everybody to know now."""
    found = set[int]()
    for part in chunks(changes):
        found |= set(connection.scalars(select(_row.id).where(_row.id.in_(part), _is_held_back(now))))
    return found


def settle(connection: Connection, changes: Sequence[int], now: datetime) -> None:
    """Everybody is told of these, as far as there is anybody to tell. What was put under embargo meanwhile stays."""
    held = held_back(connection, changes, now)
    for part in chunks([change for change in changes if change not in held]):
        connection.execute(delete(change_to_tell).where(change_to_tell.c.change.in_(part)))


def told_already(connection: Connection, pairs: Sequence[Pair]) -> set[tuple[str, int]]:
    """Those of the pairs that are in the outbox by now."""
    columns = receipt_change.c
    both = tuple_(columns.receipt, columns.change)
    found = set[tuple[str, int]]()
    for part in chunks(pairs, _PAIRS):
        wanted = both.in_([(one.receipt, one.change) for one in part])
        found |= {
            (id_, change) for id_, change in connection.execute(select(columns.receipt, columns.change).where(wanted))
        }
    return found


def write_told(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write down that receipts are told of changes, and by which deliveries, in the transaction that enqueues those."""
    insert_all_new(connection, receipt_change, rows)


def told_by(connection: Connection, marker: str, receipts: Sequence[str] = ()) -> list[Pair]:
    """What a delivery, by its marker, tells; one that marks a message is of these receipts."""
    columns = receipt_change.c
    if receipts:
        return _pairs(connection, and_(columns.receipt.in_(receipts), columns.mark == marker))
    return _pairs(connection, columns.reply == marker)


def told_to(connection: Connection, id_: str) -> list[Pair]:
    """All that a receipt was ever told of."""
    return _pairs(connection, receipt_change.c.receipt == id_)


def were_told_before(connection: Connection, receipts: Collection[str], marker: str) -> bool:
    """Whether any of these receipts was told of something else, so that it may be that which has changed again."""
    columns = receipt_change.c
    other = or_(columns.reply.is_(None), columns.reply != marker)
    for part in chunks(sorted(receipts)):
        query = select(columns.change).where(columns.receipt.in_(part), other).limit(1)
        if connection.execute(query).first() is not None:
            return True
    return False


def reopen(connection: Connection, pairs: Iterable[Pair]) -> None:
    """What was to be told may not be told now: it is to be told again once it may, in the caller's transaction."""
    columns = receipt_change.c
    for one in pairs:
        connection.execute(delete(receipt_change).where(columns.receipt == one.receipt, columns.change == one.change))
        insert_all_new(connection, change_to_tell, [{"change": one.change}])


def open_again(connection: Connection, changes: Iterable[int]) -> None:
    """Of these, somebody may be to be told who was given the figure since; whoever was told of them is not again."""
    insert_all_new(connection, change_to_tell, [{"change": change} for change in changes])


def _is_public_since(since: datetime) -> ColumnElement[bool]:
    """Whether a change was made, or what takes its place came out of its embargo, after an instant."""
    freed = exists().where(observation.c.id == _row.other, observation.c.embargo_until > since)
    return or_(_row.changed_at > since, freed)


def _is_held_back(now: datetime) -> ColumnElement[bool]:
    """Whether the figure, or what took its place, is a draft or under embargo."""
    withheld = or_(observation.c.review == Review.DRAFT.value, observation.c.embargo_until > now)
    return or_(*(exists().where(and_(observation.c.id == id_, withheld)) for id_ in (_row.figure, _row.other)))


def _pairs(connection: Connection, which: ColumnElement[bool]) -> list[Pair]:
    columns = receipt_change.c
    changes = figure_change.join(receipt_change)
    query = select(columns.receipt, columns.change, _row.figure, _other).select_from(changes)
    return [Pair(*one) for one in connection.execute(query.where(which).order_by(columns.receipt, columns.change))]
