"""Sessions of the local gateway: identify, resume, reconnect, close codes, compression."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import discord
import pytest

from tests.servers.discord import DiscordServer
from tests.servers.discord.bot import Bot
from tests.servers.discord.client import Quick, pointed_at, running
from tests.servers.discord.errors import Json
from tests.servers.discord.world import ALICE, GUILD, NEWSROOM, PRIVATE, Intent, World


class Wire:
    """The gateway without discord.py."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def read(self) -> Json:
        frame: Json = json.loads(await self.socket.receive_str())
        return frame

    async def read_until(self, event: str) -> Json:
        while (frame := await self.read())["t"] != event:
            pass
        return frame

    async def send(self, op: int, data: object) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))

    async def closed_with(self) -> int | None:
        while not self.socket.closed:
            await self.socket.receive()
        return self.socket.close_code

    async def identify(self, token: str = World().token, **changes: Any) -> None:
        await self.send(
            2, {"token": token, "intents": int(discord.Intents.default().value), "properties": {}} | changes
        )


@asynccontextmanager
async def wire(server: DiscordServer, query: str = "?v=10&encoding=json") -> AsyncIterator[Wire]:
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url + query) as socket:
        yield Wire(socket)


def with_wire(work: Callable[[DiscordServer, Wire], Awaitable[None]], world: World | None = None) -> None:
    async def run() -> None:
        async with DiscordServer(world, heartbeat_interval=5000) as server, wire(server) as connection:
            hello = await connection.read()
            assert (hello["op"], hello["d"]) == (10, {"heartbeat_interval": 5000})
            await work(server, connection)

    asyncio.run(run())


def test_identify_brings_ready_and_the_guilds() -> None:
    async def work(server: DiscordServer, connection: Wire) -> None:
        await connection.identify()
        ready, guild = await connection.read(), await connection.read()
        assert (ready["t"], ready["s"], guild["t"], guild["s"]) == ("READY", 1, "GUILD_CREATE", 2)
        assert ready["d"]["resume_gateway_url"] == server.gateway_url
        assert ready["d"]["guilds"] == [{"id": GUILD.id, "unavailable": True}]
        assert server.gateway.identifies[0]["intents"] == discord.Intents.default().value
        await connection.send(1, 2)
        assert (await connection.read())["op"] == 11
        assert server.gateway.heartbeats == 1

    with_wire(work)


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "another", "intents": 0}, 4004),
        (2, {"token": World().token, "intents": -1}, 4013),
        (2, {"token": World().token, "intents": int(Intent.MESSAGE_CONTENT)}, 4014),
        (2, {"token": World().token, "intents": 0, "shard": [2, 2]}, 4010),
        (6, {"token": "another", "session_id": "x", "seq": 1}, 4004),
        (3, {}, 4003),
    ],
)
def test_close_codes_of_what_is_refused(op: int, data: Json, code: int) -> None:
    async def work(server: DiscordServer, connection: Wire) -> None:
        await connection.send(op, data)
        assert await connection.closed_with() == code

    with_wire(work, World(privileged=0))


def test_close_codes_of_what_makes_no_sense() -> None:
    async def work(server: DiscordServer, connection: Wire) -> None:
        await connection.socket.send_str("no JSON")
        assert await connection.closed_with() == 4002
        for op, code in ((2, 4005), (99, 4001)):
            async with wire(server) as other:
                await other.identify()
                await (other.identify() if op == 2 else other.send(op, {}))
                assert await other.closed_with() == code
        async with wire(server, "?v=5") as old:
            assert await old.closed_with() == 4012

    with_wire(work)


def test_only_events_of_the_intents_are_sent() -> None:
    async def work(server: DiscordServer, connection: Wire) -> None:
        await connection.identify(intents=int(Intent.GUILDS | Intent.DIRECT_MESSAGES))
        await connection.read_until("GUILD_CREATE")
        server.say("hello", ALICE, NEWSROOM, mention_bot=True)
        server.say("unseen", ALICE, PRIVATE, mention_bot=True)
        server.direct_message("hello", ALICE)
        frame = await connection.read()
        assert (frame["t"], frame["s"], "guild_id" in frame["d"]) == ("MESSAGE_CREATE", 3, False)

    with_wire(work)


