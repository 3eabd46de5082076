"""Rows of the outbox as nouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, exists, select

from bot.delivery.nouns import Address, Delivery, State
from bot.store.tables import delivery, is_under_way

_SAME = (
    "id",
    "kind",
    "subject",
    "occurrence",
    "payload",
    "marker",
    "due_at",
    "expires_at",
    "late",
    "attempts",
    "fence",
    "worker",
    "lease_until",
    "sending_at",
    "message_ref",
    "last_error",
    "created_at",
    "settled_at",
    "revision",
    "asker",
)

_COLUMNS = tuple(delivery.c.keys())

_other = delivery.alias("other")
busy = exists().where(_other.c.destination == delivery.c.destination, is_under_way(_other))
"""Another row of the same destination is under way."""


def find(connection: Connection, *conditions: ColumnElement[bool], limit: int | None = None) -> Iterator[Delivery]:
    """The deliveries that all conditions hold for, the earliest due first."""
    query = select(delivery).where(*conditions).order_by(delivery.c.due_at, delivery.c.id).limit(limit)
    return map(_noun, connection.execute(query).mappings())


def get(connection: Connection, id_: int) -> Delivery:
    """The delivery with a number that is known to be there."""
    return next(find(connection, delivery.c.id == id_))


def noun(values: Sequence[Any]) -> Delivery:
    """A delivery from the values of the table's columns, in their order."""
    named = dict(zip(_COLUMNS, values, strict=True))
    return _noun(named)


def _noun(values: RowMapping | Mapping[str, Any]) -> Delivery:
    return Delivery(
        address=Address.parse(values["destination"]),
        state=State(values["state"]),
        **{name: values[name] for name in _SAME},
    )
