"""A thread of the demo's: the newsroom lives in one, and another one draws its first picture."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")


class Worker:
    """Does one thing after the other. Whoever ends the process does not wait for what it is at: loading takes seconds,
    and the threads of a pool would be waited for."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._work: SimpleQueue[Callable[[], None]] = SimpleQueue()
        threading.Thread(target=self._run, name="demo", daemon=True).start()

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """What it gives or raises, in the loop."""
        found: asyncio.Future[T] = self._loop.create_future()
        found.add_done_callback(lambda done: done.cancelled() or done.exception())  # Nobody may wait for it any more.
        self._work.put(lambda: self._do(work, found))
        return found

    def _do(self, work: Callable[[], T], found: asyncio.Future[T]) -> None:
        def settle(settled: Callable[[], None]) -> None:
            with suppress(RuntimeError):  # The loop has ended.
                self._loop.call_soon_threadsafe(lambda: None if found.done() else settled())

        try:
            value = work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            raised = error
            settle(lambda: found.set_exception(raised))
        else:
            settle(lambda: found.set_result(value))

    def _run(self) -> None:
        while True:
            self._work.get()()
