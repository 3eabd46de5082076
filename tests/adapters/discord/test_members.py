"""What was ordered by somebody who had a role then, and is carried out once they have it no more."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.chat.access import Access
from bot.errors import StoreUnavailable
from tests.adapters.discord.newsroom import Newsroom, newsroom
from tests.servers.discord import ManualClock
from tests.servers.discord.world import ALICE, EDITORS, GUILD, NEWSROOM

MEMBER = "GET /guilds/{guild_id}/members/{user_id}"
ORDER = 'dates add "Open day" at 2090-06-01'


async def _ordered_while_away(room: Newsroom) -> None:
    """An editor's order is stored, and cannot be carried out yet."""
    room.chat = replace(room.chat, access=Access(editors=frozenset({EDITORS.id})))
    await room.restart()
    tried = asyncio.Event()
    loop = asyncio.get_running_loop()

    def away(*_arguments: Any) -> None:
        loop.call_soon_threadsafe(tried.set)
        raise StoreUnavailable("the database is away")

    room.desk.answer = away  # type: ignore[method-assign, assignment]
    room.server.say(ORDER, ALICE, NEWSROOM, mention_bot=True)
    await asyncio.wait_for(tried.wait(), 20)
    await room.bot.stop()


def _take_roles(room: Newsroom) -> None:
    state = room.server.state
    members = tuple(replace(one, roles=()) if one.user == ALICE else one for one in GUILD.members)
    state.world = replace(state.world, guilds=(replace(GUILD, members=members),))


async def _told_later(room: Newsroom) -> str:
    room.server.state.clock.advance(60)  # type: ignore[attr-defined]
    await room.start()
    async with asyncio.timeout(20):
        while not room.rows():  # noqa: ASYNC110 - a database tells nobody of its changes
            await asyncio.sleep(0.01)
    (row,) = room.rows()
    return str(row.payload["card"]["headline"])


@pytest.mark.parametrize(("takes", "told"), [(False, "Added: Open day"), (True, "Only the desk's editors change")])
def test_rights_are_those_of_the_moment_at_which_it_is_carried_out(
    sqlite_engine: Engine, takes: bool, told: str
) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            await _ordered_while_away(room)
            if takes:
                _take_roles(room)
            assert (await _told_later(room)).startswith(told)

    asyncio.run(work())


@pytest.mark.parametrize("trouble", [403, 500, None])
def test_where_discord_does_not_say_nobody_has_a_role(sqlite_engine: Engine, trouble: int | None) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            await _ordered_while_away(room)
            if trouble is None:
                room.server.faults.drop(MEMBER, count=5)
            else:
                room.server.faults.status(MEMBER, trouble)
            assert "could not be found out" in await _told_later(room)

    asyncio.run(work())
