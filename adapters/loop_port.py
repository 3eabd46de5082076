"""Platforms as the adapters have them, whose requests run in an event loop, and as relays call them, from threads."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, RetryAfter, Scope, Unknown

_BOUND_SECONDS = 22.0
"""For one call: longer than any request may take, shorter than the lease of a delivery."""

T = TypeVar("T")


class AsyncPort(Protocol):
    """`bot.delivery.ports.Port`, to be called in the event loop that the adapter runs in."""

    @property
    def limits(self) -> Limits: ...

    async def send(self, delivery: Delivery) -> Outcome: ...

    async def look_up(self, delivery: Delivery) -> str | Unknown | None: ...


@dataclass(frozen=True, slots=True)
class LoopPort:
    """The port for threads of the same process. `loop` has to run on in another one."""

    port: AsyncPort
    loop: asyncio.AbstractEventLoop

    @property
    def limits(self) -> Limits:
        return self.port.limits

    def send(self, delivery: Delivery) -> Outcome:
        if not self.loop.is_running():
            return RetryAfter(None, Scope.PLATFORM)
        return self._run(self.port.send(delivery))

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        if not self.loop.is_running():
            return Unknown()
        return self._run(self.port.look_up(delivery))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        """Raises what the work raises; of a send the relay holds that for uncertain."""
        future = asyncio.run_coroutine_threadsafe(work, self.loop)
        try:
            return future.result(_BOUND_SECONDS)
        finally:
            future.cancel()
