"""Running migrations on an open engine, up or down, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

from bot.store.engine import writing


def config() -> Config:
    """Alembic's configuration in code: there is no alembic.ini."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def upgrade(engine: Engine, revision: str) -> None:
    """Takes the database up to a revision: all the way, or not at all."""
    with migration(engine) as connection:
        command.upgrade(_on(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Takes the database down to a revision (BASE: none of our tables is left): all the way, or not at all."""
    with migration(engine) as connection:
        command.downgrade(_on(connection), revision)


@contextmanager
def migration(engine: Engine) -> Iterator[Connection]:
    """A transaction in which tables may be rebuilt. Raises RuntimeError, and changes nothing, if a row is left that
    refers to nothing."""
    with writing(engine, enforce=False) as connection:
        yield connection
        _check_references(connection)


def _on(connection: Connection) -> Config:
    settings = config()
    settings.attributes["connection"] = connection
    return settings


def _check_references(connection: Connection) -> None:
    """What SQLite did not check during the migration, before it is committed. PostgreSQL checks by itself."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.execute(text("PRAGMA foreign_key_check")).all()
    if broken:
        raise RuntimeError(f"the migration leaves {len(broken)} rows that refer to nothing, first in {broken[0][0]}")
