"""The desk as seen from the event loop: its calls are synchronous, and run in threads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import ParamSpec, TypeVar

from bot.cards.card import Card
from bot.chat import presses
from bot.chat.nouns import Asker, Inbound, Press, Reply
from bot.chat.orders import Order
from bot.chat.service import ChatDesk
from bot.delivery.nouns import Address
from bot.errors import StoreUnavailable

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AsyncDesk:
    """Each method is that of ChatDesk, at the time that `clock` gives, but for what it says itself."""

    desk: ChatDesk
    clock: Callable[[], datetime]
    executor: Executor

    async def take(self, inbound: Inbound) -> bool:
        return await self._run(self.desk.take, inbound, self.clock())

    async def answer(self, inbound: Inbound) -> Reply:
        return await self._run(self.desk.answer, inbound, self.clock())

    async def finish(self, inbound: Inbound, reply: Reply) -> None:
        await self._run(self.desk.finish, inbound, reply, self.clock())

    async def failed(self, inbound: Inbound, reference: str) -> Reply:
        return await self._run(self.desk.failed, inbound, reference, self.clock())

    async def unfinished(self, platform: str) -> list[Inbound]:
        """Nothing while the database is away: the next look finds it."""
        try:
            return await self._run(self.desk.unfinished, platform, self.clock())
        except StoreUnavailable:
            return []

    async def press(self, press: Press) -> Reply:
        return await self._run(presses.press, self.desk, press, self.clock())

    async def order(self, inbound: Inbound, verb: str, values: Mapping[str, str]) -> Reply:
        return await self._run(self.desk.order, inbound, verb, values, self.clock())

    async def obey(self, inbound: Inbound, order: Order) -> Reply:
        return await self._run(self.desk.obey, inbound, order, self.clock())

    async def overview(self, asker: Asker, address: Address) -> list[Card]:
        return await self._run(self.desk.overview, asker, address, self.clock())

    async def autocomplete(self, text: str) -> list[str]:
        return await self._run(self.desk.autocomplete, text, self.clock())

    async def titles(self, text: str) -> list[str]:
        return await self._run(self.desk.orders.titles, text, self.clock())

    async def _run(self, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.executor, lambda: call(*arguments, **named))
