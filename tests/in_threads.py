"""The desk of a test in its threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from bot.chat.service import ChatDesk

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Threads:
    """One that is open, and whose threads are its owner's."""

    desk: ChatDesk
    executor: Executor

    async def run(self, call: Callable[Concatenate[ChatDesk, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, lambda: call(self.desk, *arguments, **named))
