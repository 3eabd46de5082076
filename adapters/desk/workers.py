"""Threads beside an event loop: so many and no more, and none that keeps a process from ending."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import Any, NamedTuple, ParamSpec, TypeVar

from adapters.desk.under_way import UnderWay

P = ParamSpec("P")
T = TypeVar("T")


class _Call(NamedTuple):
    future: Future[Any]
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: dict[str, Any]


class Workers(Executor):
    """Python waits at its end for the threads of its own executors, however long they hang; for these it does not."""

    def __init__(self, count: int, name: str) -> None:
        """They are started as they are needed."""
        self._count = count
        self._name = name
        self._calls = SimpleQueue[_Call]()
        self._changed = threading.Condition()
        self._closed = False
        self._left = 0
        self._threads = 0
        self._under_way = UnderWay()

    def submit(self, function: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Raises RuntimeError once they have been told to stop."""
        future = Future[T]()
        with self._changed:
            if self._closed:
                raise RuntimeError("These threads take nothing new.")
            self._left += 1
            if self._threads < min(self._left, self._count):
                self._threads += 1
                threading.Thread(target=self._work, name=f"{self._name} {self._threads}", daemon=True).start()
        self._calls.put(_Call(future, function, arguments, named))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor's; `stop` waits no longer than it is told."""
        self.stop(None if wait else 0.0)

    def stop(self, seconds: float | None) -> bool:
        """Take nothing new, and wait so many seconds for what is left to do; None: until it is done. False if it was
        not done by then."""
        with self._changed:
            self._closed = True
            return self._changed.wait_for(lambda: not self._left, seconds)

    def longest(self) -> float:
        """For how many seconds the call has been under way that was begun first."""
        return self._under_way.longest()

    def _work(self) -> None:
        while True:
            call = self._calls.get()
            with self._under_way.one():
                if call.future.set_running_or_notify_cancel():
                    _run(call)
            del call  # It may hold much, and the next one may be long in coming.
            with self._changed:
                self._left -= 1
                self._changed.notify_all()


def _run(call: _Call) -> None:
    try:
        result = call.function(*call.arguments, **call.named)
    except BaseException as error:  # noqa: BLE001 - whatever it is, whoever called is told
        call.future.set_exception(error)
    else:
        call.future.set_result(result)
