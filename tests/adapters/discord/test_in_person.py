"""What could not be posted in a channel is told to whoever asked, in their direct message with the bot."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Engine

from bot.delivery.nouns import State
from tests.adapters.discord.newsroom import NEWS, QUESTION, Newsroom, newsroom
from tests.servers.discord.faults import Fault, Kind
from tests.servers.discord.world import ALICE, NEWSROOM, World

OPENING = "POST /users/@me/channels"
POSTING = "POST /channels/{channel_id}/messages"
FIRST = f"What you asked for could not be posted in discord\\:{NEWS.workspace}/{NEWS.channel}"
CLOSED = "Cannot send messages to this user (403/50007)"


def _reasons(room: Newsroom) -> list[str | None]:
    return [row.last_error for row in room.rows()]


def _forbidden() -> Fault:
    return Fault(POSTING, Kind.STATUS, 1, status=403, body={"message": "Missing Permissions", "code": 50013})


@pytest.mark.parametrize("fault", ["none", "opened, answer lost", "not opened", "posted, answer lost"])
def test_a_channel_where_it_may_not_post_is_told_once(sqlite_engine: Engine, fault: str) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine) as room:
            room.server.faults.add(_forbidden())
            match fault:
                case "opened, answer lost":
                    room.server.faults.drop(OPENING, after=True)
                case "not opened":
                    room.server.faults.status(OPENING, 503)
                case "posted, answer lost":
                    room.server.faults.drop(POSTING, skip=1, after=True)
            async with room.relaying():
                room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
                direct = room.server.state.direct_channel(ALICE)
                (told,) = await room.posted(1, direct.id)
            assert told["content"] == FIRST
            assert room.mine() == []

    asyncio.run(work())


def test_who_takes_no_messages_holds_nothing_up(sqlite_engine: Engine) -> None:
    world = World(closed_to_direct_messages=frozenset({ALICE.id}))

    async def work() -> None:
        async with newsroom(sqlite_engine, server={"world": world}) as room:
            room.server.faults.add(_forbidden())
            async with room.relaying():
                room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
                await room.server.wait_for(lambda: _reasons(room)[1:] == [None, CLOSED])
            assert [row.state for row in room.rows()] == [State.DUE, State.SENT, State.DUE]

    asyncio.run(work())
