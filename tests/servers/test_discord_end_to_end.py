"""A bot on the real discord.py lives in the local Discord: messages, commands, buttons, selects, modals, threads."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.servers.discord import CannotDoError, DiscordServer
from tests.servers.discord.bot import PNG, Bot, Choices
from tests.servers.discord.client import Quick, QuickSharded, running
from tests.servers.discord.world import ALICE, BEN, BOT, DESK, GUILD, NEWSROOM, READ_ONLY, Guild, Member, World


def with_bot(work: Callable[[DiscordServer, Bot], Awaitable[None]], **options: Any) -> None:
    """Runs a test's coroutine with a server and a connected bot; nothing may have been refused."""

    async def run() -> None:
        async with DiscordServer(**options) as server:
            bot = Bot()
            async with running(server, bot):
                await bot.wait_until_ready()
                await work(server, bot)
            assert server.refusals == []

    asyncio.run(run())


def test_a_mention_is_answered_with_an_embed_and_a_chart() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        said = server.say("how many seats?", ALICE, NEWSROOM, mention_bot=True)
        answer = (await server.wait_for(lambda: server.messages(NEWSROOM)[1:]))[0]
        assert answer["message_reference"]["message_id"] == said["id"]
        assert (answer["content"], answer["mentions"], answer["nonce"]) == ("an answer", [], said["id"])
        assert answer["attachments"] == []  # Files that an embed shows are not listed.
        image = answer["embeds"][0]["image"]
        assert (image["width"], image["height"], image["description"]) == (640, 360, "a chart")
        async with aiohttp.ClientSession() as session, session.get(image["url"]) as response:
            assert await response.read() == PNG

    with_bot(work)


def test_content_is_blank_for_those_without_the_intent() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        server.say("between us", ALICE, NEWSROOM)
        server.say("for the bot", ALICE, NEWSROOM, mention_bot=True)
        server.direct_message("in private", BEN)
        assert await bot.hear(3) == ["", f"<@{BOT.id}> for the bot", "in private"]

    with_bot(work)


def test_content_is_there_for_those_with_the_intent() -> None:
    async def run() -> None:
        async with DiscordServer() as server:
            intents = discord.Intents.default()
            intents.message_content = True
            bot = Bot(intents=intents)
            async with running(server, bot):
                server.say("between us", ALICE, NEWSROOM)
                server.say("after", ALICE, NEWSROOM, mention_bot=True)
                assert (await bot.hear(2))[0] == "between us"

    asyncio.run(run())


def test_rest_gives_no_content_either_where_the_intent_is_not_switched_on() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        server.say("between us", ALICE, NEWSROOM)
        server.say("for the bot", ALICE, NEWSROOM, mention_bot=True)
        channel = await bot.fetch_channel(int(NEWSROOM.id))
        assert isinstance(channel, discord.TextChannel)
        said = [one.content async for one in channel.history(oldest_first=True) if one.author != bot.user]
        assert said == ["", f"<@{BOT.id}> for the bot"]

    with_bot(work, world=World(privileged=0))


def test_a_direct_message_is_answered_in_the_same_place() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        said = server.direct_message("hello", BEN)
        await server.wait_for(lambda: len(server.messages(said["channel_id"])) == 2)
        user = await bot.fetch_user(int(BEN.id))
        sent = await user.send("more")
        assert str(sent.channel.id) == said["channel_id"]

    with_bot(work)


def test_a_reply_reaches_the_bot_as_a_mention() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        server.say("first", ALICE, NEWSROOM, mention_bot=True)
        answer = (await server.wait_for(lambda: server.messages(NEWSROOM)[1:]))[0]
        server.say("and then?", ALICE, NEWSROOM, reply_to=answer)
        await server.wait_for(lambda: len(server.messages(NEWSROOM)) == 4)
        server.say("without a ping", ALICE, NEWSROOM, reply_to=answer, ping=False)
        assert (await bot.hear(3))[1:] == ["and then?", ""]

    with_bot(work)


