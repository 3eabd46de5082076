"""Waiting for something to have happened, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Changes:
    """Wakes those who wait whenever the recorded state changes. Many changes of one turn of the loop wake them once."""

    def __init__(self) -> None:
        self._waiters: list[tuple[Callable[[], bool], asyncio.Future[None]]] = []
        self._scheduled = False

    def notify(self) -> None:
        if self._waiters and not self._scheduled:
            self._scheduled = True
            asyncio.get_running_loop().call_soon(self._wake)

    def _wake(self) -> None:
        self._scheduled = False
        waiting = []
        for predicate, future in self._waiters:
            if future.done():
                continue
            try:
                if predicate():
                    future.set_result(None)
                    continue
            except Exception as failure:  # noqa: BLE001 - it belongs to whoever wrote the predicate.
                future.set_exception(failure)
                continue
            waiting.append((predicate, future))
        self._waiters = waiting

    async def wait_for(self, predicate: Callable[[], bool], seconds: float) -> None:
        """Return once `predicate` holds. TimeoutError after so many real seconds."""
        if predicate():
            return
        future = asyncio.get_running_loop().create_future()
        self._waiters.append((predicate, future))
        await asyncio.wait_for(future, seconds)
