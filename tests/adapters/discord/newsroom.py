"""A newsroom on a local Discord: the real bot, desk, outbox and client, over sockets and a real database."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from adapters.async_desk import AsyncDesk
from adapters.desk.ports import LoopPort
from adapters.desk.work import composer
from adapters.discordbot.app import DiscordBot
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.sync import sync
from bot.ask.pipeline import Desk
from bot.calendar.tick import tick
from bot.cards.card import Action
from bot.cards.chart import Chart
from bot.chat.barring import bar
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery, State
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.ledger.record import record
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.in_threads import Threads
from tests.servers.discord import DiscordServer, Interaction, ManualClock
from tests.servers.discord.checks.components import interactive, rows
from tests.servers.discord.errors import Json
from tests.servers.discord.faults import Faults
from tests.servers.discord.world import ALICE, DESK, GUILD, NEWSROOM

NEWS = Address("discord", GUILD.id, NEWSROOM.id)
DESK_ADDRESS = Address("discord", GUILD.id, DESK.id)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
NO_DATES = "The ledger holds no key dates."
QUESTION = "ferry passengers on North in 2022"
ANSWER = "was 700 in"
COMPARISON = "which route had the most ferry passengers in 2022?"
UNCLEAR = "how many passengers in 2022?"


@dataclass
class Newsroom:
    """What a test works with. `restart` is a new process over the same database."""

    engine: Engine
    server: DiscordServer
    config: DiscordConfig
    desk: ChatDesk
    bot: DiscordBot
    pool: ThreadPoolExecutor
    chat: ChatConfig
    zone: str = "UTC"
    drawn: list[Chart] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop = field(init=False)
    passed: threading.Condition = field(default_factory=threading.Condition)
    """Told of every pass of the relay."""

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.server.state.clock(), UTC)

    def make_bot(self) -> DiscordBot:
        self.desk = ChatDesk(Desk(self.engine, zone=self.zone), self.chat)
        desk = AsyncDesk(Threads(self.desk, self.pool), self.now)
        return DiscordBot(self.config, desk, self.note, self.draw, self.sleep)

    async def sleep(self, seconds: float) -> None:
        """A clock that moves by hand goes on for whoever waits."""
        clock = self.server.state.clock
        if isinstance(clock, ManualClock):
            clock.advance(seconds)
        else:
            await asyncio.sleep(seconds)

    async def start(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.bot = self.make_bot()
        await self.bot.start()

    async def restart(self) -> None:
        await self.bot.stop()
        await self.start()

    def draw(self, chart: Chart) -> bytes:
        self.drawn.append(chart)
        return PNG

    def note(self, error: BaseException) -> str:
        """The log: its reference is the failure's number."""
        self.failures.append(error)
        return f"ref-{len(self.failures)}"

    # The outbox

    def relay(self) -> Relay:
        terms = Terms(draw=lambda: 0.0, desk=DESK_ADDRESS)
        port = LoopPort(self.bot.port, self.loop)
        compose, barring = composer(self.desk), bar(self.chat.access, self.chat.desk)
        return Relay(self.engine, {"discord": port}, "one", self.now, terms, compose, bar=barring)

    def rows(self) -> list[Delivery]:
        return sorted(deliveries(self.engine), key=lambda row: row.id)

    async def tick(self, seconds: float = 0) -> None:
        """So many seconds later, on a clock that moves by hand, look at the calendar and send what is due."""
        clock = self.server.state.clock
        assert isinstance(clock, ManualClock)
        clock.advance(seconds)
        until = self.now() + timedelta(minutes=2)

        def work() -> None:
            tick(self.engine, self.now(), desk=DESK_ADDRESS)
            while (wake := self.relay().run_once()) is not None and wake <= until:
                clock.seconds = max(clock.seconds, wake.timestamp())

        await asyncio.to_thread(work)

    @asynccontextmanager
    async def relaying(self) -> AsyncIterator[None]:
        """A worker in a thread of its own, as in the real program."""
        over = threading.Event()

        def work() -> None:
            while not over.is_set():
                wake = self.relay().run_once()
                with self.passed:
                    self.passed.notify_all()
                if wake is None or wake > self.now():
                    over.wait(0.02)

        worker = asyncio.create_task(asyncio.to_thread(work))
        try:
            yield
        finally:
            over.set()
            await worker

    async def settled(self) -> None:
        """Until the outbox knows that everything in it was sent: only then is a reply to a message known as one."""

        def wait() -> None:
            with self.passed:
                assert self.passed.wait_for(lambda: {row.state for row in self.rows()} == {State.SENT}, 60)

        await asyncio.to_thread(wait)

    # Users

    async def posted(self, count: int, channel: Any = NEWSROOM) -> list[Json]:
        """The bot's own messages in a channel, once there are so many."""
        return await self.server.wait_for(lambda: _enough(self.mine(channel), count))

    def mine(self, channel: Any = NEWSROOM) -> list[Json]:
        return [one for one in self.server.messages(channel) if one["author"]["id"] == self.server.world.bot.id]

    async def ask(self, question: str, **where: Any) -> Interaction:
        """The command, answered."""
        given = {"user": ALICE, "channel": NEWSROOM, **where}
        interaction = self.server.command("figure", "ask", {"question": question}, **given)
        return await interaction.wait_answered()

    async def press(self, message: Json, action: Action, user: Any = ALICE) -> Interaction:
        """A button that a message has, or had in a version that showed less without it."""
        if not any(one["custom_id"].startswith(f"factdesk:{action.value}:") for one in buttons(message)):
            held = self.server.state.messages[message["id"]]
            of = button(held, Action.COPY)["custom_id"].rpartition(":")[2]
            before = {"type": 2, "id": 99, "style": 2, "label": "Before", "custom_id": f"factdesk:{action.value}:{of}"}
            next(row for _, row in rows((), held["components"]))["components"].insert(0, before)
            message = held
        return self.server.press(message, button(message, action)["custom_id"], user)


