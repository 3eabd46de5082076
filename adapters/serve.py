"""Everything that runs while newsrooms ask: the platforms in an event loop, the desk in threads beside it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import uvloop
from sqlalchemy import Engine

from adapters import clock, parts
from adapters.async_desk import AsyncDesk, uncounted
from adapters.async_port import AsyncPort
from adapters.charts import warm_up
from adapters.desk.watch import Hung, still_alive, watch
from adapters.desk.work import DeskThreads, spare_collector
from adapters.failures import log_news, log_setback
from adapters.platforms import Bot
from adapters.settings import Settings
from bot.chat.access import Access
from bot.chat.service import ChatConfig
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address
from bot.errors import FactdeskError

if TYPE_CHECKING:
    from adapters.monitor.monitor import Monitor

_START_SECONDS = 14
"""For all platforms together: whoever starts services is told within 20 seconds that one cannot run."""
_STOP_SECONDS = 35.0
"""For what is being sent when the service stops: longer than the lease of a delivery."""
_ENDING_SECONDS = 90.0
"""For everything together, from the word to stop on: less than whoever starts services waits."""
_CHANNEL_FACTOR = 4
"""A channel may ask so many times as much as one user."""


class Service:
    """What `factdesk serve` runs: started whole or not at all. The platforms are in the event loop, the desk and its
    relays in threads beside it."""

    def __init__(self, settings: Settings, engine: Engine, running: Collection[str]) -> None:
        """`engine`: of a database that is ready."""
        self._settings = settings
        self._engine = engine
        self._running = running
        self._bots: dict[str, Bot] = {}
        self._desk: DeskThreads | None = None
        self._monitor: Monitor | None = None
        if settings.monitor_bind is not None:
            from adapters.monitor.monitor import Monitor

            self._monitor = Monitor(settings.monitor_bind, engine, self._indexed, clock.now)

    async def start(self) -> None:
        """Raises FactdeskError where a platform refuses a token or cannot be reached; nothing runs then."""
        desk = self._desk = DeskThreads()
        try:
            if self._monitor is not None:  # First: whoever watches is told that it is not ready yet.
                await self._monitor.server.open()
            async with asyncio.timeout(_START_SECONDS):
                desk_channel = await parts.desk_address(self._settings)
                opening = asyncio.create_task(desk.open(self._engine, chat_config(self._settings, desk_channel)))
                # Where a platform does not let the bot in, nobody hears what became of it.
                opening.add_done_callback(lambda done: done.cancelled() or done.exception())
                await self._let_in(desk)
            await opening
        except TimeoutError as error:
            await self._end()
            seconds = f"{_START_SECONDS} seconds"
            raise NotLetIn(f"The platforms did not answer within {seconds}; check the network.") from error
        except BaseException:
            await self._end()
            raise
        spare_collector()
        counted = self._monitor.counted if self._monitor is not None else _as_it_is
        ports = {part: counted(bot.port) for part, bot in self._bots.items()}
        desk.relay(ports, timedelta(days=self._settings.retention_days))
        if self._monitor is not None:
            self._monitor.serving = True

    async def _let_in(self, desk: DeskThreads) -> None:
        """Every platform has let its bot in. What is asked before the desk is open waits for it."""
        served = self._monitor.counts.served if self._monitor is not None else uncounted
        self._bots = {part: self._bot(part, AsyncDesk(desk, clock.now, served)) for part in self._running}
        starting = [bot.start() for bot in self._bots.values()]
        for outcome in await asyncio.gather(asyncio.to_thread(warm_up), *starting, return_exceptions=True):
            if outcome is not None:
                raise outcome

    async def run(self) -> None:
        """Until no platform is left. A platform that ends for good is told in the log; the others go on. Raises Hung
        where something does not come to its end."""
        assert self._desk is not None, "the service has not been started"
        served = asyncio.gather(*(self._watch(part, bot) for part, bot in self._bots.items()))
        watching = asyncio.create_task(watch(self._desk.longest))
        try:
            await asyncio.wait((served, watching), return_when=asyncio.FIRST_COMPLETED)
            if not served.done():
                await watching
        finally:
            served.cancel()
            watching.cancel()

    async def stop(self) -> bool:
        """What was asked is answered, and what was answered is sent, within bounds. False if something hangs by then;
        it is left for the next start."""
        assert self._desk is not None, "the service has not been started"
        if self._monitor is not None:
            self._monitor.serving = False
        await asyncio.gather(*(bot.drain() for bot in self._bots.values()))
        done = await self._desk.stop(_STOP_SECONDS)
        await self._end()
        return done

    async def _end(self) -> None:
        if self._monitor is not None:
            await self._monitor.server.close()
        for part, bot in self._bots.items():
            try:
                await bot.stop()
            except Exception as error:  # noqa: BLE001 - the others have to be stopped as well
                log_setback(f"{part} was not left in good order", error)

    def _indexed(self) -> int | None:
        return self._desk.indexed() if self._desk is not None else None

    async def _watch(self, part: str, bot: Bot) -> None:
        try:
            await bot.run()
        except FactdeskError as error:
            log_setback(f"{part} ended for good", error)

    def _bot(self, part: str, desk: AsyncDesk) -> Bot:
        return parts.PLATFORMS[part].bot(self._settings, desk)


def _as_it_is(port: AsyncPort) -> AsyncPort:
    return port


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run what serves in the loop that newsrooms have: uvloop's, which takes a tenth off what a message costs."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


async def serve(service: Service, told: Callable[[], None]) -> None:
    """Run a service until it is told to stop by SIGTERM or SIGINT, or no platform is left; `told` is called once it
    runs. Raises FactdeskError where it cannot start, and Hung where it cannot go on or does not end in good order."""
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked_to_stop.set)
    starting = asyncio.create_task(service.start())
    stopping = asyncio.create_task(asked_to_stop.wait())
    await asyncio.wait([starting, stopping], return_when=asyncio.FIRST_COMPLETED)
    if not starting.done():
        still_alive(_ENDING_SECONDS)
        starting.cancel()
        with suppress(asyncio.CancelledError):
            await starting
        return
    await starting
    told()
    running = asyncio.create_task(service.run())
    await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
    gone = not asked_to_stop.is_set()
    # To the very end: Python waits for threads of its own, too.
    still_alive(_ENDING_SECONDS)
    log_news("stopping: what is under way is finished first")
    in_good_order = await service.stop()
    stopping.cancel()
    await running
    if not in_good_order:
        raise Hung("Something hung, and was left; the next start takes it up.")
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
        correct_private=timedelta(days=settings.correct_private_days),
        keep_questions=settings.keep_questions,
        four_eyes=settings.four_eyes,
        how={platform.NAME: platform.HOW for platform in parts.PLATFORMS.values()},
    )


def _rate(a_minute: int) -> Rate:
    return Rate(a_minute, 60, burst=a_minute // 2)
