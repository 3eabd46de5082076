"""The calls that are made of Discord."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from adapters.discordbot import rest
from bot.cards.card import Action
from bot.delivery.nouns import State
from tests.adapters.discord.newsroom import ANSWER, COMPARISON, QUESTION, UNCLEAR, Newsroom, button, newsroom
from tests.proofs.recovery.case import Case, Count, Promise
from tests.proofs.recovery.outage import PATIENCE, DiscordOutage, Outage
from tests.servers.discord import Interaction, ManualClock
from tests.servers.discord.errors import Json
from tests.servers.discord.reading import sentence
from tests.servers.discord.world import ALICE, NEWSROOM

SEND = "POST /channels/{channel_id}/messages"
LOOK_UP = "GET /channels/{channel_id}/messages"
CALLBACK = "POST /interactions/{interaction_id}/{webhook_token}/callback"
ORIGINAL = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"


@dataclass
class DiscordStage:
    room: Newsroom
    clock: ManualClock
    outage: Outage
    _heard: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        spawn = self.room.bot._spawn

        def heard(work: Coroutine[Any, Any, None]) -> None:
            spawn(work)
            self._heard.set()

        self.room.bot._spawn = heard  # type: ignore[method-assign]

    def now(self) -> float:
        return self.clock.seconds

    async def go_on(self, seconds: float, until: Callable[[], bool]) -> None:
        self.clock.advance(seconds)
        await self._settled()
        await self.room.tick()
        if until():
            return
        for event in await self.room.bot._turns.unfinished():
            self.room.bot._spawn(self.room.bot._serve_again(event))
        await self._settled()
        await self.room.tick()

    def given_up(self) -> int:
        return sum(row.state is State.PARKED for row in self.room.rows())

    async def done(self, act: Callable[[], Any]) -> Any:
        """What a user does, once the bot is done with it."""
        self._heard.clear()
        did = act()
        await self._heard.wait()
        await self._settled()
        return did

    async def _settled(self) -> None:
        while self.room.bot._under_way:
            await asyncio.wait(self.room.bot._under_way)


@asynccontextmanager
async def stage(engine: Engine, *, slow: bool) -> AsyncIterator[DiscordStage]:
    faults, clock, before = DiscordOutage(), ManualClock(), rest._TOTAL_SECONDS
    faults.outage = Outage(clock, clock.advance)
    rest._TOTAL_SECONDS = PATIENCE if slow else before  # type: ignore[misc]
    try:
        async with newsroom(engine, server={"clock": clock}, faults=faults, retake_every=3600.0) as room:
            yield DiscordStage(room, clock, faults.outage)
            faults.release()
    finally:
        rest._TOTAL_SECONDS = before  # type: ignore[misc]


def _ask(question: str, shown: str) -> Callable[[DiscordStage, None], Any]:
    async def act(stage: DiscordStage, _prepared: None) -> Count:
        room = stage.room
        since = len(room.mine())
        await stage.done(lambda: room.server.say(question, ALICE, NEWSROOM, mention_bot=True))
        return lambda: sum(shown in sentence(post) for post in room.mine()[since:])

    return act


_mention = _ask(QUESTION, ANSWER)


async def _in_doubt(stage: DiscordStage, _prepared: None) -> Count:
    stage.room.server.faults.drop(SEND, after=True)
    count: Count = await _mention(stage, None)
    return count


async def _command(stage: DiscordStage, _prepared: None) -> Count:
    room = stage.room
    direct = room.server.state.direct_channel(ALICE).id
    asked = await stage.done(
        lambda: room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
    )
    before = len(room.mine(direct))
    return lambda: _seen(asked) + len(room.mine(direct)) - before


async def _private_answer(stage: DiscordStage) -> Json:
    asked = await stage.done(
        lambda: stage.room.server.command("figure", "ask", {"question": QUESTION}, user=ALICE, channel=NEWSROOM)
    )
    return asked.original  # type: ignore[no-any-return]


async def _public_question(stage: DiscordStage) -> Json:
    await stage.done(lambda: stage.room.server.say(UNCLEAR, ALICE, NEWSROOM, mention_bot=True))
    await stage.room.tick()
    return stage.room.mine()[-1]


def _press(action: Action) -> Callable[[DiscordStage, Json], Any]:
    async def act(stage: DiscordStage, message: Json) -> Count:
        before = sentence(message) if action is Action.PICK else ""
        pressed = await stage.done(
            lambda: stage.room.server.press(message, button(message, action)["custom_id"], ALICE)
        )
        return lambda: _seen(pressed, before)

    return act


async def _shared(stage: DiscordStage, message: Json) -> Count:
    room = stage.room
    since = len(room.mine())
    await stage.done(lambda: room.server.press(message, button(message, Action.SHARE)["custom_id"], ALICE))
    return lambda: sum(ANSWER in sentence(post) for post in room.mine()[since:])


def _seen(one: Interaction, before: str = "") -> int:
    """What comes of it, or that Discord says that nothing did."""
    if one.failed:
        return 1
    changed = one.original is not None and not one.loading and sentence(one.original) != before
    return int(one.acknowledged and changed) + len(one.followups)


CASES = (
    Case(SEND, "a public answer", Promise.ONCE, _mention),
    Case(SEND, "an answer with its chart", Promise.ONCE, _ask(COMPARISON, "North")),
    Case(SEND, "a shared answer", Promise.ONCE, _shared, _private_answer),
    Case(LOOK_UP, "an answer in doubt", Promise.ONCE, _in_doubt),
    Case(CALLBACK, "a command", Promise.AT_LEAST_ONCE, _command),
    Case(CALLBACK, "a choice", Promise.AT_LEAST_ONCE, _press(Action.PICK), _public_question),
    Case(ORIGINAL, "a private answer", Promise.AT_LEAST_ONCE, _command),
    Case(ORIGINAL, "what a button gives", Promise.AT_LEAST_ONCE, _press(Action.COPY), _private_answer),
    Case(ORIGINAL, "a choice", Promise.AT_LEAST_ONCE, _press(Action.PICK), _public_question),
)