def test_a_command_is_deferred_and_answered_for_one_user() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        record = server.command("figure", "ask", {"question": "seats"}, user=ALICE, channel=NEWSROOM)
        assert (record.acknowledged, record.original) == (False, None)
        await record.wait_answered()
        assert record.callback is not None
        assert (record.callback.type, record.callback.data["flags"]) == (5, 64)
        assert 0 <= record.callback.seconds < 3
        assert record.original is not None
        assert (record.original["content"], record.original["flags"]) == ("answer to seats", 64)
        assert server.messages(NEWSROOM) == []  # Only Alice sees it.
        with pytest.raises(CannotDoError, match="ben cannot see"):
            server.press(record.original, "source", BEN)

    with_bot(work)


def test_a_command_is_answered_in_direct_messages() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        record = await server.command("figure", "ask", {"question": "seats"}, user=BEN).wait_answered()
        assert record.channel_id == server.state.direct_channel(BEN).id
        assert record.original is not None

    with_bot(work)


def test_an_answer_and_what_follows_it() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        record = server.command("figure", "now", user=ALICE, channel=NEWSROOM)
        await record.wait(lambda one: one.followups)
        assert [one["content"] for one in server.messages(NEWSROOM)] == ["now"]
        (follow_up,) = record.followups
        assert (follow_up["content"], follow_up["flags"]) == ("and more", 64)

    with_bot(work)


def test_autocomplete_gives_choices() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        choices = await server.autocomplete(
            "figure", "ask", {"question": "se"}, "question", user=ALICE, channel=NEWSROOM
        )
        assert choices == [{"name": f"se{number}", "value": f"se{number}"} for number in range(3)]

    with_bot(work)


def test_buttons_selects_and_modals() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        shown = (await server.command("figure", "now", user=ALICE, channel=NEWSROOM).wait_answered()).original
        assert shown is not None
        pressed = await server.press(shown, "source", BEN).wait_answered()
        assert pressed.original is not None
        assert (pressed.original["id"], pressed.original["content"]) == (shown["id"], "the source")
        chosen = await server.select(shown, "which", ["second"], BEN).wait_answered()
        assert chosen.original is not None
        assert chosen.original["content"] == "chose second"
        shared = await server.press(shown, "share", ALICE).wait(lambda one: one.followups)
        assert shared.callback is not None
        assert (shared.callback.type, shared.followups[0]["content"]) == (6, "shared")
        opened = await server.press(shown, "wrong", ALICE).wait_acknowledged()
        reported = await server.submit_modal(opened, {"why": "the year"}, ALICE).wait_answered()
        assert reported.original is not None
        assert (reported.original["content"], reported.original["flags"]) == ("Reported: the year", 64)
        with pytest.raises(CannotDoError, match="required"):
            server.submit_modal("report", {}, ALICE)

    with_bot(work)


def test_a_button_is_pressed_after_a_restart() -> None:
    async def run() -> None:
        async with DiscordServer() as server:
            async with running(server, Bot()):
                record = server.command("figure", "ask", {"question": "seats"}, user=ALICE, channel=NEWSROOM)
                shown = (await record.wait_answered()).original
            assert shown is not None
            await server.wait_for(lambda: not server.gateway.connections)
            async with running(server, Bot()):
                pressed = await server.press(shown, "source", ALICE).wait_answered()
            assert pressed.original is not None
            assert pressed.original["content"] == "the source"

    asyncio.run(run())


def test_threads_of_users_and_of_the_bot() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        said = server.say("a subject", ALICE, NEWSROOM)
        thread = server.start_thread("talk", ALICE, NEWSROOM, said)
        assert thread.id == said["id"]
        server.say("here too?", ALICE, thread, mention_bot=True)
        await server.wait_for(lambda: len(server.messages(thread)) == 2)
        channel = bot.get_channel(int(DESK.id))
        assert isinstance(channel, discord.TextChannel)
        opened = await (await channel.send("a report")).create_thread(name="report")
        await opened.send("details")
        assert [one["content"] for one in server.messages(str(opened.id))] == ["details"]

    with_bot(work)


