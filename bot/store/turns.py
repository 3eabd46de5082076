"""SQLite's one writer at a time, for the threads of a process: they take turns in one transaction.

A commit waits for the disk, however much is in it. So a thread that is through with its writes does not commit while
another one waits: it hands the open transaction on, and the last one commits for all. Each returns once that is done.
Waiting for SQLite's own lock instead, a thread would sleep, ever longer, while the lock may be free again.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection

from bot.errors import StoreUnavailable
from bot.store.failures import DriverFailures

_TOGETHER = 64
"""Turns of one transaction: other processes write in between."""


class _Shared:
    """An open transaction that goes from thread to thread. `ended` is set once it is committed, or has failed.

    It is the driver's own: SQLAlchemy's would take longer than most of what is written in it."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        driver: Any = connection.connection.dbapi_connection
        self._driver = driver
        with DriverFailures(connection.dialect):
            self._driver.execute("BEGIN IMMEDIATE")
        self.turns = 0
        self.ended = threading.Event()
        self.error: BaseException | None = None

    def begin_turn(self) -> None:
        self.turns += 1
        self._save("SAVEPOINT turn")

    def end_turn(self) -> None:
        self._save("RELEASE turn")

    def take_back_turn(self) -> None:
        """Undo what was written in this turn alone; all is lost where the database cannot."""
        try:
            if self.turns == 1:
                self._driver.rollback()
            else:
                self._save("ROLLBACK TO turn")
                self._save("RELEASE turn")
        except BaseException as error:  # noqa: BLE001 - a full disk, say, has taken back the whole transaction
            self._lose_all(error)

    def _save(self, statement: str) -> None:
        # The first has nobody before it to protect.
        if self.turns > 1:
            self._driver.execute(statement)

    @property
    def can_go_on(self) -> bool:
        """Whether nothing has taken the whole transaction back."""
        return self.error is None and bool(self._driver.in_transaction)

    def end(self) -> None:
        """Commit for all; those that wait for it are told of a failure by `error`."""
        try:
            if self.can_go_on:
                with DriverFailures(self.connection.dialect):
                    self._driver.commit()
            # Of what was run by SQLAlchemy it holds that a transaction is open.
            self.connection.rollback()
        except BaseException as error:  # noqa: BLE001 - raised in the thread of each whose writes are lost
            self._lose_all(error)
        self.ended.set()

    def _lose_all(self, error: BaseException) -> None:
        self.error = error
        with suppress(Exception):  # Whoever gets the connection next is to find no transaction in it.
            self._driver.rollback()


class _Waiting:
    """A thread before its turn; `shared` is the transaction that it is handed, None: it has to begin one."""

    def __init__(self) -> None:
        self.called = threading.Event()
        self.shared: _Shared | None = None


class Turns:
    """`connect` opens a connection for which SQLAlchemy begins no transaction."""

    def __init__(self, connect: Callable[[], Connection], patience: float, *, keep: bool = True) -> None:
        """`patience`: seconds that a thread waits for its turn. `keep` a connection for the next transaction: to take
        one from the pool and give it back costs more than most transactions do."""
        self._connect = connect
        self._patience = patience
        self._keep = keep
        self._lock = threading.Lock()
        self._queue: deque[_Waiting] = deque()
        self._busy = False
        self._idle: deque[Connection] = deque()

    def close(self) -> None:
        """Close the connection that is kept for the next transaction."""
        with suppress(IndexError):
            while True:
                _close(self._idle.pop())

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """A block whose writes are committed when it has been left, or leave nothing behind if it raises. Raises
        StoreUnavailable when the turn does not come; what the database raises otherwise."""
        shared = self._wait() or self._begin()
        try:
            shared.begin_turn()
            yield shared.connection
            shared.end_turn()
        except BaseException:
            shared.take_back_turn()
            self._go_on(shared)
            raise
        self._go_on(shared)
        shared.ended.wait()
        if shared.error is not None:
            raise shared.error

    def _wait(self) -> _Shared | None:
        """The transaction to go on with; None: the turn is the caller's, with one of its own."""
        with self._lock:
            if not self._busy:
                self._busy = True
                return None
            waiting = _Waiting()
            self._queue.append(waiting)
        try:
            if waiting.called.wait(self._patience):
                return waiting.shared
        except BaseException:
            self._leave(waiting)
            raise
        self._leave(waiting)
        raise StoreUnavailable("The database is being written to for very long; try again in a moment.")

    def _leave(self, waiting: _Waiting) -> None:
        """Out of the queue; a turn that has come meanwhile goes to the next."""
        with self._lock:
            called = waiting not in self._queue
            if not called:
                self._queue.remove(waiting)
        if called and waiting.shared is not None:
            self._go_on(waiting.shared)
        elif called:
            self._call_next()

    def _begin(self) -> _Shared:
        try:
            connection = self._idle.pop() if self._idle else self._connect()
            try:
                return _Shared(connection)
            except BaseException:
                _close(connection)
                raise
        except BaseException:
            self._call_next()
            raise

    def _end(self, shared: _Shared) -> None:
        """Commit. A connection that something went wrong with is not used again."""
        shared.end()
        if self._keep and shared.error is None:
            self._idle.append(shared.connection)
        else:
            _close(shared.connection)

    def _go_on(self, shared: _Shared) -> None:
        """Hand the transaction on, or end it and call the next who waits."""
        with self._lock:
            full = shared.turns >= _TOGETHER
            following = self._queue.popleft() if self._queue and shared.can_go_on and not full else None
        if following is not None:
            following.shared = shared
            following.called.set()
            return
        self._end(shared)
        self._call_next()

    def _call_next(self) -> None:
        with self._lock:
            following = self._queue.popleft() if self._queue else None
            self._busy = following is not None
        if following is not None:
            following.called.set()


def _close(connection: Connection) -> None:
    with suppress(Exception):  # What became of the writes is known.
        connection.close()
