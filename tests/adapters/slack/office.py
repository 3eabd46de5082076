"""A newsroom in the local Slack: the real bot over real sockets, a real store, and a relay that a test runs by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from adapters.async_desk import AsyncDesk
from adapters.charts import png
from adapters.desk.ports import LoopPort
from adapters.desk.work import composer
from adapters.slackbot.app import SlackBot
from adapters.slackbot.config import SlackConfig
from bot.ask.pipeline import Desk
from bot.calendar.tick import tick
from bot.cards.card import Card, Tone
from bot.chat.barring import bar
from bot.chat.service import ChatConfig, ChatDesk
from bot.chat.told import NOTHING
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery, Message, State
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.ledger.record import record
from bot.store.engine import writing
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.in_threads import Threads
from tests.servers.slack import ManualClock, SlackServer
from tests.servers.slack.faults import Faults
from tests.servers.slack.records import Dispatch
from tests.servers.slack.workspace import ALL_SCOPES, ANA, Workspace

TEAM = "T0000TEAM"
NEWS = Address("slack", TEAM, "C0000NEWS")
POLITICS = Address("slack", TEAM, "C0000POLI")
DESK = Address("slack", TEAM, "C0000DESK")
ELSEWHERE = Address("slack", TEAM, "C0000ELSE")
QUESTION = "ferry passengers on North in 2022"
GAP = "gap between North and South in punctual sailings in 2022"
VAGUE = "punctual sailings in 2022"
READS_ALL = ALL_SCOPES | {"mpim:history"}

_SIXTH_OF_A_DAY = 4 * 3600.0


@dataclass
class Office:
    """`failures` are those that the bot wrote down, each under its place in the list as its reference."""

    slack: SlackServer
    engine: Engine
    pool: ThreadPoolExecutor
    settings: dict[str, Any] = field(default_factory=dict)
    chat: ChatConfig = field(default_factory=lambda: ChatConfig(desk=DESK))
    failures: list[BaseException] = field(default_factory=list)
    zone: str = "UTC"
    desk: ChatDesk = field(init=False)
    bot: SlackBot = field(init=False)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.slack.clock(), UTC)

    def reference(self, error: BaseException) -> str:
        self.failures.append(error)
        return f"ref-{len(self.failures) - 1}"

    async def sleep(self, seconds: float) -> None:
        """The clock goes on for whoever waits."""
        self.slack.advance(seconds)

    async def start(self) -> None:
        """A new process over the same database."""
        workspace = self.slack.state.workspace
        self.desk = ChatDesk(Desk(self.engine, zone=self.zone), self.chat)
        given = {
            "bot_token": workspace.bot_token,
            "app_token": workspace.app_token,
            "api_url": self.slack.api_url,
            "bind": ("127.0.0.1", 0),
            "slow_after": 60.0,
            "retake_every": 3600.0,
            **self.settings,
        }
        desk = AsyncDesk(Threads(self.desk, self.pool), self.now)
        self.bot = SlackBot(SlackConfig(**given), desk, self.reference, png, self.sleep)
        await self.bot.start()
        if self.bot.url:
            await self.slack.use_http(self.bot.url)

    async def restart(self) -> None:
        await self.bot.stop()
        await self.start()

    async def relay(self, until: Callable[[], bool] | None = None) -> None:
        """Run the relay, and move the clock on to its next work, until there is none, or until something holds."""
        terms = Terms(lambda: 0.5, desk=DESK)
        compose, barring = composer(self.desk), bar(self.chat.access, self.chat.desk)
        port = LoopPort(self.bot.port, asyncio.get_running_loop())
        relay = Relay(self.engine, {"slack": port}, "worker", self.now, terms, compose, bar=barring)
        for _ in range(200):
            wake = await asyncio.to_thread(relay.run_once)
            if wake is None or (until is not None and until()):
                return
            wait = (wake - self.now()).total_seconds()
            assert wait < _SIXTH_OF_A_DAY, "the relay is not done in sensible time"
            if wait > 0:
                self.slack.advance(wait)
        raise AssertionError(f"the relay does not end: {self.deliveries()}")

    async def tick(self, seconds: float = 0) -> None:
        """So many seconds later, look at the calendar and send what is due."""
        self.slack.advance(seconds)
        await asyncio.to_thread(tick, self.engine, self.now(), desk=DESK)
        await self.relay()

    def enqueue(self, *subjects: str, address: Address = NEWS, **payload: Any) -> None:
        with writing(self.engine) as connection:
            messages = [
                Message(
                    payload.get("kind", "answer"),
                    subject,
                    "",
                    address,
                    {**_shown(subject, payload), **NOTHING.as_json(), "thread": None, "reply_to": None, **payload},
                    due_at=self.now() - timedelta(seconds=1),
                )
                for subject in subjects
            ]
            enqueue(connection, messages, self.now())

    def deliveries(self) -> list[Delivery]:
        return sorted(deliveries(self.engine), key=lambda row: row.id)

    def states(self) -> list[State]:
        return [row.state for row in self.deliveries()]

    def posts(self, address: Address = NEWS) -> list[str]:
        """The first lines of what the bot has posted in a channel."""
        return [post["text"].splitlines()[0] if post["text"] else "" for post in self.slack.posts(address.channel)]

    async def posted(self, *acts: Dispatch, address: Address = NEWS) -> list[dict[str, Any]]:
        """Wait until the bot is done with what users did, run the relay, and give the bot's messages in a channel."""
        await self.done(*acts)
        await self.relay()
        posts: list[dict[str, Any]] = self.slack.posts(address.channel)
        return posts

    async def done(self, *acts: Dispatch) -> None:
        """Wait until the bot has acknowledged what users did, and has nothing under way any more."""
        for act in acts:
            await act.acknowledged
        while running := self.bot._tasks._running:
            await asyncio.wait(running)

    async def retaken(self) -> None:
        """Have the bot look for what was left unanswered, and answer it."""
        await self.bot._retake()
        await self.done()

    async def answered(self, act: Dispatch) -> dict[str, Any]:
        """Wait until the bot is done with what a user did; the last message that came through its response_url."""
        await self.done(act)
        message = act.responses[-1].message
        assert message is not None
        return message

    async def whispered(self, act: Dispatch, user: str = ANA.id) -> dict[str, Any]:
        """Wait until the bot is done with what a user did; the last message that a user alone sees."""
        await self.done(act)
        found: dict[str, Any] = self.slack.ephemerals(None, user)[-1]
        return found