@asynccontextmanager
async def newsroom(
    engine: Engine, *, server: Any = None, gateway_named: str | None = None, faults: Faults | None = None, **config: Any
) -> AsyncIterator[Newsroom]:
    """`server`: arguments of the local Discord, `gateway_named`: where it says that its gateway is; the rest changes
    the bot's configuration."""
    record(engine, tidy(FERRIES), datetime(2024, 5, 1, tzinfo=UTC))
    local = DiscordServer(**(server or {}))
    local.faults = faults or local.faults
    async with at_work(engine, local, gateway_named=gateway_named, **config) as room:
        yield room


@asynccontextmanager
async def at_work(
    engine: Engine,
    server: DiscordServer,
    chat: ChatConfig | None = None,
    zone: str = "UTC",
    gateway_named: str | None = None,
    **config: Any,
) -> AsyncIterator[Newsroom]:
    """A bot that runs, over whatever ledger there is."""
    with ThreadPoolExecutor(4) as pool:
        async with server as discord_server:
            settings = DiscordConfig(
                *(discord_server.world.token, discord_server.api_url, discord_server.gateway_url),
                retake_every=0.05,
                look_back=timedelta(0),
            )
            settings = replace(settings, **config)
            discord_server.state.gateway_url = gateway_named or discord_server.gateway_url
            await sync(settings, GUILD.id)
            chat = chat or ChatConfig(desk=DESK_ADDRESS)
            room = Newsroom(engine, discord_server, settings, None, None, pool, chat, zone)  # type: ignore[arg-type]
            await room.start()
            try:
                yield room
            finally:
                await room.bot.stop()


def button(message: Json, action: Action) -> Json:
    """The first button of a kind."""
    return next(one for one in buttons(message) if one["custom_id"].startswith(f"factdesk:{action.value}:"))


def buttons(message: Json) -> list[Json]:
    return [one for one in interactive(message["components"]) if "custom_id" in one]


def labels(message: Json) -> list[str]:
    return [one.get("label", "") for one in buttons(message)]


def _enough(messages: list[Json], count: int) -> list[Json]:
    return messages if len(messages) >= count else []
