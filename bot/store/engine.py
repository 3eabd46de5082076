"""Opening a database, and its three kinds of transaction: one query, a snapshot for several, and a write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from bot.errors import StoreUnavailable
from bot.store.failures import DriverFailures, explained
from bot.store.read_only import is_read_only, open_read_only
from bot.store.readers import READERS, Readers
from bot.store.turns import Turns

BUSY_SECONDS = 30
"""How long a SQLite writer waits for another process that is writing."""

CLEANING_SECONDS = 2
"""How long the emptying of SQLite's write-ahead log waits for those who read it."""

CONNECT_SECONDS = 10
"""How long PostgreSQL may take to accept a connection, unless the URL says."""

_PATIENCE = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""In the words of PostgreSQL's client: seconds, and milliseconds for the last one. A server whose machine or network is
gone does not say so: without these, who asked it last would wait for a quarter of an hour, or for ever."""

_SHOWN = 60
"""Characters of a path that cannot be."""
_WRITING = "factdesk_writing"
_SINGLE = "factdesk_single"
_TURNS = "factdesk_turns"
_EXAMPLE = "write sqlite:////folder/ledger.sqlite or postgresql://user:password@host/database"


def open_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy URL of SQLite or PostgreSQL (`postgres://` too). Nothing is created or read yet. What
    fails later does not tell the values that it failed with.

    `sqlite://` is a database in memory that lives as long as the engine. Raises StoreUnavailable for a URL that names
    no such database, and for a SQLite file whose folder does not exist.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return _open_sqlite(parsed)
    patience = {name: value for name, value in _PATIENCE.items() if name not in parsed.query}
    postgresql = parsed.set(drivername="postgresql+psycopg")
    return create_engine(postgresql, pool_pre_ping=True, connect_args=patience, hide_parameters=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for one query. On PostgreSQL it is its own transaction, which saves two round trips of four."""
    with explained(engine.url), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
        else:
            connection.execution_options(**{_SINGLE: True})
        yield connection


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A transaction for several queries that see one state of the database, and never wait for writers."""
    with explained(engine.url), engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


@contextmanager
def writing(engine: Engine, *, enforce: bool = True) -> Iterator[Connection]:
    """A transaction that is committed at the end of the block, or leaves nothing behind if the block raises.

    On SQLite it takes the write lock at once: a transaction that reads first and writes later fails in WAL mode as soon
    as another process has written between the two. `enforce=False` leaves SQLite's foreign keys unchecked meanwhile:
    a migration that rebuilds a table would otherwise delete the rows that refer to it.
    """
    turns: Turns | None = engine.get_execution_options().get(_TURNS)
    with explained(engine.url):
        if turns is not None and enforce:
            with turns.turn() as connection:
                yield connection
            return
        with engine.connect() as connection:
            connection.execution_options(**{_WRITING: True})
            with nullcontext() if enforce else _unenforced(connection), connection.begin():
                yield connection


def cleaned(engine: Engine) -> bool:
    """What was deleted leaves SQLite's write-ahead log too, where its words would stand until others are written over
    them. False: somebody was reading or writing all the while, and it is still there. Raises StoreUnavailable."""
    if engine.dialect.name != "sqlite":
        return True
    with explained(engine.url), engine.connect() as connection:
        connection.execution_options(**{_SINGLE: True})
        # Whoever wants to write waits as long.
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {CLEANING_SECONDS * 1000}")
        try:
            return not connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


@contextmanager
def _unenforced(connection: Connection) -> Iterator[None]:
    """SQLite ignores this setting inside a transaction, so it goes to the driver, around SQLAlchemy's."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def is_there(url: str) -> bool:
    """Whether the file of an SQLite database exists; a server is taken to. Raises StoreUnavailable for a URL that is
    none."""
    parsed = _parsed(url)
    try:
        return parsed.get_backend_name() != "sqlite" or Path(str(parsed.database or "")).is_file()
    except OSError:
        return False


def _parsed(url: str) -> URL:
    text = url.strip()
    if text.startswith("postgres://"):
        text = "postgresql://" + text.removeprefix("postgres://")
    try:
        parsed = make_url(text)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        # The text may hold a password, so it is not repeated.
        raise StoreUnavailable(f"The database URL cannot be understood; {_EXAMPLE}.") from None
    if backend not in ("sqlite", "postgresql"):
        raise StoreUnavailable(f"Factdesk cannot keep a ledger in “{backend}”; {_EXAMPLE}.")
    if backend == "postgresql" and "@" in f"{parsed.host}{parsed.database}":
        # What stands between two of them is part of a password, or of a host: nobody can tell.
        raise StoreUnavailable(
            "The database URL has an @ beside the one before its host; write %40 for each @ of a user or password, %2F "
            "for each / and %3A for each colon."
        )
    return parsed


def _open_sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        shared = {"check_same_thread": False}
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args=shared, hide_parameters=True)
    else:
        engine = _open_file(url, Path(str(url.database)))
    writers = engine.execution_options(**{_SINGLE: True})
    in_memory = isinstance(engine.pool, StaticPool)
    connect = writers.connect if in_memory else lambda: _apart(writers.connect())
    turns = Turns(connect, BUSY_SECONDS, keep=not in_memory)
    engine.update_execution_options(**{_TURNS: turns})
    event.listen(engine, "engine_disposed", lambda _: turns.close())
    if not in_memory:
        readers = Readers(lambda: _detached(engine))
        engine.update_execution_options(**{READERS: readers})
        event.listen(engine, "engine_disposed", lambda _: readers.close())
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_file(url: URL, path: Path) -> Engine:
    _require_folder(path)
    address = url.set(drivername="sqlite")
    if is_read_only(path):
        return create_engine(address, creator=partial(open_read_only, path, BUSY_SECONDS), hide_parameters=True)
    engine = create_engine(address, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _keep_a_write_ahead_log)
    return engine


def _apart(connection: Connection) -> Connection:
    """A connection that the pool does not count."""
    connection.detach()
    return connection


def _detached(engine: Engine) -> Any:
    """The same of the driver."""
    connection = engine.raw_connection()
    driver = connection.driver_connection
    connection.detach()
    return driver


def _require_folder(path: Path) -> None:
    try:
        is_other, is_special = path.is_dir(), path.exists() and not path.is_file()
        has_folder = path.parent.is_dir()
    except OSError as error:
        shown = f"{str(path)[:_SHOWN]}…"
        raise StoreUnavailable(f"{shown} cannot be opened ({error.strerror}); name another file.") from None
    if is_other:
        raise StoreUnavailable(f"{path} is a folder, not a database file; add a file name.")
    if is_special:
        raise StoreUnavailable(f"{path} is a pipe or a device, not a database file; name another one.")
    if not has_folder:
        raise StoreUnavailable(f"The folder {path.parent} does not exist; make it, or name another place.")


def _configure_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions by itself, and only before a write; `_begin_sqlite` begins them all.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _keep_a_write_ahead_log(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    # What is deleted is overwritten, and not merely given up.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(_SINGLE, False):
        return  # One query is a transaction by itself, and writers who take turns begin theirs.
    immediate = options.get(_WRITING, False)
    driver: Any = connection.connection.dbapi_connection
    with DriverFailures(connection.dialect):
        driver.execute("BEGIN IMMEDIATE" if immediate else "BEGIN")