def test_history_is_paged_and_messages_are_edited_and_deleted() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        channel = bot.get_channel(int(DESK.id))
        assert isinstance(channel, discord.TextChannel)
        sent = [await channel.send(str(number)) for number in range(5)]
        ids = [int(one["id"]) for one in server.messages(DESK)]
        assert ids == sorted(set(ids)) == [one.id for one in sent]
        newest = [one.content async for one in channel.history(limit=2)]
        before = [one.content async for one in channel.history(limit=2, before=sent[2])]
        after = [one.content async for one in channel.history(limit=2, after=sent[2])]
        around = [one.content async for one in channel.history(limit=3, around=sent[2])]
        oldest = [one.content async for one in channel.history(limit=2, oldest_first=True)]
        assert oldest == ["0", "1"]
        assert (newest, before, after, around) == (["4", "3"], ["1", "0"], ["3", "4"], ["3", "2", "1"])
        await sent[0].edit(content="changed", view=Choices())
        assert (await channel.fetch_message(sent[0].id)).content == "changed"
        await sent[1].delete()
        assert str(sent[1].id) not in [one["id"] for one in server.messages(DESK)]

    with_bot(work)


def test_the_guild_is_as_its_fixture_says() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        guild = await bot.fetch_guild(int(GUILD.id))
        assert {one.name for one in await guild.fetch_channels()} == {one.name for one in GUILD.channels}
        assert "editors" in {one.name for one in await guild.fetch_roles()}
        alice = await guild.fetch_member(int(ALICE.id))
        assert [role.name for role in alice.roles] == ["@everyone", "editors"]
        cached = bot.get_guild(int(GUILD.id))
        assert cached is not None
        channel = cached.get_channel(int(READ_ONLY.id))
        assert channel is not None
        assert not channel.permissions_for(cached.me).send_messages

    with_bot(work)


def test_shards_hear_their_own_guilds() -> None:
    other = Guild(str(int(GUILD.id) + (1 << 22)), "Elsewhere", ALICE.id, members=(Member(BOT), Member(ALICE)))

    async def run() -> None:
        async with DiscordServer(World(guilds=(GUILD, other)), shards=2) as server:
            client = QuickSharded(shard_count=2)
            async with running(server, client):
                await client.wait_until_ready()
                assert {guild.shard_id for guild in client.guilds} == {0, 1}
                assert sorted(one["shard"] for one in server.gateway.identifies) == [[0, 2], [1, 2]]
                heard = asyncio.create_task(client.wait_for("message"))
                await asyncio.sleep(0)
                server.say("hello", ALICE, NEWSROOM, mention_bot=True)
                assert (await heard).guild == client.get_guild(int(GUILD.id))

    asyncio.run(run())


def test_the_number_of_shards_is_recommended() -> None:
    async def run() -> None:
        async with DiscordServer(shards=3) as server:
            client = QuickSharded()
            async with running(server, client):
                await server.wait_connected(3)
                assert client.shard_count == 3

    asyncio.run(run())


def test_discord_py_points_back_at_the_real_server_afterwards() -> None:
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY

    async def run() -> None:
        async with DiscordServer() as server, running(server, Quick()):
            assert server.api_url == Route.BASE

    asyncio.run(run())
    assert before == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)


def test_users_can_only_do_what_is_offered() -> None:
    async def work(server: DiscordServer, bot: Bot) -> None:
        shown = (await server.command("figure", "now", user=ALICE, channel=NEWSROOM).wait_answered()).original
        assert shown is not None
        attempts: list[tuple[Callable[[], object], str]] = [
            (lambda: server.command("graph", user=ALICE, channel=NEWSROOM), "not registered"),
            (lambda: server.command("figure", user=ALICE, channel=NEWSROOM), "needs a subcommand"),
            (lambda: server.command("figure", "tell", user=ALICE, channel=NEWSROOM), "no subcommand 'tell'"),
            (lambda: server.command("figure", "ask", user=ALICE, channel=NEWSROOM), "needs the option 'question'"),
            (
                lambda: server.command("figure", "ask", {"question": 1}, user=ALICE, channel=NEWSROOM),
                "does not take 1",
            ),
            (lambda: server.command("figure", "now", {"x": 1}, user=ALICE, channel=NEWSROOM), "no option 'x'"),
            (lambda: server.press(shown, "nothing", ALICE), "no 'nothing' in the message"),
            (lambda: server.select(shown, "which", ["third"], ALICE), "offers"),
            (lambda: server.select(shown, "which", [], ALICE), "takes 1 to 1 values"),
            (lambda: server.submit_modal("nothing", {}, ALICE), "no modal 'nothing'"),
        ]
        for attempt, message in attempts:
            with pytest.raises(CannotDoError, match=message):
                attempt()

    with_bot(work)
