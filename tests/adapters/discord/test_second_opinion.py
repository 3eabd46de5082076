"""The same bot in a simulator that others wrote: what it thinks of the mention, the command and a button."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from sqlalchemy import Engine

from adapters.async_desk import AsyncDesk
from adapters.discordbot.commands import Handlers, tree_of
from adapters.discordbot.config import API_URL, DiscordConfig
from adapters.discordbot.deliver import DiscordPort
from adapters.discordbot.gateway import GatewayClient
from adapters.discordbot.inbound import of_message
from adapters.discordbot.orders import OrderTurns
from adapters.discordbot.refused_forms import RefusedForms
from adapters.discordbot.replies import Replies
from adapters.discordbot.rest import Response, Rest
from adapters.discordbot.turns import Turns
from bot.ask.pipeline import Desk
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.manage import deliveries
from bot.delivery.ports import Sent
from bot.ledger.record import record
from tests.adapters.discord.newsroom import ANSWER, PNG, QUESTION
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.in_threads import Threads
from tests.servers.discord.reading import text

simcord = pytest.importorskip("simcord")
NOW = datetime(2024, 5, 1, tzinfo=UTC)


def _nothing(_what: object) -> None:
    """Neither sessions nor servers come here."""


class Inline(Executor):
    """Does at once what it is given: the simulator waits for the event loop, and not for threads."""

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(work(*arguments, **named))
        except Exception as error:  # noqa: BLE001 - it is handed on
            done.set_exception(error)
        return done


class SimulatedRest(Rest):
    """Calls that end in the simulator's routes instead of a socket."""

    backend: Any = None

    async def call(self, method: str, path: str, body: Any = None, **others: Any) -> Response:
        from simcord.backend.errors import BackendError
        from simcord.http.router import RouteNotImplemented, UnsupportedField, dispatch

        try:
            answer = dispatch(self.backend, method, path, json=body and dict(body), params=others.get("query"))
        except (RouteNotImplemented, UnsupportedField):
            raise
        except BackendError as error:
            return Response(error.status, {}, error.to_json())
        return Response(200, {}, answer)


class Bot(GatewayClient):
    """The parts of the bot, wired without the connection."""

    def __init__(self, engine: Engine, rest: Rest) -> None:
        super().__init__(self._heard, _nothing, self._pressed, _nothing, _nothing)
        self._tasks: set[asyncio.Task[None]] = set()
        desk = AsyncDesk(Threads(ChatDesk(Desk(engine), ChatConfig()), Inline()), lambda: NOW)
        refused = RefusedForms()
        self.turns = Turns(DiscordConfig("token"), desk, Replies(rest), str, lambda _chart: PNG, refused)
        self.orders = OrderTurns(desk, Replies(rest), str, refused)

    async def setup_hook(self) -> None:
        handlers = Handlers(
            words=lambda interaction, text: self._spawn(self.turns.command(interaction, text)),
            order=lambda interaction, order: self._spawn(self.orders.give(interaction, order)),
            unknown=lambda interaction, error: self._spawn(self.turns.unknown_command(interaction, error)),
            labels=self.turns.labels,
            titles=self.orders.titles,
        )
        tree = tree_of(self, handlers)
        await tree.sync()

    def _pressed(self, interaction: discord.Interaction[Any]) -> None:
        self._spawn(self.turns.component(interaction))

    def _heard(self, message: discord.Message) -> None:
        assert self.user is not None
        event = of_message(message, self.user.id)
        if event:
            self._spawn(self.turns.mention(event))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def said(message: Any) -> str:
    return text({"components": [one if isinstance(one, dict) else one.to_dict() for one in message.components]})


def test_the_command_its_button_and_the_mention(sqlite_engine: Engine) -> None:
    record(sqlite_engine, tidy(FERRIES), NOW)

    async def work() -> None:
        rest = SimulatedRest(API_URL, "token")
        bot = Bot(sqlite_engine, rest)
        async with simcord.run(bot, shard_count=1) as env:
            rest.backend = env.backend
            guild = env.create_guild()
            channel = guild.create_text_channel("news")
            ann = guild.add_member(env.create_user("ann"))
            asked = await ann.slash(channel, "figure ask", question=QUESTION)
            assert asked.acknowledged
            assert asked.ephemeral
            assert ANSWER in said(asked.response)
            pressed = await ann.click(asked.response, label="Copy line")
            assert pressed.ephemeral
            await ann.send(channel, f"<@{bot.user.id}> {QUESTION}")
            (row,) = deliveries(sqlite_engine)
            port = DiscordPort(rest, str(bot.user.id), lambda _chart: PNG)
            assert isinstance(await port.send(row), Sent)
            assert ANSWER in said(channel.last_message)
            assert channel.last_message.reference is not None
            assert channel.last_message.mentions == []

    asyncio.run(work())
