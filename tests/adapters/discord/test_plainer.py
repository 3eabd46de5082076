"""Answers to people on a Discord that takes no layouts, and messages of the version before on one that does."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import Engine

from adapters.discordbot.foot import footers
from adapters.discordbot.layout import has_layout
from bot.cards.card import Action
from tests.adapters.discord.newsroom import ANSWER, COMPARISON, QUESTION, UNCLEAR, Newsroom, buttons, newsroom
from tests.servers.discord.errors import Json
from tests.servers.discord.reading import pictures, sentence
from tests.servers.discord.world import ALICE, NEWSROOM

Work = Callable[[Newsroom], Awaitable[None]]
Run = Callable[[Work], None]


@pytest.fixture
def run(sqlite_engine: Engine) -> Run:
    def running(work: Work) -> None:
        async def inside() -> None:
            async with newsroom(sqlite_engine) as room, room.relaying():
                await work(room)
                assert room.failures == []

        asyncio.run(inside())

    return running


def passengers(message: Json) -> str:
    return next(one["custom_id"] for one in buttons(message) if "ferry passengers" in one["label"].lower())


def test_a_private_answer_and_its_buttons_come_plainer_and_are_not_lost(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.state.layouts = False
        asked = await room.ask(COMPARISON)
        assert asked.original is not None
        assert not has_layout(asked.original["flags"])
        assert asked.original["flags"] & 64
        (shown,) = pictures(asked.original)
        assert shown["description"] == room.drawn[0].alt
        workings = await (await room.press(asked.original, Action.WORKINGS)).wait_answered()
        assert workings.original is not None
        assert sentence(workings.original) == sentence(asked.original)

    run(work)


def test_a_private_answer_has_its_chart_in_its_layout(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        asked = await room.ask(COMPARISON)
        assert asked.original is not None
        assert has_layout(asked.original["flags"])
        assert len(pictures(asked.original)) == 1
        assert room.server.refusals == []

    run(work)


def test_a_choice_is_taken_in_place_where_no_layouts_are_taken(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.state.layouts = False
        room.server.say(UNCLEAR, ALICE, NEWSROOM, mention_bot=True)
        (asked,) = await room.posted(1)
        foot = footers(asked)
        pressed = room.server.press(asked, passengers(asked), ALICE)
        await pressed.wait(lambda _: "Copy line" in [one.get("label") for one in buttons(room.mine()[0])])
        assert footers(room.mine()[0]) == foot

    run(work)


@pytest.mark.parametrize("where", ["channel", "alone"])
def test_a_choice_of_a_message_of_the_version_before_becomes_a_layout(run: Run, where: str) -> None:
    async def work(room: Newsroom) -> None:
        room.server.state.layouts = False
        if where == "channel":
            room.server.say(UNCLEAR, ALICE, NEWSROOM, mention_bot=True)
            (asked,) = await room.posted(1)
        else:
            asked = (await room.ask(UNCLEAR)).original or {}
        assert asked["content"]
        foot = footers(asked)
        assert bool(foot) is (where == "channel")
        room.server.state.layouts = True
        pressed = room.server.press(asked, passengers(asked), ALICE)
        await pressed.wait(lambda one: one.original and has_layout(one.original["flags"]))
        picked = pressed.original
        assert picked is not None
        assert (picked["content"], picked["embeds"]) == ("", [])
        assert footers(picked) == foot
        assert sentence(picked)

    run(work)


def test_a_message_of_the_version_before_keeps_its_buttons(run: Run) -> None:
    async def work(room: Newsroom) -> None:
        room.server.state.layouts = False
        asked = await room.ask(QUESTION)
        assert asked.original is not None
        room.server.state.layouts = True
        for action in (Action.SOURCE, Action.COPY, Action.SHARE):
            pressed = await (await room.press(asked.original, action)).wait_answered()
            assert pressed.original is not None
        (shared,) = await room.posted(1)
        assert ANSWER in sentence(shared)
        assert has_layout(shared["flags"])

    run(work)
