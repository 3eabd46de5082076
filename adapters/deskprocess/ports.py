"""The platforms for the relays of the desk's process: each call is made by the process that serves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from adapters.async_port import AsyncPort
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, SendsLater, Unknown

CallFront = Callable[..., Future[Any]]
"""Has the serving process call a function with its ports and these arguments."""

_BOUND_SECONDS = 25.0
"""For a call of the serving process, which bounds its own work: shorter than the lease of a delivery."""


@dataclass(frozen=True, slots=True)
class RemotePort(SendsLater):
    platform: str
    limits: Limits
    call: CallFront

    def send(self, delivery: Delivery) -> Outcome:
        return self.send_later(delivery).result(_BOUND_SECONDS)

    def send_later(self, delivery: Delivery) -> Future[Outcome]:
        return self.call(send, self.platform, delivery)

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        found: str | Unknown | None = self.call(look_up, self.platform, delivery).result(_BOUND_SECONDS)
        return found


async def send(ports: Mapping[str, AsyncPort], platform: str, delivery: Delivery) -> Outcome:
    return await ports[platform].send(delivery)


async def look_up(ports: Mapping[str, AsyncPort], platform: str, delivery: Delivery) -> str | Unknown | None:
    return await ports[platform].look_up(delivery)
