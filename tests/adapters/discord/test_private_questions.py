"""Who is told of a question on Discord: nobody who could not see it being asked."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.calendar.rules import DigestRule
from bot.calendar.subscriptions import Wish, subscribe
from bot.chat.nouns import Visibility
from bot.delivery.nouns import Address
from bot.ledger.open_questions import open_for, still_open
from tests.adapters.discord.newsroom import Newsroom, newsroom
from tests.servers.discord import ManualClock, World
from tests.servers.discord.permissions import Permission
from tests.servers.discord.reading import sentence, text
from tests.servers.discord.world import ALICE, BEN, BOT, DESK, EDITORS, GUILD, NEWSROOM, Channel, Guild, Overwrite

HOUR = 3600.0
READ = int(Permission.VIEW_CHANNEL)
Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[..., None]

HIDDEN = (Overwrite(GUILD.id, deny=READ), Overwrite(EDITORS.id, allow=READ), Overwrite(BOT.id, allow=READ, member=True))
DEN = Channel("1100000000000000051", "den", overwrites=HIDDEN)
LOBBY = Channel("1100000000000000052", "lobby")
BARRED = Channel("1100000000000000053", "barred", overwrites=(Overwrite(EDITORS.id, deny=READ),))
FLEETING = Channel(
    "1100000000000000054", "fleeting", overwrites=(Overwrite(GUILD.id, deny=int(Permission.READ_MESSAGE_HISTORY)),)
)
ABROAD = Channel("1100000000000000062", "abroad")
OTHER = Guild("1100000000000000061", "Another newsroom", BEN.id, channels=(ABROAD,), members=GUILD.members)
WORLD = World(guilds=(replace(GUILD, channels=(*GUILD.channels, DEN, LOBBY, BARRED, FLEETING)), OTHER))


def about(place: str) -> str:
    """A question that the ledger has no figure for."""
    return f"ferry passengers on {place} in 2022"


def address_of(channel: Any, guild: Guild = GUILD) -> Address:
    return Address("discord", guild.id, channel.id)


def run_on(engine: Engine, work: Work, **config: Any) -> None:
    async def inside() -> None:
        async with newsroom(engine, server={"clock": ManualClock(), "world": WORLD}, **config) as room:
            await work(room)
            assert room.failures == []
            assert room.server.refusals == []

    asyncio.run(inside())


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    return lambda work, **config: run_on(sqlite_engine, work, **config)


def seen_in(room: Newsroom, channel: Any, guild: Guild = GUILD) -> list[str]:
    address = address_of(channel, guild)
    return sorted(one.text for one in open_for(room.engine, str(address), address.budget))


async def _until(holds: Callable[[], bool]) -> None:
    """The outbox is no part of the local server, which tells of its own changes alone."""
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110 - a database tells nobody of its changes
            await asyncio.sleep(0.01)


async def mention(room: Newsroom, place: str, channel: Any, user: Any = ALICE) -> None:
    """A question in a channel, once its answer is in the outbox."""
    before = len(room.rows())
    room.server.say(about(place), user, channel, mention_bot=True)
    await _until(lambda: len(room.rows()) > before)


async def answered(room: Newsroom, place: str, channel: Any = None) -> None:
    """A question to the bot alone, once its answer is in the outbox."""
    before = len(room.rows())
    if channel is None:
        room.server.direct_message(about(place), BEN)
    else:
        room.server.command("figure", "ask", {"question": about(place)}, user=ALICE, channel=channel)
    await _until(lambda: len(room.rows()) > before)


async def digests(room: Newsroom, *places: tuple[Any, Guild]) -> list[list[str]]:
    """The open questions that the digests of the next morning tell."""
    for channel, guild in places:
        rule = DigestRule.parse("daily 07:00", "UTC")
        wish = Wish(address_of(channel, guild), "UTC", digest=rule, post_empty=True)
        subscribe(room.engine, wish, "terminal", room.now())
    await room.tick(11 * HOUR)
    told = []
    for channel, _ in places:
        (post,) = [one for one in room.mine(channel) if sentence(one).startswith("Figures desk")]
        told.append(sorted(re.findall("“([^”]+)”", text(post))))
    return told


def test_digests_tell_what_could_be_seen_and_the_desk_s_own_all(engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        await room.ask(about("Corvo"))
        await answered(room, "Dorval")
        for place, channel in (("Narnia", NEWSROOM), ("Denmark", DEN)):
            await mention(room, place, channel)
        await mention(room, "Elba", ABROAD)
        places = ((NEWSROOM, GUILD), (LOBBY, GUILD), (DEN, GUILD), (ABROAD, OTHER), (DESK, GUILD))
        in_news, in_lobby, in_den, abroad, at_desk = await digests(room, *places)
        assert in_news == in_lobby == [about("Narnia")]
        assert in_den == [about("Denmark"), about("Narnia")]
        assert abroad == [about("Elba")]
        names = ("Corvo", "Denmark", "Dorval", "Elba", "Narnia")
        assert at_desk == [about(name) for name in names]

    run_on(engine, work)


def test_a_thread_is_as_open_as_its_channel(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        for name, channel, private in (("Narnia", NEWSROOM, False), ("Oz", NEWSROOM, True), ("Denmark", DEN, False)):
            thread = room.server.start_thread(name, ALICE, channel, private=private)
            await mention(room, name, thread)
            assert about(name) in seen_in(room, thread)
        assert seen_in(room, LOBBY) == [about("Narnia")]

    run(work)


def test_a_channel_that_anybody_is_kept_out_of_is_not_open(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        for name, channel in (("Denmark", DEN), ("Barbados", BARRED), ("Fiji", FLEETING)):
            await mention(room, name, channel, BEN if channel is BARRED else ALICE)
            assert about(name) in seen_in(room, channel)
        assert seen_in(room, LOBBY) == []

    run(work)


def test_a_channel_is_what_it_is_when_it_is_asked_in(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        await mention(room, "Narnia", LOBBY)
        room.server.set_overwrites(LOBBY, *HIDDEN)
        await mention(room, "Oz", LOBBY)
        room.server.set_overwrites(LOBBY)
        await mention(room, "Elba", LOBBY)
        assert seen_in(room, NEWSROOM) == [about("Elba"), about("Narnia")]
        assert seen_in(room, LOBBY) == [about("Elba"), about("Narnia"), about("Oz")]

    run(work)


def test_the_words_of_a_command_that_is_answered_for_all_were_seen_by_nobody(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        thread = room.server.start_thread("apart", ALICE, NEWSROOM, private=True)
        await answered(room, "Dorval")
        for name, channel in (("Narnia", NEWSROOM), ("Denmark", DEN), ("Oz", thread)):
            await answered(room, name, channel)
        for channel in (NEWSROOM, LOBBY, DEN, thread):
            assert seen_in(room, channel) == []
        direct = room.server.state.direct_channel(BEN)
        assert open_for(room.engine, f"discord//{direct.id}", "discord/") == []
        assert len(still_open(room.engine)) == 4

    run(work, command_visibility=Visibility.PUBLIC)


def test_a_private_command_is_told_nowhere_until_it_is_asked_for_all(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        await room.ask(f"{about('Narnia')}, please tell me!")
        assert seen_in(room, NEWSROOM) == []
        await mention(room, "Narnia", NEWSROOM, BEN)
        assert seen_in(room, LOBBY) == [about("Narnia")]
        await room.ask(about("Narnia").upper())
        assert seen_in(room, LOBBY) == [about("Narnia")]

    run(work)
