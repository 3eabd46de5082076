"""A figure that was given in Discord changes: every place is told once, in replies, in messages and in person."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.calendar.nouns import CORRECTION, MARK
from bot.cards.card import Action
from bot.delivery.nouns import State
from tests.adapters import changed
from tests.adapters.discord.mailroom import EDIT, SEND
from tests.adapters.discord.newsroom import NEWS, QUESTION, Newsroom, newsroom
from tests.servers.discord import ManualClock
from tests.servers.discord.errors import Json
from tests.servers.discord.posts import delete_message
from tests.servers.discord.reading import text
from tests.servers.discord.world import ALICE, DESK, GUILD, NEWSROOM

_HAS_LAYOUT = 1 << 15


async def _asked(room: Newsroom, question: str = QUESTION, channel: Any = NEWSROOM) -> Json:
    """The public answer."""
    before = len(room.mine(channel))
    async with room.relaying():
        room.server.say(question, ALICE, channel, mention_bot=True)
        answer: Json = (await room.posted(before + 1, channel))[before]
        await room.settled()
    return answer


async def _changes(room: Newsroom) -> None:
    changed.publish_final(room.engine, room.now())
    for _ in range(3):
        await room.tick(60)


def _told(room: Newsroom, channel: Any = NEWSROOM) -> list[Json]:
    return [one for one in room.mine(channel) if _shown(one).startswith(changed.NEWS)]


def _marked(room: Newsroom, channel: Any = NEWSROOM) -> list[str]:
    return [one["id"] for one in room.mine(channel) if f"{changed.MARK}: " in _shown(one)]


def _shown(message: Json) -> str:
    """Without what makes it bold."""
    return text(message).replace("*", "").replace("\\", "")


def test_each_place_is_told_once(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            answer = await _asked(room)
            computed = await _asked(room, changed.COMPUTED, DESK)
            private = (await room.ask(QUESTION)).original
            assert private is not None
            await _changes(room)
            (below,) = _told(room)
            assert below["message_reference"]["message_id"] == answer["id"]
            assert _marked(room) == [answer["id"]]
            (marked,) = [one for one in room.mine() if one["id"] == answer["id"]]
            assert marked["flags"] & _HAS_LAYOUT
            assert "was 700 in" in _shown(marked)
            ((now, said),) = [room.mine(DESK)]
            assert (now["id"], said["message_reference"]["message_id"]) == (computed["id"], computed["id"])
            assert "asked again, this is answered: " in _shown(now)
            assert "fell by 277" in _shown(said)
            (alone,) = _told(room, room.server.state.direct_channel(ALICE))
            assert "you were given" in _shown(alone)
            assert room.failures == []

    asyncio.run(work())


def test_what_was_shared_and_what_a_digest_told_is_told_there(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            changed.daily_digest(room.engine, NEWS, room.now() + timedelta(minutes=2), room.now())
            await room.tick(1)
            changed.publish_revised(room.engine, room.now())
            await room.tick(180)
            private = (await room.ask(QUESTION)).original
            assert private is not None
            await (await room.press(private, Action.SHARE)).wait_answered()
            await room.tick(1)
            digest, shared = room.mine()
            await _changes(room)
            assert sorted(_marked(room)) == sorted([digest["id"], shared["id"]])
            (said,) = _told(room)
            assert "message_reference" not in said
            for message in (digest, shared):
                assert f"https://discord.com/channels/{GUILD.id}/{NEWSROOM.id}/{message['id']}" in str(said)

    asyncio.run(work())


def test_a_deleted_message_is_recorded_and_the_word_still_goes(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            answer = await _asked(room)
            delete_message(room.server.state, room.server.state.messages[answer["id"]])
            await _changes(room)
            states = {row.kind: row.state for row in room.rows() if row.kind in (MARK, CORRECTION)}
            assert states == {MARK: State.PARKED, CORRECTION: State.SENT}
            assert len(_told(room)) == 1

    asyncio.run(work())


@pytest.mark.parametrize(("route", "after"), [(SEND, True), (SEND, False), (EDIT, True), (EDIT, False)])
def test_it_stands_once_whatever_is_lost(sqlite_engine: Engine, route: str, after: bool) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            await _asked(room)
            room.server.faults.drop(route, after=after)
            await _changes(room)
            assert (len(_told(room)), len(_marked(room))) == (1, 1)
            assert {row.state for row in room.rows()} == {State.SENT}

    asyncio.run(work())