def _shown(subject: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {} if "chart" in payload else {"card": Card(Tone.TOLD, subject).as_json()}


def again(office: Office, act: Dispatch) -> Dispatch:
    """The same payload in another envelope."""
    dispatcher = office.slack.dispatcher
    return dispatcher.start(dispatcher.prepare(act.kind, act.payload))


@asynccontextmanager
async def newsroom(
    engine: Engine,
    workspace: Workspace | None = None,
    chat: ChatConfig | None = None,
    faults: Faults | None = None,
    **settings: Any,
) -> AsyncIterator[Office]:
    """A bot that runs, over a ledger of ferries."""
    server = SlackServer(workspace or Workspace(scopes=READS_ALL), clock=ManualClock())
    server.faults = faults or server.faults
    chat = chat or ChatConfig(desk=DESK)
    record(engine, tidy(FERRIES), datetime.fromtimestamp(server.clock(), UTC))
    async with at_work(engine, server, chat, **settings) as office:
        yield office


@asynccontextmanager
async def at_work(
    engine: Engine, server: SlackServer, chat: ChatConfig, zone: str = "UTC", **settings: Any
) -> AsyncIterator[Office]:
    """A bot that runs, over whatever ledger there is."""
    async with server as slack:
        with ThreadPoolExecutor(8) as pool:
            office = Office(slack, engine, pool, settings, chat, zone=zone)
            await office.start()
            try:
                yield office
            finally:
                await office.bot.stop()
