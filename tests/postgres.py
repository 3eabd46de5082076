"""Databases of a PostgreSQL for one test each. They are emptied and used again: to make one takes far longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from psycopg import Connection, sql

from bot.store.engine import open_engine
from bot.store.schema import prepare

_TEMPLATE = "factdesk_template"
_TIMES = 50
"""How often one is used: what is deleted leaves a trace in the file, over which queries grow slower."""

_STRUCTURE = """
SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
    SELECT concat(oid, ' ', xmin, ' ', reltuples) AS line FROM pg_class WHERE oid >= 16384
    UNION ALL SELECT concat(attrelid, '.', attnum, ' ', xmin) FROM pg_attribute WHERE attrelid >= 16384
    UNION ALL SELECT concat(oid, ' ', xmin) FROM pg_constraint WHERE oid >= 16384
    UNION ALL SELECT concat(oid, ' ', xmin) FROM pg_trigger WHERE oid >= 16384
    UNION ALL SELECT concat(oid, ' ', xmin) FROM pg_proc WHERE oid >= 16384
    UNION ALL SELECT concat(oid, ' ', xmin) FROM pg_namespace
    UNION ALL SELECT concat(datconnlimit) FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT concat(setrole, ' ', setconfig) FROM pg_db_role_setting JOIN pg_database ON setdatabase = oid
        WHERE datname = current_database()
) AS lines
"""
"""Changes with every change of tables, indexes, constraints, triggers, functions and the database's own settings, and
where PostgreSQL has looked how its tables are filled."""

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"

_HANG_UP = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""

_COUNT_ANEW = "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence"


@dataclass
class _Database:
    """One that holds the schema. `guard` stays connected to it between tests."""

    name: str
    guard: Connection
    structure: object
    uses: int = 0


@dataclass
class Databases:
    """Of one server; `url` names a database of it."""

    url: Callable[[str], str]
    _made: int = 0
    _free: list[_Database] = field(default_factory=list)
    _first_rows: dict[str, list[bytes]] = field(default_factory=dict)
    _empty: bytes = b""

    @contextmanager
    def without_tables(self) -> Iterator[str]:
        """The URL of a database in which nothing is."""
        name = self._create("template0")
        yield self.url(name)
        self._drop(name)

    @contextmanager
    def with_tables(self) -> Iterator[str]:
        """The URL of a database that holds the schema, and nothing but what `prepare` writes into it."""
        database = self._free.pop() if self._free else self._new()
        yield self.url(database.name)
        database.uses += 1
        if database.uses < _TIMES and self._emptied(database):
            self._free.append(database)
        else:
            database.guard.close()
            self._drop(database.name)

    def close(self) -> None:
        for database in self._free:
            database.guard.close()

    def _new(self) -> _Database:
        if not self._first_rows:
            self._make_template()
        name = self._create(_TEMPLATE)
        guard = psycopg.connect(self.url(name), autocommit=True)
        return _Database(name, guard, self._structure(guard))

    def _make_template(self) -> None:
        self._execute(f"CREATE DATABASE {_TEMPLATE} TEMPLATE template0 STRATEGY FILE_COPY")
        engine = open_engine(self.url(_TEMPLATE))
        prepare(engine)
        engine.dispose()
        with psycopg.connect(self.url(_TEMPLATE), autocommit=True) as connection:
            tables = [name for (name,) in connection.execute(_TABLES)]
            for name in tables:
                with connection.cursor().copy(_copy(name, "TO STDOUT")) as rows:
                    self._first_rows[name] = [bytes(row) for row in rows]
        deletes = [sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in tables]
        # No trigger looks at references meanwhile: all rows go.
        steps = [sql.SQL("SET session_replication_role = replica"), *deletes, sql.SQL("RESET session_replication_role")]
        self._empty = sql.SQL("; ").join(steps).as_bytes()

    def _emptied(self, database: _Database) -> bool:
        """Whether it is as it was when it was made; not where a test changed tables or settings, or cut the line."""
        try:
            database.guard.execute(_HANG_UP)
            if self._structure(database.guard) != database.structure:
                return False
            database.guard.execute(self._empty)
            database.guard.execute(_COUNT_ANEW)
            for name, rows in self._first_rows.items():
                if rows:
                    with database.guard.cursor().copy(_copy(name, "FROM STDIN")) as writer:
                        for row in rows:
                            writer.write(row)
        except psycopg.OperationalError:
            return False
        return True

    @staticmethod
    def _structure(connection: Connection) -> object:
        return connection.execute(_STRUCTURE).fetchone()

    def _create(self, template: str) -> str:
        self._made += 1
        name = f"test_{self._made}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def _drop(self, name: str) -> None:
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, command: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as admin:
            admin.execute(command.encode())


def _copy(table: str, direction: str) -> sql.Composed:
    return sql.SQL("COPY {} ").format(sql.Identifier(table)) + sql.SQL(direction)  # type: ignore[arg-type]
