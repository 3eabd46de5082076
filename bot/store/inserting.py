"""Inserting what may be there already, in any database that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Dialect, Table

from bot.store.chunks import chunks
from bot.store.prepared import Bound, PreparedWrite

if TYPE_CHECKING:
    from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
    from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

_FEW = 8
"""Rows that are inserted one by one; more go in one statement, which is worth its making then."""


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row, in the caller's transaction; False if it would break a unique key, and nothing is changed."""
    return new_row(connection.dialect, table, row).run(connection) > 0


def new_row(dialect: Dialect, table: Table, row: Mapping[str, Any]) -> Bound:
    """The same, to be run in a transaction later: no row is changed if it would break a unique key."""
    return _insert(dialect, table, tuple(row)).bound([row])


def insert_all_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """The same for rows of the same columns; how many were new."""
    if len(rows) <= _FEW:
        return sum(insert_new(connection, table, row) for row in rows)
    statement = _unless_there(connection.dialect, table).returning(next(iter(table.primary_key)))
    return sum(len(connection.execute(statement, list(part)).all()) for part in chunks(rows))


@lru_cache(maxsize=64)
def _insert(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> PreparedWrite:
    return PreparedWrite(_unless_there(dialect, table), dialect, columns)


def _unless_there(dialect: Dialect, table: Table) -> PostgresqlInsert | SqliteInsert:
    if dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    return insert(table).on_conflict_do_nothing()
