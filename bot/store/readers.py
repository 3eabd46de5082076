"""Connections to a SQLite file for queries alone, kept open between them.

To take one from SQLAlchemy's pool and give it back costs more than a query. What the pool would reset then is a
transaction, and a query by itself leaves none open.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy.engine.interfaces import DBAPICursor

READERS = "factdesk_readers"
"""The option of an engine that holds its own."""


class Readers:
    """As many as there are threads that query at the same time; `connect` gives a new connection of the driver."""

    def __init__(self, connect: Callable[[], Any]) -> None:
        self._connect = connect
        self._idle: deque[DBAPICursor] = deque()

    @contextmanager
    def cursor(self) -> Iterator[DBAPICursor]:
        """A cursor, for one thread at a time. One that has failed is not used again."""
        try:
            cursor = self._idle.pop()
        except IndexError:
            cursor = self._connect().cursor()
        try:
            yield cursor
        except BaseException:
            _close(cursor)
            raise
        self._idle.append(cursor)

    def close(self) -> None:
        """Close those that nobody uses now."""
        with suppress(IndexError):
            while True:
                _close(self._idle.pop())


def _close(cursor: Any) -> None:
    with suppress(Exception):
        cursor.connection.close()
