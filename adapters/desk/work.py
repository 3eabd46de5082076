"""What the threads beside the event loop do: they answer what is asked, and run the relays and the ticks."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import secrets
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine

from adapters import clock
from adapters.async_port import AsyncPort
from adapters.desk.fair import Turns, whose
from adapters.desk.ports import LoopPort
from adapters.desk.workers import Workers
from adapters.failures import LogOnce, log_setback
from adapters.limits import CORRECTIONS, EDITS
from adapters.main import open_desk
from adapters.scheduler import TICK_EVERY, Scheduler, Tick
from bot.calendar import composing as calendar
from bot.calendar.heartbeat import note_stop
from bot.calendar.nouns import CORRECTION, MARK, Policy
from bot.calendar.tick import tick
from bot.chat import composing as chats
from bot.chat import correcting
from bot.chat.barring import bar
from bot.chat.drafts_shown import show_drafts
from bot.chat.post_receipts import with_receipts
from bot.chat.posts import KINDS
from bot.chat.retention import blank_posts, expire
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.relay import Compose, Relay
from bot.delivery.verdict import Terms, Withheld
from bot.errors import StoreUnavailable

ANSWERERS = 8
"""Threads that answer: more of them would only wait for each other, as Python runs one at a time."""
OF_ONE = 2
"""Of these, for one person at a time."""
TAKERS = 2
"""Threads that store what arrives: it is acknowledged then, and does not wait for answers."""
THREADS = 256
"""That compose messages, and ask what became of them; they are started as they are needed."""
RELAYS = 2
AT_ONCE = 128
"""Messages that one relay has under way beside each other: together the relays have no more of them than threads."""
_SWITCH_SECONDS = 0.0005
"""After which a thread that computes makes way for one that wants to: the event loop before all."""
_LAST_SECONDS = 0.5
"""For threads that have nothing new to do, and are only to come to their end."""
_EXPIRE_EVERY = 3600.0
_BLANK_EVERY = 60.0

P = ParamSpec("P")
T = TypeVar("T")


class DeskThreads:
    """Opened first, then asked; what comes too early waits. `relay` and `stop` once each."""

    def __init__(self) -> None:
        sys.setswitchinterval(_SWITCH_SECONDS)
        self._loop = asyncio.get_running_loop()
        self._chat: asyncio.Future[ChatDesk] = self._loop.create_future()
        self._answerers = Workers(ANSWERERS, "desk")
        self._turns = Turns(OF_ONE)
        self._takers = Workers(TAKERS, "door")
        self._composers = Workers(THREADS, "relay")
        self._scheduler: Scheduler | None = None
        self._left_out = LogOnce()

    async def open(self, engine: Engine, config: ChatConfig) -> None:
        """What answers many for long is loaded before the first question. Raises StoreUnavailable."""
        chat = await self._loop.run_in_executor(self._answerers, partial(self._opened, engine, config))
        self._chat.set_result(chat)

    async def run(self, call: Callable[Concatenate[ChatDesk, P], T], *arguments: P.args, **named: P.kwargs) -> T:
        """Call a method of ChatDesk, or a function of a module that takes one."""
        chat = await asyncio.shield(self._chat)
        work = partial(call, chat, *arguments, **named)
        if call is ChatDesk.take:
            return await self._loop.run_in_executor(self._takers, work)
        who = whose(arguments[0]) if arguments else None
        async with nullcontext() if who is None else self._turns.turn(who):
            return await self._loop.run_in_executor(self._answerers, work)

    def relay(self, ports: Mapping[str, AsyncPort], kept: timedelta) -> None:
        """From now on what is due goes out to these platforms, by name; questions and receipts are `kept` so long."""
        chat = self._chat.result()
        engine = chat.desk.engine
        ticks: dict[str, tuple[Tick, float]] = {
            "calendar": (partial(self._tick_and_wake, chat), TICK_EVERY),
            "drafts": (partial(self._show_drafts, chat, kept), TICK_EVERY),
            "retention": (lambda: expire(engine, clock.now() - kept), _EXPIRE_EVERY),
        }
        if not chat.config.keep_questions:
            ticks["words"] = (lambda: blank_posts(engine, clock.now()), _BLANK_EVERY)
        beside = {platform: LoopPort(port, self._loop) for platform, port in ports.items()}
        beginning = threading.Lock()
        relays = [self._relay(chat, beside, beginning) for _ in range(RELAYS)]
        self._scheduler = Scheduler(ticks, relays, clock.now)
        self._scheduler.start()

    async def stop(self, seconds: float) -> bool:
        """What is being sent is sent and settled before this returns. False if anything still hangs then."""
        # In a thread of its own: the others may all hang, and what is being sent needs the loop.
        return await self._loop.run_in_executor(Workers(1, "stop"), self._stopped, seconds)

    def indexed(self) -> int | None:
        """The ledger's revision that the search index is at; None: it is not open, or nothing has been looked for."""
        if not self._chat.done() or self._chat.cancelled() or self._chat.exception():
            return None
        search = self._chat.result().desk.search
        return search.revision if search is not None else None

    def longest(self) -> float:
        """For how many seconds the call, the look or the tick has been under way that was begun first."""
        ticking = self._scheduler.longest() if self._scheduler is not None else 0.0
        return max([ticking, *(workers.longest() for workers in self._threads)])

    @property
    def _threads(self) -> tuple[Workers, ...]:
        return self._takers, self._answerers, self._composers

    def _stopped(self, seconds: float) -> bool:
        ticked = self._scheduler is not None
        done = self._scheduler.stop(seconds) if self._scheduler is not None else True
        # A thread that has just answered is a moment behind its answer: that is no hanging.
        done = all([done, *(workers.stop(_LAST_SECONDS) for workers in self._threads)])
        if done and ticked:
            try:
                note_stop(self._chat.result().desk.engine, clock.now())
            except StoreUnavailable as error:
                log_setback("that it was stopped in good order could not be written down", error)
        return done

    def _opened(self, engine: Engine, config: ChatConfig) -> ChatDesk:
        desk = open_desk(engine, clock.now())
        desk.warm_up(clock.now())
        return ChatDesk(desk, config, self._wake)

    def _relay(self, chat: ChatDesk, ports: Mapping[str, LoopPort], beginning: threading.Lock) -> Relay:
        return Relay(
            chat.desk.engine,
            ports,
            worker=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}",
            clock=clock.now,
            terms=Terms(random.random, desk=chat.config.desk),
            compose=composer(chat),
            bar=bar(chat.config.access, chat.config.desk),
            at_once=AT_ONCE,
            pool=self._composers,
            beginning=beginning,
        )

    def _tick_and_wake(self, chat: ChatDesk) -> None:
        desk, config = chat.desk, chat.config
        policy = Policy(private=config.correct_private, marks=EDITS, replies=CORRECTIONS)
        if tick(desk.engine, clock.now(), policy, config.desk, self._left_out, desk.zone):
            self._wake()

    def _show_drafts(self, chat: ChatDesk, kept: timedelta) -> None:
        own, now = chat.config.desk, clock.now()
        if own is not None and show_drafts(chat.desk.engine, own, now - kept, now):
            self._wake()

    def _wake(self) -> None:
        if self._scheduler is not None:
            self._scheduler.wake()


def composer(chat: ChatDesk) -> Compose:
    """What a message says at the moment it is sent, whoever enqueued it."""
    of_chats = chats.composer(chat.desk, chat.orders, chat.welcome_card)
    access = chat.config.access
    of_calendar = calendar.composer(
        chat.desk, own=chat.config.desk, may_see=access.may_see, enters=bool(access.editors)
    )
    makers = dict.fromkeys(KINDS, of_chats) | dict.fromkeys((CORRECTION, MARK), correcting.composer(chat))
    others = with_receipts(chat.desk.engine, of_calendar)

    def compose(delivery: Delivery, now: datetime) -> Payload | Withheld | None:
        return makers.get(delivery.kind, others)(delivery, now)

    return compose


def spare_collector() -> None:
    """What is loaded by now stays for as long as the process does: the collector of garbage never looks at it again."""
    gc.collect()
    gc.freeze()
