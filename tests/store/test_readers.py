"""Connections that are kept open for queries alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from bot.store.engine import open_engine
from bot.store.prepared import driving


def test_the_next_query_has_the_connection_of_the_last(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    with driving(engine) as one:
        pass
    with driving(engine) as two, driving(engine) as three:
        assert two.connection is one.connection
        assert three.connection is not one.connection


def test_one_that_failed_is_closed_and_the_next_is_new(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    with pytest.raises(DBAPIError), driving(engine) as failed:
        failed.execute("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.ProgrammingError):
        failed.execute("SELECT 1")
    with driving(engine) as cursor:
        assert cursor.execute("SELECT 1").fetchall() == [(1,)]


def test_they_are_closed_with_their_engine(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    with driving(engine) as cursor:
        cursor.execute("SELECT 1").fetchall()
    engine.dispose()
    with pytest.raises(sqlite3.ProgrammingError):
        cursor.execute("SELECT 1")


def test_there_may_be_more_than_the_pool_would_give(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    readers = [driving(engine) for _ in range(40)]
    cursors = [reader.__enter__() for reader in readers]
    assert {cursor.execute("SELECT 1").fetchone() for cursor in cursors} == {(1,)}
    for reader in readers:
        reader.__exit__(None, None, None)
