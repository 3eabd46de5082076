"""Writing threads of one process: each has its own writes committed or taken back, however many share a commit."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, event, insert, select
from sqlalchemy.exc import IntegrityError

from bot.errors import StoreUnavailable
from bot.store.engine import open_engine, reading, writing
from bot.store.turns import Turns

_ROW = Table("row", MetaData(), Column("id", Integer, primary_key=True))
_PATIENCE = 30
_ORPHANS_OF_2 = (
    "CREATE TABLE child (parent INTEGER REFERENCES row (id) DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TRIGGER orphan AFTER INSERT ON row WHEN new.id = 2 BEGIN INSERT INTO child VALUES (99); END",
)
"""With row 2 comes a row that no transaction can be committed with."""


@pytest.fixture
def file_engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'rows.sqlite'}")
    _ROW.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(12) as pool:
        yield pool


def _put(engine: Engine, *ids: int) -> None:
    with writing(engine) as connection:
        _insert(connection, *ids)


def _insert(connection: Connection, *ids: int) -> None:
    for id_ in ids:
        connection.execute(insert(_ROW), {"id": id_})


def _held(engine: Engine) -> set[int]:
    with reading(engine) as connection:
        return set(connection.execute(select(_ROW.c.id)).scalars())


class _Telling(deque[Any]):
    """The queue of those who wait for their turn, which tells of each that comes."""

    def __init__(self) -> None:
        super().__init__()
        self.came = threading.Semaphore(0)

    def append(self, waiting: Any) -> None:
        super().append(waiting)
        self.came.release()


def _together(engine: Engine, pool: ThreadPoolExecutor, *others: Sequence[int]) -> list[Future[None]]:
    """One thread writes row 0 and does not end its turn before all others wait for theirs, in this order."""
    turns: Turns = engine.get_execution_options()["factdesk_turns"]
    turns._queue = queue = _Telling()
    began, all_wait = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(engine) as connection:
            _insert(connection, 0)
            began.set()
            assert all_wait.wait(_PATIENCE)

    first = pool.submit(hold)
    assert began.wait(_PATIENCE)
    futures = [first]
    for ids in others:
        futures.append(pool.submit(_put, engine, *ids))
        assert queue.came.acquire(timeout=_PATIENCE)
    all_wait.set()
    wait(futures, _PATIENCE)
    return futures


def test_those_that_wait_are_committed_together(file_engine: Engine, pool: ThreadPoolExecutor) -> None:
    statements: list[str] = []
    event.listen(file_engine, "checkout", lambda driver, *_: driver.set_trace_callback(statements.append))
    for future in _together(file_engine, pool, *([number] for number in range(1, 9))):
        future.result(0)
    assert _held(file_engine) == set(range(9))
    assert statements.count("COMMIT") == 1


def test_one_that_fails_takes_back_its_own_writes_alone(file_engine: Engine, pool: ThreadPoolExecutor) -> None:
    first, good, bad, other = _together(file_engine, pool, [1], [2, 3, 3], [4])
    assert isinstance(bad.exception(0), IntegrityError)
    assert [one.exception(0) for one in (first, good, other)] == [None] * 3
    assert _held(file_engine) == {0, 1, 4}


def test_the_first_that_fails_leaves_the_turn_to_the_next(file_engine: Engine) -> None:
    with pytest.raises(IntegrityError):
        _put(file_engine, 1, 1)
    _put(file_engine, 2)
    assert _held(file_engine) == {2}


def test_a_commit_that_fails_is_told_to_all_whose_writes_are_lost(
    file_engine: Engine, pool: ThreadPoolExecutor
) -> None:
    with writing(file_engine) as connection:
        for statement in _ORPHANS_OF_2:
            connection.exec_driver_sql(statement)
    futures = _together(file_engine, pool, [1], [2])
    assert [type(one.exception(0)) for one in futures] == [IntegrityError] * 3
    _put(file_engine, 3)
    assert _held(file_engine) == {3}


def test_whoever_does_not_get_a_turn_is_told(file_engine: Engine, pool: ThreadPoolExecutor) -> None:
    turns = Turns(file_engine.execution_options(factdesk_single=True).connect, patience=0.0)
    with turns.turn(), pytest.raises(StoreUnavailable, match="try again in a moment"), turns.turn():
        pytest.fail("there are two turns at once")
    with turns.turn() as connection:
        _insert(connection, 1)
    assert _held(file_engine) == {1}


def test_a_database_that_is_away_stops_nobody_for_good(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    engine = open_engine(f"sqlite:///{folder / 'rows.sqlite'}")
    folder.rmdir()
    with pytest.raises(StoreUnavailable):
        _put(engine, 1)
    folder.mkdir()
    _ROW.metadata.create_all(engine)
    _put(engine, 2)
    assert _held(engine) == {2}
    engine.dispose()


def test_the_connection_is_kept_from_turn_to_turn_and_closed_with_the_engine(file_engine: Engine) -> None:
    opened: list[int] = []
    event.listen(file_engine, "connect", lambda *_: opened.append(1))
    _put(file_engine, 1)
    before = len(opened)
    _put(file_engine, 2)
    with pytest.raises(IntegrityError):
        _put(file_engine, 3, 1)
    _put(file_engine, 4)
    assert len(opened) == before
    assert _held(file_engine) == {1, 2, 4}
    place = Path(str(file_engine.url.database))
    wal = place.with_name(f"{place.name}-wal")
    assert wal.exists()
    file_engine.dispose()
    assert not wal.exists(), "SQLite takes it away with the last connection"
