"""A figure that is followed from Discord: the button, the command, the message in a channel and in person, its end."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Engine

from bot.calendar.subscriptions import listed
from bot.cards.card import Action
from bot.ledger.record import record
from tests.adapters.discord.newsroom import QUESTION, Newsroom, newsroom
from tests.ask.ledger import tidy
from tests.servers.discord import ManualClock
from tests.servers.discord.errors import Json
from tests.servers.discord.world import ALICE, NEWSROOM

LEAD = "New figure: ferry passengers (North) in 2022 (final):"


async def _tell(room: Newsroom) -> None:
    figure = room.desk.desk.ask(QUESTION, room.now()).figures[0]
    dimension, code = figure.dimensions[0]
    header = f"indicator,period,{dimension},value,unit,status\n"
    record(room.engine, tidy(f"{header}{figure.indicator},2022,{code},777,{figure.unit or ''},final\n"), room.now())
    for _ in range(2):
        await room.tick(60)


def _news(room: Newsroom, channel: object) -> list[Json]:
    return [one for one in room.mine(channel) if LEAD in str(one)]


async def _pressed(room: Newsroom, message: Json, action: Action) -> str:
    interaction = await (await room.press(message, action)).wait_answered()
    return str(interaction.original)


def test_a_channel_is_told_once_and_ends_it(sqlite_engine: Engine) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
            await room.server.wait_for(lambda: room.rows() or None)
            await room.tick(1)
            (answer,) = room.mine()
            assert "This channel follows" in await _pressed(room, answer, Action.FOLLOW)
            await _tell(room)
            (told,) = _news(room, NEWSROOM)
            assert "does not follow" in await _pressed(room, told, Action.UNFOLLOW)
            assert listed(room.engine) == []
            assert room.failures == []

    asyncio.run(work())


@pytest.mark.parametrize("way", ["command", "button"])
def test_somebody_is_told_in_person_once_and_ends_it(sqlite_engine: Engine, way: str) -> None:
    async def work() -> None:
        async with newsroom(sqlite_engine, server={"clock": ManualClock()}) as room:
            where = {"user": ALICE, "channel": NEWSROOM}
            if way == "command":
                asked = room.server.command("figure", "follow", {"question": QUESTION}, **where)
                assert "You follow" in str((await asked.wait_answered()).original)
            else:
                answer = (await room.ask(QUESTION)).original
                assert answer is not None
                assert "You follow" in await _pressed(room, answer, Action.FOLLOW)
            await _tell(room)
            (told,) = _news(room, room.server.state.direct_channel(ALICE))
            assert "You do not follow" in await _pressed(room, told, Action.UNFOLLOW)
            assert listed(room.engine) == []
            assert room.failures == []

    asyncio.run(work())
