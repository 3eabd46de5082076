"""Edited mentions in Discord: answered anew in place, once; what Discord itself changes does nothing."""

from __future__ import annotations

import asyncio

from sqlalchemy import Engine

from tests.adapters.discord.newsroom import ANSWER, QUESTION, Newsroom, newsroom
from tests.servers.discord.errors import Json
from tests.servers.discord.posts import delete_message
from tests.servers.discord.reading import pictures, text
from tests.servers.discord.world import ALICE, BOT, NEWSROOM

SECOND = f"<@{BOT.id}> ferry passengers on South in 2022"


async def _asked(room: Newsroom, question: str = QUESTION) -> tuple[Json, Json]:
    """A question, and its answer."""
    said = room.server.say(question, ALICE, NEWSROOM, mention_bot=True)
    (answer,) = await room.posted(1)
    await room.settled()
    return said, answer


def test_the_answer_is_edited(sqlite_engine: Engine) -> None:
    async def run() -> None:
        async with newsroom(sqlite_engine) as room, room.relaying():
            said, answer = await _asked(room)
            assert ANSWER in text(answer)
            room.server.edit(said, SECOND)
            await room.server.wait_for(lambda: "South" in text(room.mine()[0]))
            await room.settled()
            (now,) = room.mine()
            assert now["id"] == answer["id"]
            assert "Edited" in text(now)
            room.server.state.publish.message("MESSAGE_UPDATE", room.server.state.messages[said["id"]])
            room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
            await room.posted(2)
            await room.settled()
            assert len(room.rows()) == 3, "a preview that is added later is no edit of its own"

    asyncio.run(run())


def test_what_is_no_longer_there_is_answered_below(sqlite_engine: Engine) -> None:
    async def run() -> None:
        async with newsroom(sqlite_engine) as room, room.relaying():
            said, answer = await _asked(room)
            delete_message(room.server.state, room.server.state.messages[answer["id"]])
            room.server.edit(said, SECOND)
            (now,) = await room.posted(1)
            assert "South" in text(now)
            assert "Edited" in text(now)
            await room.settled()
            assert len(room.mine()) == 1

    asyncio.run(run())


def test_a_chart_goes_with_its_answer(sqlite_engine: Engine) -> None:
    async def run() -> None:
        async with newsroom(sqlite_engine) as room, room.relaying():
            said, answer = await _asked(room, "trend of ferry passengers")
            assert len(pictures(answer)) == 1
            room.server.edit(said, SECOND)
            await room.server.wait_for(lambda: "South" in text(room.mine()[0]))
            assert pictures(room.mine()[0]) == []

    asyncio.run(run())


def test_a_mention_that_is_added_is_answered(sqlite_engine: Engine) -> None:
    async def run() -> None:
        async with newsroom(sqlite_engine) as room, room.relaying():
            said = room.server.say("ferry passengers on South in 2022", ALICE, NEWSROOM)
            room.server.edit(said, SECOND)
            (answer,) = await room.posted(1)
            assert "South" in text(answer)
            assert "Edited" not in text(answer)

    asyncio.run(run())
