"""What is under way beside the requests, so that it can be ended in good order."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from adapters.failures import log_setback


class Closing(Exception):
    """The bot is being stopped, and takes nothing new."""


class Tasks:
    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()
        self._requests = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        self._run(_told(work))

    async def kept(self, work: Coroutine[Any, Any, None]) -> None:
        """Wait for work that goes on where the waiting is cancelled, as it is when a socket is closed."""
        await asyncio.shield(self._run(work))

    def _run(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    @contextmanager
    def request(self) -> Iterator[None]:
        """While something that came in is being taken. Raises Closing instead once that is over."""
        if self._closing:
            raise Closing
        self._requests += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._requests -= 1
            if not self._requests:
                self._idle.set()

    async def drain(self, seconds: float) -> None:
        """Nothing new is taken, and what is under way ends; what does not within the time is cancelled."""
        self._closing = True
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
                while self._running:
                    await asyncio.wait(self._running)
        except TimeoutError:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)


async def _told(work: Coroutine[Any, Any, Any]) -> None:
    """Whatever goes wrong with one is written down, and stops nobody else."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - nobody awaits it
        log_setback("something that Slack sent was not answered", error)
