"""Inserting what may be there already, in any database that there is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

from bot.store.prepared import PreparedWrite


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row, in the caller's transaction; False if it would break a unique key, and nothing is changed."""
    return _insert(connection.dialect, table, tuple(row)).run(connection, [row]) > 0


@lru_cache(maxsize=64)
def _insert(dialect: Dialect, table: Table, columns: tuple[str, ...]) -> PreparedWrite:
    if dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    return PreparedWrite(insert(table).on_conflict_do_nothing(), dialect, columns)
