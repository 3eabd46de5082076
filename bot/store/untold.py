"""What an import describes for the sake of what it withholds: until then, no other concept and no key date leads to it.

A concept that is not written down here was described for all to know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, insert, or_, select

from bot.store.concepts import Ids, Key
from bot.store.tables import metadata
from bot.store.types import KEY, UtcDateTime
from bot.store.visibility import Visibility

# `until`: when the first figure or key date that it was described for is public; none where an import has to say so.
untold = Table(
    "untold",
    metadata,
    Column("kind", KEY, primary_key=True),
    Column("dimension", KEY, primary_key=True),
    Column("id", KEY, primary_key=True),
    Column("until", UtcDateTime),
)


def untold_ids(connection: Connection, visibility: Visibility) -> Ids:
    """What this reader is not told of, unless something that the reader is shown uses it."""
    query = select(untold.c.kind, untold.c.dimension, untold.c.id).where(visibility.untold(untold.c.until))
    return Ids.of_keys((kind, dimension, id_) for kind, dimension, id_ in connection.execute(query))


def untold_until(connection: Connection, now: datetime) -> dict[Key, datetime | None]:
    """All that is untold, and until when."""
    still = or_(untold.c.until.is_(None), untold.c.until > now)
    rows = connection.execute(select(untold).where(still))
    return {(kind, dimension, id_): until for kind, dimension, id_, until in rows}


def tell(connection: Connection, keys: Iterable[Key]) -> None:
    """These are told of from now on."""
    for key in keys:
        connection.execute(delete(untold).where(_is(key)))


def keep_untold(connection: Connection, until: Mapping[Key, datetime | None]) -> None:
    """These are untold until then, whatever they were before."""
    tell(connection, until)
    names = ("kind", "dimension", "id")
    rows = [{**dict(zip(names, key, strict=True)), "until": at} for key, at in until.items()]
    if rows:
        connection.execute(insert(untold), rows)


def _is(key: Key) -> ColumnElement[bool]:
    kind, dimension, id_ = key
    return and_(untold.c.kind == kind, untold.c.dimension == dimension, untold.c.id == id_)
