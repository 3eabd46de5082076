"""Statements of every question, compiled once and run by the database's driver.

For a statement that takes microseconds, SQLAlchemy's own work (a connection, a transaction, a result) takes several
times the database's. It still writes the SQL and decides how values are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Insert, Select, Update
from sqlalchemy.engine.interfaces import Compiled, DBAPICursor
from sqlalchemy.sql.dml import ReturningUpdate
from sqlalchemy.types import TypeEngine

from bot.store.failures import DriverFailures, explained
from bot.store.readers import READERS, Readers
from bot.store.types import UtcDateTime

_Convert = Callable[[Any], Any]
_INSTANTS = 256
"""Whose stored form is remembered: a question's own stands in several columns of several rows."""


@contextmanager
def driving(engine: Engine) -> Iterator[DBAPICursor]:
    """A cursor of the driver, for queries only: on PostgreSQL each is its own transaction, which saves two round trips.
    Raises StoreUnavailable when the database fails."""
    readers: Readers | None = engine.get_execution_options().get(READERS)
    with explained(engine.url), DriverFailures(engine.dialect):
        if readers is not None:
            with readers.cursor() as cursor:
                yield cursor
            return
        with closing(engine.raw_connection()) as connection, _each_by_itself(engine, connection.dbapi_connection):
            yield connection.cursor()


@contextmanager
def _each_by_itself(engine: Engine, connection: Any) -> Iterator[None]:
    """Within the block PostgreSQL's driver begins no transaction."""
    if engine.dialect.name != "postgresql":
        yield
        return
    connection.autocommit = True
    try:
        yield
    finally:
        if not connection.closed:
            connection.autocommit = False


class _Parameters:
    """The parameters of a compiled statement, converted as their columns' types say."""

    def __init__(self, compiled: Compiled, dialect: Dialect) -> None:
        self._fixed = compiled.params
        self._places: list[str] | None = getattr(compiled, "positiontup", None)
        binds = {name: bind.type for bind, name in getattr(compiled, "bind_names", {}).items()}
        encode = {name: _encoder(type_, dialect) for name, type_ in binds.items()}
        self._encode = {name: function for name, function in encode.items() if function is not None}

    def of(self, values: Mapping[str, object]) -> Any:
        """As the driver takes them."""
        named = {**self._fixed, **values}
        for name, encode in self._encode.items():
            named[name] = encode(named[name])
        return named if self._places is None else [named[name] for name in self._places]


class PreparedWrite:
    """An insert or an update compiled for one dialect; `columns` are those whose values are given."""

    def __init__(self, write: Insert | Update, dialect: Dialect, columns: Collection[str] = ()) -> None:
        compiled = write.compile(dialect=dialect, column_keys=list(columns) or None)
        self._sql = str(compiled)
        self._parameters = _Parameters(compiled, dialect)

    def run(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> int:
        """Write within the caller's transaction; how many rows of the database that changed."""
        return self.bound(rows).run(connection)

    def bound(self, rows: Sequence[Mapping[str, object]]) -> Bound:
        """The write with its values, as the driver takes them: worked out before a transaction, which others wait
        for."""
        return Bound(self._sql, [self._parameters.of(values) for values in rows])


@dataclass(frozen=True, slots=True)
class Bound:
    """A write that only has to be run."""

    sql: str
    parameters: Sequence[Any]

    def run(self, connection: Connection) -> int:
        """Write within the caller's transaction; how many rows of the database that changed."""
        with DriverFailures(connection.dialect):
            cursor = connection.connection.cursor()
            if len(self.parameters) == 1:
                cursor.execute(self.sql, self.parameters[0])
            else:
                cursor.executemany(self.sql, self.parameters)
            return cursor.rowcount


class Prepared:
    """A query, or a change that returns columns, compiled for one dialect. Its values and rows are converted as its
    columns' types say."""

    def __init__(self, query: Select[*tuple[Any, ...]] | ReturningUpdate[*tuple[Any, ...]], dialect: Dialect) -> None:
        compiled = query.compile(dialect=dialect)
        self._dialect = dialect
        self._sql = str(compiled)
        self._parameters = _Parameters(compiled, dialect)
        self._types = [column.type.dialect_impl(dialect) for column in query.exported_columns]
        self._decode: list[tuple[int, _Convert]] | None = None

    def within(self, connection: Connection, **values: object) -> list[tuple[Any, ...]]:
        """The same within the caller's transaction."""
        with DriverFailures(connection.dialect):
            cursor = connection.connection.cursor()
            return self.rows(cursor, **values)

    def rows(self, cursor: DBAPICursor, **values: object) -> list[tuple[Any, ...]]:
        """The rows for these values of the query's parameters."""
        cursor.execute(self._sql, self._parameters.of(values))
        rows: list[tuple[Any, ...]] = list(cursor.fetchall())
        if self._decode is None:
            self._decode = self._decoders(cursor)
        return [self._decoded(row) for row in rows] if self._decode else rows

    def _decoders(self, cursor: DBAPICursor) -> list[tuple[int, _Convert]]:
        """The columns that the driver does not give as they are meant; some types ask for the driver's own type."""
        found = (
            (place, type_.result_processor(self._dialect, column[1]))
            for place, (type_, column) in enumerate(zip(self._types, cursor.description, strict=True))
        )
        return [(place, decode) for place, decode in found if decode is not None]

    def _decoded(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, decode in self._decode or ():
            values[place] = decode(values[place])
        return tuple(values)


def _encoder(type_: TypeEngine[Any], dialect: Dialect) -> _Convert | None:
    if isinstance(type_, UtcDateTime):
        return _instant(dialect)
    return type_.dialect_impl(dialect).bind_processor(dialect)


@lru_cache(maxsize=32)
def _instant(dialect: Dialect) -> _Convert:
    encode = UtcDateTime().dialect_impl(dialect).bind_processor(dialect)
    assert encode is not None, "a type of our own always has one"
    remembered = lru_cache(_INSTANTS)(encode)

    def stored(value: datetime | None) -> Any:
        # In a zone whose clocks are put back, two instants count as equal.
        fixed = value is not None and isinstance(value.tzinfo, timezone)
        return remembered(value) if fixed else encode(value)

    return stored
