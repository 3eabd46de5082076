"""A working day on Discord: every step by a user, over sockets, with a restart in the middle."""

from __future__ import annotations

import asyncio

from sqlalchemy import Engine

from adapters.discordbot.foot import footers
from bot.cards.card import Action
from bot.delivery.nouns import State
from tests.adapters.discord.newsroom import (
    ANSWER,
    COMPARISON,
    PNG,
    QUESTION,
    Newsroom,
    button,
    buttons,
    labels,
    newsroom,
)
from tests.servers.discord.reading import pictures, sentence, text
from tests.servers.discord.world import ALICE, BEN, DESK, NEWSROOM


def test_a_day_in_the_newsroom(engine: Engine) -> None:
    async def day() -> None:
        async with newsroom(engine) as room:
            async with room.relaying():
                await _question_and_follow_up(room)
                await _private_answer_and_share(room)
                await _ambiguous(room)
                await _chart(room)
            await room.restart()
            async with room.relaying():
                await _after_the_restart(room)
            assert {row.state for row in room.rows()} == {State.SENT}
            assert room.failures == []
            assert room.server.refusals == []

    asyncio.run(day())


async def _question_and_follow_up(room: Newsroom) -> None:
    said = room.server.say(QUESTION, ALICE, NEWSROOM, mention_bot=True)
    (answer,) = await room.posted(1)
    assert ANSWER in sentence(answer)
    assert answer["message_reference"]["message_id"] == said["id"]
    await room.settled()
    room.server.say("and in 2023?", ALICE, NEWSROOM, reply_to=answer)
    _, followed = await room.posted(2)
    assert "was 500 in" in sentence(followed)
    thread = room.server.start_thread("ferries", ALICE, NEWSROOM, answer)
    room.server.say(QUESTION, ALICE, thread, mention_bot=True)
    await room.posted(1, thread)
    room.server.say("and South?", BEN, thread, mention_bot=True)
    _, in_thread = await room.posted(2, thread)
    assert "was 400 in" in sentence(in_thread)


async def _private_answer_and_share(room: Newsroom) -> None:
    before = len(room.mine())
    asked = await room.ask(QUESTION)
    assert asked.original is not None
    assert asked.ephemeral
    assert ANSWER in sentence(asked.original)
    assert "Share in channel" in labels(asked.original)
    assert len(room.mine()) == before
    pressed = await (await room.press(asked.original, Action.SHARE)).wait_answered()
    assert pressed.original is not None
    assert sentence(pressed.original) == "Shared in the channel."
    shared = (await room.posted(before + 1))[-1]
    assert ANSWER in sentence(shared)
    assert "Shared by: Alice" in text(shared)
    await (await room.press(asked.original, Action.SHARE)).wait_answered()
    assert len(room.mine()) == before + 1


async def _ambiguous(room: Newsroom) -> None:
    asked = await room.ask("North in 2022")
    assert asked.original is not None
    picks = [one for one in buttons(asked.original) if one["custom_id"].startswith("factdesk:pick:")]
    assert len(picks) == 3
    passengers = next(one for one in picks if "ferry passengers" in one["label"])
    room.server.press(asked.original, passengers["custom_id"], ALICE)
    picked = await asked.wait(lambda one: one.original and ANSWER in sentence(one.original))
    assert picked.original is not None
    assert "Copy line" in labels(picked.original)


async def _chart(room: Newsroom) -> None:
    before = len(room.mine())
    room.server.say(COMPARISON, BEN, NEWSROOM, mention_bot=True)
    answer = (await room.posted(before + 1))[-1]
    (shown,) = pictures(answer)
    assert shown["url"].endswith("/chart.png")
    assert room.server.state.uploads[shown["url"].removeprefix(room.server.state.base_url)] == PNG
    assert shown["description"] == room.drawn[0].alt
    assert footers(answer)


async def _after_the_restart(room: Newsroom) -> None:
    answer = room.mine()[0]
    sources = await (await room.press(answer, Action.SOURCE, BEN)).wait_answered()
    assert sources.ephemeral
    form = await (await room.press(answer, Action.WRONG, BEN)).wait_acknowledged()
    sent = await room.server.submit_modal(form, {"note": "that is the old figure"}, BEN).wait_answered()
    assert sent.original is not None
    assert sentence(sent.original).startswith("Sent to the desk")
    (report,) = await room.posted(1, DESK)
    assert "that is the old figure" in text(report)
    assert QUESTION in text(report)
    room.server.say("and in 2023?", ALICE, NEWSROOM, reply_to=answer)
    followed = (await room.posted(len(room.mine()) + 1))[-1]
    assert "was 500 in" in sentence(followed)
    assert button(followed, Action.COPY)
    line = await (await room.press(followed, Action.COPY)).wait_answered()
    assert line.original is not None
    assert sentence(line.original).startswith("```\n")
