"""Thanks in Discord: a reaction to the message, and nothing else."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from tests.adapters.discord.newsroom import Newsroom, newsroom
from tests.servers.discord.permissions import Permission
from tests.servers.discord.world import ALICE, BOT, GUILD, NEWSROOM, Overwrite, World

THUMB = "\N{THUMBS UP SIGN}"
DONE = "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me"


async def _tried(room: Newsroom) -> None:
    await room.server.wait_for(lambda: [one for one in room.server.state.requests if one.name == DONE and one.status])


@pytest.mark.parametrize("text", ["thanks", "<:party:12>", "hello"])
def test_a_reaction_in_place_of_an_answer(sqlite_engine: Engine, text: str) -> None:
    async def run() -> None:
        async with newsroom(sqlite_engine) as room:
            said = room.server.say(text, ALICE, NEWSROOM, mention_bot=True)
            alone = room.server.direct_message("cheers", ALICE)
            await room.server.wait_for(lambda: len(room.server.state.reactions) == 2)
            assert room.server.state.reactions == {said["id"]: [THUMB], alone["id"]: [THUMB]}
            assert (room.rows(), room.mine(), room.failures) == ([], [], [])

    asyncio.run(run())


def test_where_it_may_not_react_it_says_nothing(sqlite_engine: Engine) -> None:
    mute = replace(NEWSROOM, overwrites=(Overwrite(BOT.id, deny=int(Permission.ADD_REACTIONS), member=True),))
    world = World(guilds=(replace(GUILD, channels=(mute, *GUILD.channels[1:])),))

    async def run() -> None:
        async with newsroom(sqlite_engine, server={"world": world}) as room:
            room.server.say("thanks", ALICE, NEWSROOM, mention_bot=True)
            await _tried(room)
            await room.bot.drain()
            assert room.rows() == []
            assert room.mine() == []
            assert room.desk.unfinished("discord", room.now().replace(year=2100)) == [], "it is done"

    asyncio.run(run())
