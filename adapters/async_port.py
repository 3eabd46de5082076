"""Platforms as the adapters have them: their requests run in an event loop."""

from __future__ import annotations

from typing import Protocol

from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, Unknown


class AsyncPort(Protocol):
    """`bot.delivery.ports.Port`, to be called in the event loop that the adapter runs in."""

    @property
    def limits(self) -> Limits: ...

    async def send(self, delivery: Delivery) -> Outcome: ...

    async def look_up(self, delivery: Delivery) -> str | Unknown | None: ...
