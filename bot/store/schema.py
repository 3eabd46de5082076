"""The schema of a database: made when empty, brought up to date, refused when it is newer than the program."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from bot.errors import StoreTooNew, StoreTooOld, StoreUnavailable
from bot.store.all_tables import metadata
from bot.store.engine import snapshot, writing
from bot.store.revisions import BASE, HEAD, REVISIONS, version
from bot.store.tables import ledger

_LOCK = 4_017_226_301
"""A number of our own for PostgreSQL's advisory lock: two programs that start together make the schema once."""


def prepare(engine: Engine) -> None:
    """Makes the database ready for use: an empty one gets its schema, and SQLite is upgraded in place.

    Raises StoreTooNew for a schema this program does not know, StoreTooOld for a PostgreSQL database that `upgrade`
    has to bring up to date first, and StoreUnavailable for one that belongs to another program.
    """
    with snapshot(engine) as connection:
        revision = _revision(connection)
    if revision == HEAD:
        return
    if revision is None:
        _create(engine)
    elif engine.dialect.name == "sqlite":
        upgrade(engine)
    else:
        raise StoreTooOld("The database was made by an earlier Factdesk; run `factdesk db upgrade` first.")


def upgrade(engine: Engine) -> None:
    """Brings a database up to this program's schema; an empty one gets all of it. Raises as `prepare` does."""
    with snapshot(engine) as connection:
        revision = _revision(connection)
    if revision is None:
        _create(engine)
    elif revision != HEAD:
        from bot.store.migrations import run

        run.upgrade(engine, HEAD)


@dataclass(frozen=True, slots=True)
class Condition:
    """How the schema stands; `mend` says what brings it up to date, None: nothing has to be done. `filled`: there are
    tables."""

    told: str
    mend: str | None = None
    filled: bool = True

    @property
    def is_current(self) -> bool:
        return self.filled and self.mend is None


def check(engine: Engine) -> Condition:
    """How the schema stands; nothing is changed. Raises StoreTooNew and StoreUnavailable as `prepare` does."""
    with snapshot(engine) as connection:
        revision = _revision(connection)
    if revision is None:
        return Condition("empty: the first command that needs them makes the tables", filled=False)
    if revision != HEAD:
        return Condition(f"revision {revision}, behind {HEAD}", "`factdesk db upgrade` brings it up to date")
    return Condition(f"revision {revision}")


def _create(engine: Engine) -> None:
    """The tables as the program knows them, which are those the migrations end at: a test holds the two together."""
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        if _revision(connection) is not None:
            return
        metadata.create_all(connection, checkfirst=False)
        version.create(connection)
        connection.execute(insert(version).values(version_num=HEAD))
        connection.execute(insert(ledger).values(id=1, revision=0, language=None, scope=()))


def _revision(connection: Connection) -> str | None:
    """The revision the database is at; None if it is empty. Raises StoreTooNew and StoreUnavailable as `prepare`."""
    tables = inspect(connection).get_table_names()
    if version.name not in tables:
        if tables:
            raise StoreUnavailable("The database holds the tables of another program; name an empty one.")
        return None
    revision: str | None = connection.execute(select(version.c.version_num)).scalar()
    if revision is None:
        return BASE
    if revision not in REVISIONS:
        raise StoreTooNew("The database was made by a later Factdesk; update Factdesk, or name another database.")
    return revision
