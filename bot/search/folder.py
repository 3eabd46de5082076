"""Where an index lies on disk, and whose turn it is to write there."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import URL

from bot.errors import FactdeskError
from bot.store.visibility import PUBLIC, Rights


class Busy(FactdeskError):
    """Another process writes to the index and did not finish in time."""


def index_folder(cache: Path, url: URL, rights: Rights = PUBLIC) -> Path | None:
    """The folder of the index of one database for readers with these rights; None for a database in memory.

    Its name tells nothing: a hash of the database's address without the password.
    """
    address = url.set(password=None)
    if url.get_backend_name() == "sqlite":
        if url.database in (None, "", ":memory:"):
            return None
        address = address.set(database=str(Path(str(url.database)).resolve()))
    identity = f"{address.render_as_string()} {rights}"
    return cache / "search" / sha256(identity.encode()).hexdigest()[:20]


@contextmanager
def turn(folder: Path, patience: float) -> Iterator[None]:
    """One process at a time, waiting up to `patience` seconds; a killed process gives up its turn.

    The lock is SQLite's: it is the same on every system, waits by itself and dies with its process. Raises Busy, and
    OSError for a folder that cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with closing(_locked(folder / "turn.sqlite", patience)):
        yield


def _locked(lock: Path, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(lock, timeout=patience, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        connection.close()
        raise Busy("Another Factdesk is writing the search index; ask again in a moment.") from error
    except sqlite3.DatabaseError:
        connection.close()
        lock.unlink()  # It holds nothing, so nothing is lost with a spoiled one.
        return _locked(lock, patience)
    return connection


def documents_of(folder: Path) -> Path:
    """Where the index itself lies, beside the lock."""
    return folder / "documents"


def discard(folder: Path) -> None:
    """Takes away the index. Readers that have it open keep what they have. Call it in one's turn."""
    shutil.rmtree(documents_of(folder), ignore_errors=True)
