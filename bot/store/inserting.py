"""Inserting what may be there already, in any database that there is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Insert, Table


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row, in the caller's transaction; False if it would break a unique key, and nothing is changed."""
    return connection.execute(_statement(connection.dialect.name, table), row).rowcount > 0


@lru_cache(maxsize=32)
def _statement(dialect: str, table: Table) -> Insert:
    if dialect == "postgresql":
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    return insert(table).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
