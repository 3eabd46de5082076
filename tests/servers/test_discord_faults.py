"""Scripted faults of the local Discord, as the real discord.py meets them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest

from tests.servers.discord import DiscordServer, ManualClock
from tests.servers.discord.bot import Bot
from tests.servers.discord.client import RawClient, raw_client, running
from tests.servers.discord.world import ALICE, DESK, NEWSROOM

SEND = "POST /channels/{channel_id}/messages"
READ = "GET /channels/{channel_id}/messages"
EDIT_ANSWER = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
CALLBACK = "POST /interactions/{interaction_id}/{webhook_token}/callback"


def with_desk(work: Callable[[DiscordServer, Bot, discord.TextChannel], Awaitable[None]], **options: Any) -> None:
    """Runs a test's coroutine with a server, a connected bot, and the channel it sends to."""

    async def run() -> None:
        async with DiscordServer(**options) as server:
            bot = Bot()
            async with running(server, bot):
                await bot.wait_until_ready()
                channel = bot.get_channel(int(DESK.id))
                assert isinstance(channel, discord.TextChannel)
                await work(server, bot, channel)

    asyncio.run(run())


def sent(server: DiscordServer) -> list[str]:
    return [one["content"] for one in server.messages(DESK)]


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
def test_429_is_obeyed(scope: str) -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.faults.rate_limited(SEND, scope=scope, count=2)
        await channel.send("x")
        assert [one.status for one in server.requests_to(SEND)] == [429, 429, 200]
        assert sent(server) == ["x"]

    with_desk(work)


@pytest.mark.parametrize(("after", "taken"), [(False, []), (True, ["x"])])
def test_503_before_and_after_the_message_was_taken(after: bool, taken: list[str]) -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.faults.status(SEND, 503, after=after)
        with pytest.raises(discord.DiscordServerError):
            await channel.send("x")
        assert sent(server) == taken

    with_desk(work)


def test_500_is_tried_again_by_the_client() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.faults.status(SEND, 500, after=True)
        await channel.send("x", nonce="n")
        await channel.send("y")
        assert sent(server) == ["x", "y"]  # The nonce kept the second try from doubling it.

    with_desk(work)


@pytest.mark.parametrize(("after", "taken"), [(False, []), (True, ["x"])])
def test_a_connection_dropped_before_and_after_the_message_was_taken(after: bool, taken: list[str]) -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.faults.drop(SEND, after=after)
        with pytest.raises(aiohttp.ClientError):
            await channel.send("x")
        assert sent(server) == taken
        await channel.send("y")
        assert sent(server) == [*taken, "y"]

    with_desk(work)


def test_a_fault_may_come_later() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.faults.drop(SEND, skip=1)
        await channel.send("x")
        with pytest.raises(aiohttp.ClientError):
            await channel.send("y")
        assert sent(server) == ["x"]

    with_desk(work)


@pytest.mark.parametrize(("after", "meanwhile"), [(False, []), (True, ["x"])])
def test_a_delay_lasts_until_it_is_released(after: bool, meanwhile: list[str]) -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        hold = server.faults.hold(SEND, after=after)
        sending = asyncio.create_task(channel.send("x"))
        await server.wait_for(lambda: hold.arrived)
        assert (sent(server), sending.done()) == (meanwhile, False)
        hold.release()
        await sending
        assert sent(server) == ["x"]

    with_desk(work)


def test_history_may_lag() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        await channel.send("x")
        server.faults.lag_history()
        await channel.send("y")
        assert [one.content async for one in channel.history()] == ["x"]
        assert sent(server) == ["x", "y"]
        server.faults.catch_up()
        assert [one.content async for one in channel.history()] == ["y", "x"]

    with_desk(work)


def test_an_answer_that_is_held_past_its_time_is_unknown() -> None:
    clock = ManualClock()

    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        hold = server.faults.hold(CALLBACK)
        record = server.command("figure", "now", user=ALICE, channel=NEWSROOM)
        await server.wait_for(lambda: hold.arrived)
        clock.advance(4)
        hold.release()
        await server.wait_for(lambda: server.refusals)
        assert [one.answer["code"] for one in server.refusals] == [10062]
        assert record.failed

    with_desk(work, clock=clock)


def test_the_edit_of_an_answer_may_be_limited() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.faults.rate_limited(EDIT_ANSWER)
        record = server.command("figure", "ask", {"question": "x"}, user=ALICE, channel=NEWSROOM)
        await record.wait_answered()
        assert [one.status for one in server.requests_to(EDIT_ANSWER)] == [429, 200]

    with_desk(work)


def test_a_message_event_comes_twice() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.gateway.faults.duplicate("MESSAGE_CREATE")
        server.direct_message("x", ALICE)
        server.direct_message("y", ALICE)
        assert await bot.hear(3) == ["x", "x", "y"]

    with_desk(work)


def test_an_interaction_comes_twice_and_is_answered_once() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.gateway.faults.duplicate("INTERACTION_CREATE")
        record = server.command("figure", "ask", {"question": "x"}, user=ALICE, channel=NEWSROOM)
        await server.wait_for(lambda: [one for one in server.refusals if one.answer["code"] == 40060])
        await record.wait_answered()

    with_desk(work)


def test_an_event_comes_late() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        hold = server.gateway.faults.hold("MESSAGE_CREATE")
        server.direct_message("first", ALICE)
        server.direct_message("second", ALICE)
        assert await bot.hear(1) == ["second"]
        assert hold.held == 1
        hold.release()
        assert await bot.hear(1) == ["first"]

    with_desk(work)


def test_a_malformed_event_ends_discord_py() -> None:
    async def run() -> None:
        async with DiscordServer() as server:
            bot = Bot()
            async with running(server, bot) as task:
                await bot.wait_until_ready()
                server.gateway.faults.malform("MESSAGE_CREATE", lambda data: {"id": data["id"]})
                server.direct_message("x", ALICE)
                with pytest.raises(KeyError):
                    await task

    asyncio.run(run())


def test_an_event_with_more_in_it_than_known_is_harmless() -> None:
    async def work(server: DiscordServer, bot: Bot, channel: discord.TextChannel) -> None:
        server.gateway.faults.malform("MESSAGE_CREATE", lambda data: data | {"novelty": [1], "content": "changed"})
        server.direct_message("x", ALICE)
        assert await bot.hear(1) == ["changed"]

    with_desk(work)


def test_a_repeated_nonce_gives_the_first_message_until_its_window_ends() -> None:
    clock = ManualClock()

    async def work(server: DiscordServer, client: RawClient) -> None:
        path, body = f"/channels/{DESK.id}/messages", {"content": "x", "nonce": "n", "enforce_nonce": True}
        _, first = await client("POST", path, body)
        clock.advance(100)
        _, second = await client("POST", path, body | {"content": "y"})
        assert (second["id"], second["content"], second["nonce"]) == (first["id"], "x", "n")
        _, elsewhere = await client("POST", f"/channels/{NEWSROOM.id}/messages", body)
        assert elsewhere["id"] != first["id"]
        _, unforced = await client("POST", path, {"content": "z", "nonce": "n"})
        assert unforced["id"] != first["id"]
        clock.advance(0.1)
        _, after = await client("POST", path, body)
        assert after["id"] != first["id"]
        assert sent(server) == ["x", "z", "x"]

    async def run() -> None:
        async with DiscordServer(clock=clock, nonce_window=100) as server, raw_client(server) as client:
            await work(server, client)

    asyncio.run(run())
