"""Persons as destinations: whoever is written to in person is written to in their direct message with the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

from adapters.async_port import AsyncPort
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Failed, Outcome, Uncertain, Unknown

OpenDirect = Callable[[str], Awaitable[str | Outcome]]
"""From a user's id to the id of their direct message with the bot, which the platform makes where there is none; or
why there is none."""
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class InPerson:
    """A platform's port that takes persons, too: `port` sends to channels alone."""

    port: AsyncPort
    open_direct: OpenDirect
    _opened: dict[str, str] = field(default_factory=dict)

    @property
    def limits(self) -> Limits:
        return self.port.limits

    async def send(self, delivery: Delivery) -> Outcome:
        found = await self._to_a_channel(delivery)
        return await self.port.send(found) if isinstance(found, Delivery) else found

    async def look_up(self, delivery: Delivery) -> str | Unknown | None:
        found = await self._to_a_channel(delivery)
        return await self.port.look_up(found) if isinstance(found, Delivery) else Unknown()

    async def _to_a_channel(self, delivery: Delivery) -> Delivery | Outcome:
        user = delivery.address.person
        if user is None:
            return delivery
        channel = self._opened.get(user) or await self.open_direct(user)
        if not isinstance(channel, str):
            # Opened twice is opened once: nothing is in doubt, as nothing was posted.
            return Failed(channel.reason) if isinstance(channel, Uncertain) else channel
        if len(self._opened) >= _REMEMBERED:
            self._opened.clear()
        self._opened[user] = channel
        return replace(delivery, address=delivery.address._replace(channel=channel))
