"""What a database's failure means to the person who runs Factdesk: one sentence, and what to do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Dialect
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.errors import StoreUnavailable

_SQLITE = {
    "unable to open database file": "The database {place} cannot be opened; check that the file can be read.",
    "readonly database": "The database {place} is read-only; make it writable, or name another place.",
    "database or disk is full": "The disk that holds {place} is full and nothing was saved; free space and try again.",
    "file is not a database": "{place} is not a Factdesk database; name another file.",
    "malformed": "The database {place} is damaged; restore it from a backup.",
    "database is locked": "Another process is writing to {place}; try again in a moment.",
    "disk i/o error": "The disk that holds {place} cannot be read or written; check the disk and try again.",
}

_POSTGRESQL = {
    "25006": "The database {place} is read-only; connect to the primary server.",
    "42501": "The database user may not do this in {place}; grant it the rights on its schema.",
    "53100": "The disk of {place} is full and nothing was saved; free space and try again.",
}

_UNREACHED = "The database {place} cannot be reached; check that it runs and that the database URL is right."
_LOST = ("08", "57P")
"""How the codes of a lost connection begin: the network's, and those of a server that is shutting down or starting."""

_UNREADABLE_VALUE = "22"
"""How the codes of values that PostgreSQL cannot read begin."""
_QUOTED = re.compile(r'".*"', re.DOTALL)

# PostgreSQL's client gives no code for a connection that was refused, only the server's words.
_REFUSED = {
    "password authentication failed": "The database {place} refused the password; correct it in the database URL.",
    "does not exist": "The database or user of {place} does not exist; create it, or correct the database URL.",
    "too many": "The database {place} takes no more connections; raise its limit or close some of them.",
    "no password supplied": "The database {place} asks for a password; add it to the database URL.",
}


class DriverFailures:
    """Turns failures of the driver, where it is used without SQLAlchemy, into those that SQLAlchemy would raise. It is
    around every statement of a question: a generator would cost several times as much."""

    __slots__ = ("_dialect",)

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if error is not None:
            dbapi = self._dialect.loaded_dbapi
            if isinstance(error, dbapi.Error):
                raise DBAPIError.instance(None, None, error, dbapi.Error) from error


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turns failures of the database itself into StoreUnavailable; faults of ours pass through, without the values of
    any row."""
    try:
        yield
    except DBAPIError as error:
        _keep_values_out(error)
        sentence = _sentence(error, url)
        if sentence is None:
            raise
        raise StoreUnavailable(sentence) from error


def _keep_values_out(error: DBAPIError) -> None:
    """Shorten the words of a failure, which go into the log: PostgreSQL's may show a whole row below their first line,
    and a value that it cannot read in it."""
    driver = error.orig
    said = getattr(getattr(driver, "diag", None), "message_primary", None)
    if driver is None or said is None:
        return  # SQLite names columns alone.
    if (getattr(driver, "sqlstate", None) or "").startswith(_UNREADABLE_VALUE):
        said = _QUOTED.sub("“…”", said)
    driver.args = (said,)
    error.args = (f"({type(driver).__module__}.{type(driver).__qualname__}) {said}",)


def _sentence(error: DBAPIError, url: URL) -> str | None:
    if url.get_backend_name() == "sqlite":
        return _about_sqlite(str(error.orig).lower(), url)
    return _about_postgresql(error, url)


def _about_sqlite(message: str, url: URL) -> str | None:
    place = url.database or "in memory"
    if "unable to open" in message and _unwritable(Path(place)):
        message = "readonly database"
    for words, sentence in _SQLITE.items():
        if words in message:
            return sentence.format(place=place)
    return None


def _unwritable(path: Path) -> bool:
    return path.parent.exists() and not os.access(path if path.exists() else path.parent, os.W_OK)


def _about_postgresql(error: DBAPIError, url: URL) -> str | None:
    place = f"{url.database or url.username} at {url.host or url.query.get('host', 'the local socket')}"
    code = getattr(error.orig, "sqlstate", None)
    if code is not None:
        sentence = _UNREACHED if code.startswith(_LOST) else _POSTGRESQL.get(code)
    elif isinstance(error, OperationalError | InterfaceError):
        refused = (sentence for words, sentence in _REFUSED.items() if words in str(error.orig))
        sentence = next(refused, _UNREACHED)
    else:
        sentence = None
    return sentence and sentence.format(place=place)
