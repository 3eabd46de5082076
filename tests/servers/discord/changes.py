"""Waiting for something to become true, without polling."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
PATIENCE = 60.0
"""Seconds until a wait fails: far more than a slow machine needs."""


class Changes:
    """Wakes those who wait whenever anything has changed. `describe` tells what was there when a wait fails."""

    def __init__(self, describe: Callable[[], str]) -> None:
        self._describe = describe
        self._waiting: list[tuple[Callable[[], object], asyncio.Future[object]]] = []
        self._scheduled = False

    def happened(self) -> None:
        """Looks at every predicate once after the present step, however often it is called before that."""
        if self._waiting and not self._scheduled:
            self._scheduled = True
            asyncio.get_running_loop().call_soon(self._look)

    def _look(self) -> None:
        self._scheduled = False
        for predicate, future in list(self._waiting):
            if future.done():
                continue
            try:
                value = predicate()
            except Exception as error:  # noqa: BLE001 - it belongs to whoever waits.
                future.set_exception(error)
            else:
                if value:
                    future.set_result(value)

    async def wait_for(self, predicate: Callable[[], Value], patience: float = PATIENCE) -> Value:
        """The first true value of the predicate; TimeoutError with the recorded state when there is none in time."""
        value = predicate()
        if value:
            return value
        future: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        entry = (predicate, future)
        self._waiting.append(entry)
        try:
            async with asyncio.timeout(patience):
                return await future  # type: ignore[return-value]
        except TimeoutError:
            raise TimeoutError(f"Not within {patience} s. The server holds:\n{self._describe()}") from None
        finally:
            self._waiting.remove(entry)
