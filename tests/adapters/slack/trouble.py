"""A database that is away, or busy."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine


@contextmanager
def database_away(engine: Engine) -> Iterator[None]:
    """Its folder is somewhere else."""
    folder = Path(str(engine.url.database)).parent
    elsewhere = folder.with_name(f"{folder.name}-away")
    folder.rename(elsewhere)
    # Only now: a connection that another thread opened before the move would still answer.
    engine.dispose()
    try:
        yield
    finally:
        elsewhere.rename(folder)


@contextmanager
def writers_wait(engine: Engine) -> Iterator[None]:
    """Another program writes meanwhile."""
    other = sqlite3.connect(str(engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()
