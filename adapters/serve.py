"""Everything that runs while newsrooms ask: the platforms, the relays and the ticks, in one process."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import secrets
import signal
import socket
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

from adapters import clock, parts
from adapters.charts import png, warm_up
from adapters.failures import log_news, log_setback, reference_of
from adapters.local_zone import local_zone
from adapters.scheduler import TICK_EVERY, Scheduler
from adapters.settings import Settings
from bot.ask.pipeline import Desk
from bot.calendar.composing import composer
from bot.calendar.tick import tick
from bot.calendar.zones import zone_of
from bot.chat.access import Access
from bot.chat.retention import expire
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address
from bot.delivery.ports import Port
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.errors import FactdeskError

_ANSWERERS = 8
"""Threads that wait for the database."""
_SENDERS = 256
_RELAYS = 2
_AT_ONCE = 128
"""Messages that one relay sends beside each other: together the relays keep the senders busy."""
_START_SECONDS = 14
"""For all platforms together: whoever starts services is told within 20 seconds that one cannot run."""
_EXPIRE_EVERY = 3600.0
_CHANNEL_FACTOR = 4
"""A channel may ask so many times as much as one user."""


class Bot(Protocol):
    """One platform. `stop` lets what is under way end, and leaves what is not done by then for the next start."""

    @property
    def port(self) -> Port: ...

    async def start(self) -> None: ...

    async def run(self) -> None: ...

    async def drain(self) -> None: ...

    async def stop(self) -> None: ...


class Service:
    """What `factdesk serve` runs: started whole or not at all."""

    def __init__(self, settings: Settings, desk: Desk, running: Collection[str]) -> None:
        self._settings = settings
        self._desk = desk
        self._running = running
        self._answerers = ThreadPoolExecutor(_ANSWERERS, "answer")
        self._senders = ThreadPoolExecutor(_SENDERS, "send")
        self._bots: dict[str, Bot] = {}
        self._scheduler: Scheduler | None = None

    async def start(self) -> None:
        """Raises FactdeskError where a platform refuses a token or cannot be reached; nothing runs then."""
        # What answers many for long: loaded before the first question.
        await asyncio.get_running_loop().run_in_executor(self._answerers, self._warm_up)
        try:
            async with asyncio.timeout(_START_SECONDS):
                desk_channel = await self._let_in()
        except TimeoutError as error:
            await self._stop_bots()
            seconds = f"{_START_SECONDS} seconds"
            raise NotLetIn(f"The platforms did not answer within {seconds}; check the network.") from error
        except BaseException:
            await self._stop_bots()
            raise
        self._scheduler = self._schedule(desk_channel)
        self._scheduler.start()

    async def _let_in(self) -> Address | None:
        """Every platform has let its bot in; the desk's own channel."""
        desk_channel = await parts.desk_address(self._settings)
        chat = ChatDesk(self._desk, chat_config(self._settings, desk_channel), self._wake)
        self._bots = {part: self._bot(part, chat) for part in self._running}
        for outcome in await asyncio.gather(*(bot.start() for bot in self._bots.values()), return_exceptions=True):
            if outcome is not None:
                raise outcome
        return desk_channel

    async def run(self) -> None:
        """Until no platform is left. One that ends for good is told in the log; the others go on."""
        await asyncio.gather(*(self._watch(part, bot) for part, bot in self._bots.items()))

    async def stop(self) -> None:
        """What was asked is answered, and what was answered is sent, within bounds."""
        for bot in self._bots.values():
            await bot.drain()
        if self._scheduler is not None:
            await asyncio.get_running_loop().run_in_executor(None, self._scheduler.stop)
        await self._stop_bots()
        self._answerers.shutdown(wait=False)
        self._senders.shutdown(wait=False)

    async def _stop_bots(self) -> None:
        for part, bot in self._bots.items():
            try:
                await bot.stop()
            except Exception as error:  # noqa: BLE001 - the others have to be stopped as well
                log_setback(f"{part} was not left in good order", error)

    async def _watch(self, part: str, bot: Bot) -> None:
        try:
            await bot.run()
        except FactdeskError as error:
            log_setback(f"{part} ended for good", error)

    def _bot(self, part: str, chat: ChatDesk) -> Bot:
        given = (chat, clock.now, self._answerers, reference_of, png)
        if part == parts.SLACK:
            from adapters.slackbot.app import SlackBot

            return SlackBot(parts.slack_config(self._settings), *given)
        from adapters.discordbot.app import DiscordBot

        return DiscordBot(parts.discord_config(self._settings), *given)

    def _warm_up(self) -> None:
        self._desk.warm_up(clock.now())
        warm_up()
        spare_collector()

    def _schedule(self, desk_channel: Address | None) -> Scheduler:
        engine = self._desk.engine
        kept = timedelta(days=self._settings.retention_days)
        ticks = {
            "calendar": (self._tick_and_wake(desk_channel), TICK_EVERY),
            "retention": (lambda: expire(engine, clock.now() - kept), _EXPIRE_EVERY),
        }
        ports = {part: bot.port for part, bot in self._bots.items()}
        return Scheduler(ticks, [self._relay(ports, desk_channel) for _ in range(_RELAYS)], clock.now)

    def _tick_and_wake(self, desk_channel: Address | None) -> Callable[[], None]:
        def run() -> None:
            if tick(self._desk.engine, clock.now(), desk=desk_channel):
                self._wake()

        return run

    def _relay(self, ports: Mapping[str, Port], desk_channel: Address | None) -> Relay:
        return Relay(
            self._desk.engine,
            ports,
            worker=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}",
            clock=clock.now,
            terms=Terms(random.random, desk=desk_channel),
            compose=composer(self._desk),
            at_once=_AT_ONCE,
            pool=self._senders,
        )

    def _wake(self) -> None:
        if self._scheduler is not None:
            self._scheduler.wake()


