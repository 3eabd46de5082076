"""The desk and the platforms in threads of the test's own process, where the program has two processes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from adapters.async_port import AsyncPort
from bot.chat.service import ChatDesk
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, RetryAfter, Scope, SendsLater, Unknown

_BOUND_SECONDS = 22.0
"""For one call; longer than any request may take, shorter than the lease of a delivery."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Threads:
    """The desk in threads of this process."""

    desk: ChatDesk
    executor: Executor

    async def run(self, call: Callable[Concatenate[ChatDesk, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, lambda: call(self.desk, *arguments, **named))


@dataclass(frozen=True, slots=True)
class LoopPort(SendsLater):
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
        """Raises what the work raises; of a send the relay holds that for uncertain."""
        future = asyncio.run_coroutine_threadsafe(work, self.loop)
        try:
            return future.result(_BOUND_SECONDS)
        finally:
            future.cancel()