def test_a_resume_replays_what_was_missed() -> None:
    async def work(server: DiscordServer, connection: Wire) -> None:
        await connection.identify()
        session = (await connection.read())["d"]["session_id"]
        await connection.read()
        await connection.socket.close(code=4000)
        await server.wait_for(lambda: not server.gateway.connections)
        server.direct_message("missed", ALICE)
        async with wire(server) as again:
            await again.read()
            await again.send(6, {"token": World().token, "session_id": session, "seq": 2})
            missed, resumed = await again.read(), await again.read()
            assert (missed["t"], missed["s"], missed["d"]["content"]) == ("MESSAGE_CREATE", 3, "missed")
            assert (resumed["t"], resumed["s"]) == ("RESUMED", 4)

    with_wire(work)


@pytest.mark.parametrize("code", [1000, 1001])
def test_a_session_that_was_closed_in_good_order_cannot_be_resumed(code: int) -> None:
    async def work(server: DiscordServer, connection: Wire) -> None:
        await connection.identify()
        session = (await connection.read())["d"]["session_id"]
        await connection.socket.close(code=code)
        await server.wait_for(lambda: not server.gateway.connections)
        async with wire(server) as again:
            await again.read()
            await again.send(6, {"token": World().token, "session_id": session, "seq": 1})
            answer = await again.read()
            assert (answer["op"], answer["d"]) == (9, False)

    with_wire(work)


def test_zlib_stream_is_sent_to_who_asks_for_it() -> None:
    async def run() -> None:
        async with DiscordServer() as server, wire(server, "?v=10&encoding=json&compress=zlib-stream") as connection:
            inflate = zlib.decompressobj()
            data = await connection.socket.receive_bytes()
            assert data.endswith(b"\x00\x00\xff\xff")
            assert json.loads(inflate.decompress(data))["op"] == 10
            await connection.identify()
            assert json.loads(inflate.decompress(await connection.socket.receive_bytes()))["t"] == "READY"

    asyncio.run(run())


def with_bot(work: Callable[[DiscordServer, Bot], Awaitable[None]]) -> None:
    async def run() -> None:
        async with DiscordServer() as server:
            bot = Bot()
            async with running(server, bot):
                await bot.wait_until_ready()
                await work(server, bot)

    asyncio.run(run())


@pytest.mark.parametrize("way", ["reconnect", "drop", "close", "invalidate resumably"])
def test_the_client_resumes_and_misses_nothing(way: str) -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        acts: dict[str, Callable[[], None]] = {
            "reconnect": server.gateway.reconnect,
            "drop": server.gateway.drop,
            "close": lambda: server.gateway.close(4000),
            "invalidate resumably": lambda: server.gateway.invalidate(resumable=True),
        }
        acts[way]()
        server.direct_message("in between", ALICE)
        assert await bot.hear(1) == ["in between"]
        await server.wait_for(lambda: server.gateway.resumes)
        assert len(server.gateway.identifies) == 1

    with_bot(work)


def test_an_invalid_session_is_opened_anew_on_this_server() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        server.gateway.invalidate()
        await server.wait_for(lambda: len(server.gateway.identifies) == 2)
        server.direct_message("hello", ALICE)
        assert await bot.hear(1) == ["hello"]
        assert server.gateway.resumes == []

    with_bot(work)


def test_a_session_lost_while_away_is_opened_anew() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        server.gateway.drop()
        server.gateway.sessions.clear()
        await server.wait_for(lambda: len(server.gateway.identifies) == 2)
        assert len(server.gateway.resumes) == 1

    with_bot(work)


def test_a_gateway_that_refuses_connections_is_tried_again() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        server.gateway.faults.refuse(1)
        server.gateway.drop()
        server.direct_message("meanwhile", ALICE)
        assert await bot.hear(1) == ["meanwhile"]
        assert server.gateway.faults.refusing == 0

    with_bot(work)


@pytest.mark.parametrize(("token", "error"), [("another", discord.LoginFailure), (World().token, None)])
def test_the_client_is_told_why_it_may_not_connect(token: str, error: type[Exception] | None) -> None:
    async def run() -> None:
        async with DiscordServer(World(privileged=0)) as server:
            intents = discord.Intents.default()
            intents.message_content = True
            with pointed_at(server.api_url, server.gateway_url):
                async with Quick(intents=intents) as client:
                    with pytest.raises(error or discord.PrivilegedIntentsRequired):
                        await client.start(token)

    asyncio.run(run())


def test_members_are_sent_on_request() -> None:
    async def run() -> None:
        async with DiscordServer() as server:
            client = Quick()
            async with running(server, client):
                await client.wait_until_ready()
                guild = client.get_guild(int(GUILD.id))
                assert guild is not None
                assert [one.name for one in await guild.query_members("ali")] == ["alice"]

    asyncio.run(run())
