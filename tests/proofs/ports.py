"""The real ports, in an event loop of their own thread, to however many workspaces."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass

import aiohttp

from adapters import limits
from adapters.clock import now
from adapters.desk.ports import LoopPort
from adapters.discordbot import direct as discord_direct
from adapters.discordbot import rest
from adapters.discordbot.deliver import DiscordPort
from adapters.in_person import InPerson
from adapters.slackbot import direct as slack_direct
from adapters.slackbot.deliver import SlackPort
from adapters.slackbot.newblocks import NewBlocks
from adapters.slackbot.wire import web_client
from bot.cards.chart import Chart
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, SendsLater, Unknown
from tests.proofs.platforms import DISCORD, SLACK, Endpoints
from tests.servers.discord.world import BOT, World
from tests.servers.slack import Workspace

_CONNECTIONS = 256


@dataclass(frozen=True, slots=True)
class SlackWorkspaces(SendsLater):
    """A bot serves one workspace; here one worker sends to many, each with a port of its own."""

    ports: Mapping[str, LoopPort]

    @property
    def limits(self) -> Limits:
        return limits.SLACK

    def send(self, delivery: Delivery) -> Outcome:
        return self.ports[delivery.address.workspace].send(delivery)

    def send_later(self, delivery: Delivery) -> Future[Outcome]:
        return self.ports[delivery.address.workspace].send_later(delivery)

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        return self.ports[delivery.address.workspace].look_up(delivery)


LaterPort = SlackWorkspaces | LoopPort


@contextmanager
def opened(endpoints: Endpoints, patience: float) -> Iterator[dict[str, LaterPort]]:
    """The ports of the platforms that there are. A request is given up after `patience` seconds."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="ports", daemon=True)
    thread.start()
    lines = _Lines(endpoints, patience, loop)
    asyncio.run_coroutine_threadsafe(lines.open(), loop).result()
    try:
        yield lines.ports
    finally:
        asyncio.run_coroutine_threadsafe(lines.close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class _Lines:
    """The connections."""

    def __init__(self, endpoints: Endpoints, patience: float, loop: asyncio.AbstractEventLoop) -> None:
        self.ports: dict[str, LaterPort] = {}
        self._endpoints, self._patience, self._loop = endpoints, patience, loop
        self._session: aiohttp.ClientSession | None = None
        self._rest: rest.Rest | None = None

    async def open(self) -> None:
        if self._endpoints.slack:
            connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
            timeout = aiohttp.ClientTimeout(total=self._patience)
            self._session = aiohttp.ClientSession(timeout=timeout, connector=connector)
            taken = NewBlocks(now)
            self.ports[SLACK] = SlackWorkspaces(
                {
                    team: LoopPort(self._slack(url, self._session, taken), self._loop)
                    for team, url in self._endpoints.slack.items()
                }
            )
        if self._endpoints.discord:
            rest._TOTAL_SECONDS = self._patience  # type: ignore[misc]
            self._rest = rest.Rest(self._endpoints.discord, World().token)
            self._rest.open()
            port = InPerson(DiscordPort(self._rest, BOT.id, _png), discord_direct.opener(self._rest))
            self.ports[DISCORD] = LoopPort(port, self._loop)

    def _slack(self, url: str, session: aiohttp.ClientSession, taken: NewBlocks) -> InPerson:
        client = web_client(Workspace().bot_token, url, session)
        port = SlackPort(client, session, _png, taken, self._endpoints.home)
        return InPerson(port, slack_direct.opener(client))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
        if self._rest is not None:
            await self._rest.close()


def _png(_chart: Chart) -> bytes:
    raise AssertionError("no chart is sent here")
