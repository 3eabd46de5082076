"""Mentions that came while the bot was away: answered when it is back, once, unless they are too old."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.delivery.nouns import State
from tests.adapters.discord.newsroom import ANSWER, QUESTION, Newsroom, newsroom
from tests.servers.discord import ManualClock
from tests.servers.discord.permissions import Permission
from tests.servers.discord.reading import sentence
from tests.servers.discord.world import ALICE, BEN, DESK, GUILD, NEWSROOM, Overwrite

HISTORY = "GET /channels/{channel_id}/messages"
Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[..., None]


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    def running(work: Work, **options: Any) -> None:
        async def inside() -> None:
            server = {"clock": ManualClock(), **options}
            async with newsroom(sqlite_engine, server=server, look_back=timedelta(hours=1)) as room:
                await room.bot.stop()
                await work(room)
                assert {row.state for row in room.rows()} <= {State.SENT}

        asyncio.run(inside())

    return running


async def _back(room: Newsroom) -> None:
    """The bot is there again, has looked, and has answered what it found."""
    room.bot, begun = room.make_bot(), asyncio.Event()
    told = room.bot._on_session

    def on_session(shard: int) -> None:
        told(shard)
        begun.set()

    room.bot._on_session = on_session  # type: ignore[method-assign]
    await room.bot.start()
    await begun.wait()
    await _looked(room)


async def _looked(room: Newsroom) -> None:
    await asyncio.gather(*room.bot._looks)
    while room.bot._under_way:
        await asyncio.wait(room.bot._under_way)
    await room.tick()


def _answers(room: Newsroom, channel: Any = NEWSROOM) -> int:
    return sum(ANSWER in sentence(post) for post in room.mine(channel))


def test_what_was_asked_meanwhile_is_answered_once_wherever_it_was_asked(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        await room.start()
        room.server.direct_message(QUESTION, ALICE)
        direct = room.server.state.direct_channel(ALICE).id
        while not room.mine(direct):
            await room.server.wait_for(lambda: True)
            await room.tick()
        await room.bot.stop()
        thread = room.server.start_thread("ferries", BEN, NEWSROOM)
        for channel in (NEWSROOM, DESK, thread):
            room.server.say(QUESTION, BEN, channel, mention_bot=True)
        room.server.say("ferry passengers on North in 2022, said to nobody", BEN, NEWSROOM)
        room.server.direct_message(QUESTION, ALICE)
        for _ in range(2):
            await _back(room)
            assert [_answers(room, channel) for channel in (NEWSROOM, DESK, thread, direct)] == [1, 1, 1, 2]
            await room.bot.stop()

    run(work)


def test_what_is_too_old_is_not_answered(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        clock = room.server.state.clock
        assert isinstance(clock, ManualClock)
        room.server.say("passengers on South in 2022?", ALICE, NEWSROOM, mention_bot=True)
        clock.advance(59 * 60)
        recent = room.server.say(QUESTION, BEN, NEWSROOM, mention_bot=True)
        clock.advance(2 * 60)
        await _back(room)
        (answer,) = room.mine()
        assert answer["message_reference"]["message_id"] == recent["id"]

    run(work)


def test_what_was_answered_before_is_not_answered_by_a_database_that_does_not_know_it(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        rest = {"content": "The answer.", "message_reference": {"message_id": asked["id"]}}
        bot = room.server.world.bot
        room.server._post(room.server.state.channels[NEWSROOM.id], bot, rest, asked)
        await _back(room)
        assert len(room.mine()) == 1

    run(work)


def test_many_questions_of_one_user_are_all_answered(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        for _ in range(14):
            room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        await _back(room)
        assert (_answers(room), len(room.mine())) == (14, 14)

    run(work)


def test_a_channel_that_may_not_be_read_is_not_asked_for(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        denied = Overwrite(GUILD.id, deny=Permission.READ_MESSAGE_HISTORY)
        room.server.state.channels[NEWSROOM.id].overwrite((denied,))
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        room.server.say(QUESTION, BEN, DESK, mention_bot=True)
        await _back(room)
        assert _answers(room, DESK) == 1
        assert _answers(room) == 0
        assert {one.path.split("/")[-2] for one in room.server.requests_to(HISTORY)} == {DESK.id}

    run(work)


def test_a_session_that_is_not_resumed_loses_nothing(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        await _back(room)
        gateway = room.server.gateway
        gateway.faults.refusing = -1
        gateway.sessions.clear()
        gateway.drop()
        room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
        gateway.faults.refusing = 0
        await room.server.wait_for(lambda: room.server.requests_to(HISTORY))
        await _looked(room)
        assert _answers(room) == 1

    run(work)
