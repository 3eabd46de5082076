"""The platforms for the relays, which work in threads: each call runs in the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from adapters.async_port import AsyncPort
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, RetryAfter, Scope, SendsLater, Unknown

_BOUND_SECONDS = 25.0
"""For one call; longer than any request may take, shorter than the lease of a delivery."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoopPort(SendsLater):
    """`loop` runs in another thread. Once it has ended, nothing was sent, and nothing is known."""

    port: AsyncPort
    loop: asyncio.AbstractEventLoop

    @property
    def limits(self) -> Limits:
        return self.port.limits

    def send(self, delivery: Delivery) -> Outcome:
        """Raises what the sending raises; the relay holds that for uncertain."""
        if not self.loop.is_running():
            return RetryAfter(None, Scope.PLATFORM)
        return self._run(self.port.send(delivery))

    def send_later(self, delivery: Delivery) -> Future[Outcome]:
        if self.loop.is_running():
            return asyncio.run_coroutine_threadsafe(self.port.send(delivery), self.loop)
        refused = Future[Outcome]()
        refused.set_result(RetryAfter(None, Scope.PLATFORM))
        return refused

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        if not self.loop.is_running():
            return Unknown()
        return self._run(self.port.look_up(delivery))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self.loop)
        try:
            return future.result(_BOUND_SECONDS)
        finally:
            future.cancel()
