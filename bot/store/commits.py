"""Writes of several threads, committed together: on SQLite one commit waits for the disk, however much is in it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Connection, Engine

from bot.errors import StoreUnavailable
from bot.store.engine import writing

T = TypeVar("T")

_AT_ONCE = 64
"""Writes of one commit: other processes write in between."""


class _Write(Generic[T]):
    """A write and what became of it. Its thread is woken once it is done, or has to carry out what waits."""

    def __init__(self, work: Callable[[Connection], T]) -> None:
        self.work = work
        self.woken = threading.Event()
        self.done = False
        self.result: T | None = None
        self.error: BaseException | None = None

    def end(self, result: T | None, error: BaseException | None = None) -> None:
        self.result, self.error, self.done = result, error, True
        self.woken.set()


class Commits:
    """Each call of `run` is a transaction of its own to whoever calls it: it returns once it is committed, and one that
    fails leaves nothing behind and takes nobody else with it.

    On SQLite, which has one writer at a time anyhow, those that wait for the one before are carried out in one
    transaction: the first of the threads does it for all. PostgreSQL commits side by side by itself.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._apart = engine.dialect.name != "sqlite"
        self._waiting: deque[_Write[Any]] = deque()
        self._busy = False
        self._lock = threading.Lock()

    def run(self, work: Callable[[Connection], T]) -> T:
        """The result of `work` once it is committed. It may be run more than once, and is committed once at most: what
        it does besides writing has to bear that. Raises what it raises, and StoreUnavailable."""
        if self._apart:
            with writing(self._engine) as connection:
                return work(connection)
        write = _Write(work)
        if not self._is_first(write):
            write.woken.wait()
        if not write.done:
            self._carry_out_all(write)
        if write.error is not None:
            raise write.error
        return cast("T", write.result)

    def _is_first(self, write: _Write[Any]) -> bool:
        """Whether the caller has to carry out what waits; if not, it is woken."""
        with self._lock:
            self._waiting.append(write)
            first, self._busy = not self._busy, True
            return first

    def _carry_out_all(self, own: _Write[Any]) -> None:
        """Carry out what waits, the own one among it, and wake the next who has to."""
        with self._lock:
            together = [self._waiting.popleft() for _ in range(min(_AT_ONCE, len(self._waiting)))]
        try:
            self._carry_out(together)
        except BaseException as error:
            for write in together:
                if not write.done and write is not own:
                    write.end(None, StoreUnavailable(f"The write was broken off ({type(error).__name__}); try again."))
            raise
        finally:
            self._hand_on()

    def _hand_on(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting[0].woken.set()
            else:
                self._busy = False

    def _carry_out(self, together: Sequence[_Write[Any]]) -> None:
        try:
            with writing(self._engine) as connection:
                results = [write.work(connection) for write in together]
        except StoreUnavailable as error:
            for write in together:
                write.end(None, error)
        except Exception as error:  # noqa: BLE001 - it is raised again, to whoever it belongs to
            if len(together) == 1:
                together[0].end(None, error)
                return
            for write in together:
                self._carry_out([write])
        else:
            for write, result in zip(together, results, strict=True):
                write.end(result)
