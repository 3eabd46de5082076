"""The outbox and the real port over a local Discord, on a clock that moves by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from adapters.desk.ports import LoopPort
from adapters.discordbot.deliver import DiscordPort
from adapters.discordbot.rest import Rest
from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery, Message
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.store.engine import writing
from tests.adapters.discord.cards import CARDS
from tests.adapters.discord.newsroom import DESK_ADDRESS, NEWS, PNG
from tests.servers.discord import DiscordServer, ManualClock
from tests.servers.discord.errors import Json

SEND = "POST /channels/{channel_id}/messages"
EDIT = "PATCH /channels/{channel_id}/messages/{message_id}"
LOOK_UP = "GET /channels/{channel_id}/messages"


@dataclass
class Mailroom:
    """What a test works with. `clock` is Discord's too."""

    engine: Engine
    server: DiscordServer
    clock: ManualClock
    rest: Rest
    port: LoopPort

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.clock.seconds, UTC)

    def put(
        self, subject: str, address: Address = NEWS, card: Card | None = None, kind: str = "answer", **payload: Any
    ) -> None:
        """A message into the outbox, due now; a card of a plain answer unless the payload says otherwise."""
        body = {"card": (card or CARDS["answered"]).as_json(), **payload} if "only" not in payload else payload["only"]
        message = Message(kind, subject, "", address, body, due_at=self.now())
        with writing(self.engine) as connection:
            enqueue(connection, [message], self.now())

    async def play(self, minutes: float = 5) -> None:
        """Passes of a relay at every moment that it asks for."""
        relay = Relay(self.engine, {"discord": self.port}, "one", self.now, Terms(lambda: 0.0, desk=DESK_ADDRESS))
        until = self.now() + timedelta(minutes=minutes)

        def work() -> None:
            while (wake := relay.run_once()) is not None and wake <= until:
                self.clock.seconds = max(self.clock.seconds, wake.timestamp())

        await asyncio.to_thread(work)

    def posted(self, address: Address = NEWS) -> list[Json]:
        return self.server.messages(address.channel)

    def row(self, subject: str) -> Delivery:
        (found,) = (row for row in deliveries(self.engine) if row.subject == subject)
        return found

    def rows(self) -> list[Delivery]:
        return sorted(deliveries(self.engine), key=lambda row: row.id)


def draw(_chart: Chart) -> bytes:
    return PNG


@asynccontextmanager
async def mailroom(engine: Engine, **server: Any) -> AsyncIterator[Mailroom]:
    """`server`: arguments of the local Discord."""
    clock = ManualClock()
    async with DiscordServer(clock=clock, **server) as discord_server:
        rest = Rest(discord_server.api_url, discord_server.world.token)
        rest.open()
        port = LoopPort(DiscordPort(rest, discord_server.world.bot.id, draw), asyncio.get_running_loop())
        try:
            yield Mailroom(engine, discord_server, clock, rest, port)
        finally:
            await rest.close()