def spare_collector() -> None:
    """What is loaded by now stays for as long as the process does: the collector of garbage never looks at it again."""
    gc.collect()
    gc.freeze()


async def serve(service: Service, told: Callable[[], None]) -> None:
    """Run a service until it is told to stop by SIGTERM or SIGINT, or no platform is left; `told` is called once it
    runs. Raises FactdeskError where it cannot start."""
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked_to_stop.set)
    starting = asyncio.create_task(service.start())
    stopping = asyncio.create_task(asked_to_stop.wait())
    await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        starting.cancel()
        with suppress(asyncio.CancelledError):
            await starting
        return
    await starting
    told()
    running = asyncio.create_task(service.run())
    await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
    gone = not asked_to_stop.is_set()
    log_news("stopping: what is under way is finished first")
    await service.stop()
    stopping.cancel()
    await running
    if gone:
        raise PlatformsGone("No platform is left to serve; the lines above say why.")


class NotLetIn(FactdeskError):
    """No platform answered in time."""


class PlatformsGone(FactdeskError):
    """Every platform has put the bot out for good."""


def chat_config(settings: Settings, desk_channel: Address | None) -> ChatConfig:
    """Raises InvalidSetting."""
    a_minute = settings.questions_a_minute
    return ChatConfig(
        desk=desk_channel,
        access=Access(
            parts.names(settings.allowed_workspaces, "allowed_workspaces"),
            parts.names(settings.allowed_channels, "allowed_channels"),
            frozenset(settings.allowed_groups),
            frozenset(settings.editor_groups),
        ),
        user_rate=_rate(a_minute),
        channel_rate=_rate(a_minute * _CHANNEL_FACTOR),
        charts_apart=(parts.SLACK,),
        keep_questions=settings.keep_questions,
        zone=zone_of(settings.time_zone or local_zone()).key,
    )


def _rate(a_minute: int) -> Rate:
    return Rate(a_minute, 60, burst=a_minute // 2)
