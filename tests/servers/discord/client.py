"""discord.py against a local Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import aiohttp
import discord
import discord.shard
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.servers.discord.errors import Json
from tests.servers.discord.server import DiscordServer


@contextmanager
def pointed_at(api_url: str, gateway_url: str) -> Iterator[None]:
    """Points discord.py at another server, which it can be only for the whole process, and back at the end. Shards have
    the library's own connection again: that of a bot that ran before would go to the bot's gateway."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.shard.DiscordWebSocket
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api_url, yarl.URL(gateway_url)
    discord.shard.DiscordWebSocket = DiscordWebSocket  # type: ignore[misc]
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.shard.DiscordWebSocket = before  # type: ignore[misc]


class Quick(discord.Client):
    """A client that does not wait five seconds before it identifies again, nor two for more guilds."""

    def __init__(self, *, intents: discord.Intents | None = None, **options: Any) -> None:
        super().__init__(intents=intents or discord.Intents.default(), guild_ready_timeout=0.05, **options)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        return


class QuickSharded(discord.AutoShardedClient):
    """The same in shards."""

    def __init__(self, **options: Any) -> None:
        super().__init__(intents=discord.Intents.default(), guild_ready_timeout=0.05, **options)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        return


@asynccontextmanager
async def running(server: DiscordServer, client: discord.Client) -> AsyncIterator[asyncio.Task[None]]:
    """The client, connected; gives the task that runs it."""
    with pointed_at(server.api_url, server.gateway_url):
        task = asyncio.create_task(client.start(server.world.token))
        try:
            await server.wait_connected(client.shard_count or 1)
            yield task
        finally:
            await client.close()
            await asyncio.gather(task, return_exceptions=True)


class RawClient:
    """REST without discord.py, which checks much before it sends: any body goes out as it is."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self._server = server
        self._session = session

    async def __call__(
        self, method: str, path: str, body: object = None, *, token: str | None = None, **options: Any
    ) -> tuple[int, Any]:
        """Status and JSON of the answer."""
        status, answer, _ = await self.full(method, path, body, token=token, **options)
        return status, answer

    async def full(
        self, method: str, path: str, body: object = None, *, token: str | None = None, **options: Any
    ) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON and headers of the answer."""
        headers = {"Authorization": f"Bot {token or self._server.world.token}"}
        given: dict[str, Any] = {"json": body} if body is not None else {}
        url = self._server.api_url + path
        async with self._session.request(method, url, headers=headers, **given, **options) as response:
            answer = await response.json() if response.content_type == "application/json" else None
            return response.status, answer, dict(response.headers)


@asynccontextmanager
async def raw_client(server: DiscordServer) -> AsyncIterator[RawClient]:
    async with aiohttp.ClientSession() as session:
        yield RawClient(server, session)


def where(errors: Json, path: tuple[str, ...] = ()) -> dict[str, str]:
    """The paths and codes in the "errors" of a refusal: {"embeds.0.title": "BASE_TYPE_MAX_LENGTH"}."""
    found: dict[str, str] = {}
    for key, value in errors.items():
        if key == "_errors":
            found[".".join(path)] = value[0]["code"]
        else:
            found |= where(value, (*path, key))
    return found
