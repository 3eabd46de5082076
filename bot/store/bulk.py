"""New rows by the thousand, by the means that each database has for them: SQLAlchemy makes a dictionary of every row,
converts value by value, and takes several times as long as the database does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table

from bot.store.failures import DriverFailures
from bot.store.types import UtcDateTime


def insert_many(connection: Connection, table: Table, rows: Iterable[Sequence[object]]) -> None:
    """Insert rows, in the caller's transaction, with a value for each column of the table in its order: texts, numbers
    and None, decimals as text, and instants as `stored` gives them."""
    names = ", ".join(column.name for column in table.columns)
    with DriverFailures(connection.dialect):
        cursor: Any = connection.connection.cursor()
        if connection.dialect.name == "postgresql":
            with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join("?" * len(table.columns))
            cursor.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({places})", rows)  # noqa: S608 - names of ours


def stored(connection: Connection, at: datetime | None) -> object:
    """An instant as the driver takes it."""
    return _encoder(connection.dialect)(at)


@lru_cache(maxsize=32)
def _encoder(dialect: Dialect) -> Callable[[datetime | None], object]:
    encode = UtcDateTime().dialect_impl(dialect).bind_processor(dialect)
    assert encode is not None, "a type of our own always has one"
    return encode
