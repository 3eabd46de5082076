"""The local Discord in a thread, and as a program of its own that is driven over HTTP."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest

from tests.servers.discord import ThreadedDiscordServer
from tests.servers.discord.bot import Bot
from tests.servers.discord.client import Quick, pointed_at
from tests.servers.discord.errors import Json
from tests.servers.discord.world import ALICE, DESK, NEWSROOM

ROOT = Path(__file__).parents[2]


def test_a_server_in_a_thread_is_driven_from_elsewhere() -> None:
    with ThreadedDiscordServer() as server:

        async def run() -> None:
            bot = Bot()
            with pointed_at(server.api_url, server.gateway_url):
                task = asyncio.create_task(bot.start(server.server.world.token))
                await asyncio.to_thread(drive)
                await bot.close()
                await asyncio.gather(task, return_exceptions=True)

        def drive() -> None:
            server.wait_connected()
            server.say("hello", ALICE, NEWSROOM, mention_bot=True)
            server.wait_for(lambda: len(server.server.messages(NEWSROOM)) == 2)
            hold = server.call(
                server.server.faults.hold, "POST /interactions/{interaction_id}/{webhook_token}/callback"
            )
            record = server.command("figure", "now", user=ALICE, channel=NEWSROOM)
            server.wait_for(lambda: hold.arrived)
            assert not record.acknowledged
            server.call(hold.release)
            server.wait(record.wait_answered)
            original = record.original
            assert original is not None
            pressed = server.press(original, "wrong", ALICE)
            server.wait(pressed.wait_acknowledged)
            server.wait(server.submit_modal(pressed, {"why": "x"}, ALICE).wait_answered)
            server.wait(server.select(original, "which", ["first"], ALICE).wait_answered)
            choices = server.autocomplete("figure", "ask", {"question": "a"}, "question", user=ALICE, channel=NEWSROOM)
            assert len(choices) == 3
            direct = server.direct_message("hello", ALICE)
            server.wait_for(lambda: len(server.server.messages(direct["channel_id"])) == 2)
            assert server.messages(NEWSROOM)[0]["content"].endswith("hello")

        asyncio.run(run())


@contextmanager
def program(*arguments: str) -> Iterator[Json]:
    """The server as a program: gives the line it prints when it is there."""
    command = [sys.executable, "-m", "tests.servers.discord", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
            assert process.wait() == 0


async def post(session: aiohttp.ClientSession, base: str, path: str, **arguments: Any) -> Any:
    async with session.post(f"{base}/_test/{path}", json=arguments) as response:
        return await response.json()


async def get(session: aiohttp.ClientSession, base: str, path: str) -> Any:
    async with session.get(f"{base}/_test/{path}") as response:
        return await response.json()


def test_a_program_is_driven_and_seen_over_http() -> None:
    async def run(addresses: Json) -> None:
        base = addresses["api_url"].removesuffix("/api/v10")
        bot = Bot()
        with pointed_at(addresses["api_url"], addresses["gateway_url"]):
            task = asyncio.create_task(bot.start(addresses["token"]))
            async with aiohttp.ClientSession() as session:
                await bot.ready.wait()
                await drive(session, base, bot)
            await bot.close()
            await asyncio.gather(task, return_exceptions=True)

    async def drive(session: aiohttp.ClientSession, base: str, bot: Bot) -> None:
        said = await post(session, base, "do/say", text="hi", user=ALICE.id, channel=NEWSROOM.id, mention_bot=True)
        assert await bot.hear(1) == [said["content"]]
        choices = await post(
            session,
            base,
            "do/autocomplete",
            name="figure",
            subcommand="ask",
            options={"question": "a"},
            focused="question",
            user=ALICE.id,
            channel=NEWSROOM.id,
        )
        assert len(choices) == 3
        assert await post(session, base, "fault/rate_limited", route="*") is None
        channel = await bot.fetch_channel(int(DESK.id))
        assert isinstance(channel, discord.TextChannel)
        sent = await channel.send("a report")
        assert [one["id"] for one in await get(session, base, f"messages/{DESK.id}")] == [str(sent.id)]
        assert 429 in [one["status"] for one in await get(session, base, "requests")]
        command = await post(session, base, "do/command", name="figure", subcommand="now", user=ALICE.id)
        assert (await get(session, base, f"interactions/{command['id']}"))["user_id"] == ALICE.id
        await post(session, base, "gateway/reconnect")
        await bot.wait_for("resumed")
        state = await get(session, base, "state")
        assert (state["connections"], state["resumes"], state["identifies"]) == (1, 1, 1)
        thread = await post(session, base, "do/start_thread", name="talk", user=ALICE.id, channel=NEWSROOM.id)
        assert thread["parent_id"] == NEWSROOM.id
        assert "not one of" in (await post(session, base, "do/dance"))["error"]
        assert "nothing" in (await post(session, base, "do/command", name="nothing", user=ALICE.id))["error"]

    with program("--port", "0") as addresses:
        asyncio.run(run(addresses))


def test_a_program_is_told_its_token_and_limits() -> None:
    async def run(addresses: Json) -> None:
        with pointed_at(addresses["api_url"], addresses["gateway_url"]):
            async with Quick() as client:
                with pytest.raises(discord.LoginFailure):
                    await client.login("a-bot-token")
                await client.login("secret")
                channel = client.get_partial_messageable(int(DESK.id))
                await channel.send("x" * 2001)
        async with aiohttp.ClientSession() as session:
            headers = {"Authorization": "Bot secret"}
            url = f"{addresses['api_url']}/channels/{DESK.id}/messages"
            async with session.get(url, headers=headers) as response:
                assert response.headers["X-RateLimit-Limit"] == "30"

    with program("--token", "secret", "--lenient", "--limits") as addresses:
        asyncio.run(run(addresses))
