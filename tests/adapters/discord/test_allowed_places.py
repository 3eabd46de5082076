"""Which places of Discord the desk serves: threads go with their channel, and what was taken out is told nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.cards.card import Action
from bot.chat.access import Access
from bot.delivery.nouns import State
from tests.adapters.discord.newsroom import ANSWER, QUESTION, Newsroom, newsroom
from tests.servers.discord import ManualClock
from tests.servers.discord.reading import sentence
from tests.servers.discord.world import ALICE, DESK, GUILD, NEWSROOM

NEWSROOM_ALONE = Access(channels=frozenset({("discord", NEWSROOM.id)}))
DESK_ALONE = Access(channels=frozenset({("discord", DESK.id)}))


def run_on(engine: Engine, work: Any) -> None:
    async def inside() -> None:
        async with newsroom(engine, server={"clock": ManualClock()}) as room:
            await work(room)
            assert room.failures == []

    asyncio.run(inside())


async def _allow(room: Newsroom, access: Access) -> None:
    room.chat = replace(room.chat, access=access)
    await room.restart()


async def _enqueued(room: Newsroom, text: str, channel: Any) -> None:
    before = len(room.rows())
    room.server.say(text, ALICE, channel, mention_bot=True)
    async with asyncio.timeout(20):
        while len(room.rows()) == before:  # noqa: ASYNC110 - a database tells nobody of its changes
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(("access", "served"), [(NEWSROOM_ALONE, True), (DESK_ALONE, False)])
def test_a_thread_is_served_where_its_channel_is(sqlite_engine: Engine, access: Access, served: bool) -> None:
    async def work(room: Newsroom) -> None:
        await _allow(room, access)
        thread = room.server.start_thread("budget", ALICE, NEWSROOM)
        await _enqueued(room, QUESTION, thread)
        await room.tick()
        (post,) = room.mine(thread)
        assert (ANSWER in sentence(post)) is served
        asked = await room.ask(QUESTION, channel=thread)
        private = room.server.state.messages[asked.original_id]
        assert (ANSWER in sentence(private)) is served
        found = await room.server.autocomplete(
            "figure", "ask", {"question": "ferry"}, "question", user=ALICE, channel=thread
        )
        assert bool(found) is served
        if served:
            await (await room.press(private, Action.SHARE)).wait_answered()
            await room.tick(5)
            assert len(room.mine(thread)) == 2

    run_on(sqlite_engine, work)


def test_what_waits_for_a_channel_that_was_taken_out_is_not_posted(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        thread = room.server.start_thread("budget", ALICE, NEWSROOM)
        for place in (NEWSROOM, thread):
            await _enqueued(room, QUESTION, place)
        await _allow(room, DESK_ALONE)
        await room.tick()
        assert [room.mine(place) for place in (NEWSROOM, thread)] == [[], []]
        assert {row.state for row in room.rows()} == {State.CANCELLED}

    run_on(sqlite_engine, work)


def test_a_direct_message_belongs_to_no_server(sqlite_engine: Engine) -> None:
    async def work(room: Newsroom) -> None:
        await _allow(room, Access(workspaces=frozenset({("discord", GUILD.id)})))
        room.server.direct_message(QUESTION, ALICE)
        async with asyncio.timeout(20):
            while not room.rows():  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.01)
        await room.tick()
        (post,) = room.mine(room.server.state.direct_channel(ALICE))
        assert sentence(post).startswith("This desk does not answer in this workspace")

    run_on(sqlite_engine, work)
