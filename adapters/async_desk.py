"""The desk as seen from the event loop: its calls are synchronous, and run beside it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bot.cards.card import Card
from bot.chat import missed, presses
from bot.chat.nouns import Asker, Inbound, Press, Reply
from bot.chat.orders import Order
from bot.chat.service import ChatDesk
from bot.delivery.nouns import Address
from bot.errors import StoreUnavailable

P = ParamSpec("P")
T = TypeVar("T")


class Beside(Protocol):
    """Where the desk works: in other threads."""

    async def run(self, call: Callable[Concatenate[ChatDesk, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """Call a method of ChatDesk, or a function of a module that takes one, and wait for what comes of it."""
        ...


Served = Callable[[str, Reply | None, float], None]
"""Told of each message of a platform that was served, with the reply and how many seconds that took."""


def uncounted(_platform: str, _reply: Reply | None, _seconds: float) -> None:
    """Nobody counts."""


@dataclass(frozen=True, slots=True)
class AsyncDesk:
    """Each method is that of ChatDesk, at the time that `clock` gives, but for what it says itself."""

    beside: Beside
    clock: Callable[[], datetime]
    served: Served = uncounted

    async def take(self, inbound: Inbound) -> bool:
        return await self.beside.run(ChatDesk.take, inbound, self.clock())

    async def serve(self, inbound: Inbound, *, taken: bool) -> Reply | None:
        began = time.monotonic()
        reply = await self.beside.run(ChatDesk.serve, inbound, self.clock(), taken=taken)
        self.served(inbound.place.address.platform, reply, time.monotonic() - began)
        return reply

    async def shown(self, key: str, *, reached: bool) -> None:
        await self.beside.run(ChatDesk.shown, key, self.clock(), reached=reached)

    async def failed(self, inbound: Inbound, reference: str) -> Reply:
        return await self.beside.run(ChatDesk.failed, inbound, reference, self.clock())

    async def unfinished(self, platform: str) -> list[Inbound]:
        """Nothing while the database is away: the next look finds it."""
        try:
            return await self.beside.run(ChatDesk.unfinished, platform, self.clock())
        except StoreUnavailable:
            return []

    async def untaken(self, keys: Sequence[str]) -> list[str]:
        """Those of the keys whose events were never taken. Raises StoreUnavailable."""
        return await self.beside.run(missed.untaken, keys)

    async def channels(self, workspace: str, at_most: int) -> list[str]:
        """Those of a workspace that anything was sent to, the latest first. Raises StoreUnavailable."""
        return await self.beside.run(missed.channels, workspace, at_most)

    async def press(self, press: Press) -> Reply:
        return await self.beside.run(presses.press, press, self.clock())

    async def order(self, inbound: Inbound, verb: str, values: Mapping[str, str]) -> Reply:
        return await self.beside.run(ChatDesk.order, inbound, verb, values, self.clock())

    async def obey(self, inbound: Inbound, order: Order) -> Reply:
        return await self.beside.run(ChatDesk.obey, inbound, order, self.clock())

    async def examples(self, asker: Asker, address: Address) -> list[str]:
        return await self.beside.run(ChatDesk.examples, asker, address, self.clock())

    async def welcome(self, address: Address) -> None:
        await self.beside.run(ChatDesk.welcome, address, self.clock())

    async def overview(self, asker: Asker, address: Address) -> list[Card]:
        return await self.beside.run(ChatDesk.overview, asker, address, self.clock())

    async def autocomplete(self, asker: Asker, address: Address, text: str, verb: str | None = None) -> list[str]:
        return await self.beside.run(ChatDesk.autocomplete, asker, address, text, self.clock(), verb)

    async def titles(self, asker: Asker, address: Address, text: str) -> list[str]:
        return await self.beside.run(ChatDesk.titles, asker, address, text, self.clock())
