"""For how long things have been going on in threads: what does not come to its end is told by its age."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Seconds = Callable[[], float]
"""A clock that nobody sets; what it counts from does not matter."""


class UnderWay:
    """Safe in any thread."""

    def __init__(self, seconds: Seconds = time.monotonic) -> None:
        self._seconds = seconds
        self._began: dict[object, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def one(self) -> Iterator[None]:
        """It goes on from here to the end of the block. What waits for work, as a loop does, stays outside: it may
        take for ever, and nothing hangs."""
        me = object()
        with self._lock:
            self._began[me] = self._seconds()
        try:
            yield
        finally:
            with self._lock:
                del self._began[me]

    def longest(self) -> float:
        """For how many seconds the one has been going on that was begun first; 0 if nothing is."""
        with self._lock:
            first = min(self._began.values(), default=None)
        return 0.0 if first is None else self._seconds() - first
