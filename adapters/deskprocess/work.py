"""What the desk's process does: it answers what the serving process asks, and runs the relays and the ticks."""

from __future__ import annotations

import gc
import os
import random
import secrets
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from adapters import clock
from adapters.deskprocess.ports import CallFront, RemotePort
from adapters.failures import LogOnce
from adapters.main import open_desk
from adapters.scheduler import TICK_EVERY, Scheduler, Tick
from bot.ask.pipeline import Desk
from bot.calendar import composing as calendar
from bot.calendar.tick import tick
from bot.chat import composing as chats
from bot.chat.barring import bar
from bot.chat.posts import KINDS
from bot.chat.retention import blank_posts, expire
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.relay import Compose, Relay
from bot.delivery.verdict import Terms, Withheld
from bot.store.engine import open_engine

THREADS = 256
"""That compose messages, and ask what became of them."""
RELAYS = 2
AT_ONCE = 128
"""Messages that one relay has under way beside each other: together the relays have no more of them than threads."""
_EXPIRE_EVERY = 3600.0
_BLANK_EVERY = 60.0
_PROCESSOR = 36
"""Of the numbers that the kernel tells of a process, after its name: the processor that it ran on last (proc(5))."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setup:
    """`database`: the URL of a database that is ready, with its password; `kept`: for how long questions and receipts
    are."""

    database: str
    chat: ChatConfig
    kept: timedelta

    def __repr__(self) -> str:
        return f"Setup({self.chat!r}, {self.kept!r})"


class DeskWork:
    """Opened first, then asked by any number of threads, of which those that come too early wait; `relay` and `stop`
    once each."""

    def __init__(self, front: CallFront) -> None:
        self._front = front
        self._chat: ChatDesk | None = None
        self._opened = threading.Event()
        self._scheduler: Scheduler | None = None
        self._kept = timedelta()
        self._left_out = LogOnce()
        self._pool = ThreadPoolExecutor(THREADS, "relay")

    def open(self, setup: Setup) -> None:
        """What answers many for long is loaded before the first question. Raises StoreUnavailable."""
        desk = open_desk(open_engine(setup.database), clock.now())
        desk.warm_up(clock.now())
        self._chat = ChatDesk(desk, setup.chat, self._wake)
        self._kept = setup.kept
        spare_collector()
        self._opened.set()

    @property
    def chat(self) -> ChatDesk:
        self._opened.wait()
        assert self._chat is not None
        return self._chat

    def relay(self, limits: Mapping[str, Limits]) -> None:
        """From now on what is due goes out, to the platforms that limits are given for."""
        ports = {platform: RemotePort(platform, known, self._front) for platform, known in limits.items()}
        engine, kept = self.chat.desk.engine, self._kept
        ticks: dict[str, tuple[Tick, float]] = {
            "calendar": (self._tick_and_wake, TICK_EVERY),
            "retention": (lambda: expire(engine, clock.now() - kept), _EXPIRE_EVERY),
        }
        if not self.chat.config.keep_questions:
            ticks["words"] = (lambda: blank_posts(engine, clock.now()), _BLANK_EVERY)
        beginning = threading.Lock()
        self._scheduler = Scheduler(ticks, [self._relay(ports, beginning) for _ in range(RELAYS)], clock.now)
        self._scheduler.start()

    def stop(self) -> None:
        """What is being sent is sent and settled before this returns."""
        if self._scheduler is not None:
            self._scheduler.stop()

    def _relay(self, ports: Mapping[str, RemotePort], beginning: threading.Lock) -> Relay:
        desk: Desk = self.chat.desk
        return Relay(
            desk.engine,
            ports,
            worker=f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}",
            clock=clock.now,
            terms=Terms(random.random, desk=self.chat.config.desk),
            compose=composer(self.chat),
            bar=bar(self.chat.config.access, self.chat.config.desk),
            at_once=AT_ONCE,
            pool=self._pool,
            beginning=beginning,
        )

    def _tick_and_wake(self) -> None:
        desk, told = self.chat.desk, self.chat.config.desk
        if tick(desk.engine, clock.now(), desk=told, tell=self._left_out, zone=desk.zone):
            self._wake()

    def _wake(self) -> None:
        if self._scheduler is not None:
            self._scheduler.wake()


def composer(chat: ChatDesk) -> Compose:
    """What a message says at the moment it is sent, whoever enqueued it."""
    of_chats = chats.composer(chat.desk, chat.orders)
    of_calendar = calendar.composer(chat.desk, own=chat.config.desk)

    def compose(delivery: Delivery, now: datetime) -> Payload | Withheld | None:
        return (of_chats if delivery.kind in KINDS else of_calendar)(delivery, now)

    return compose


def of_chat(work: DeskWork, call: Callable[Concatenate[ChatDesk, P], T], /, *arguments: P.args, **named: P.kwargs) -> T:
    """What comes of a call of its ChatDesk."""
    return call(work.chat, *arguments, **named)


def spare_collector() -> None:
    """What is loaded by now stays for as long as the process does: the collector of garbage never looks at it again."""
    gc.collect()
    gc.freeze()


def keep_to_one_processor() -> None:
    """Python runs one of these threads at a time. On several processors each would be woken on another one than the
    last, which costs more than most of what it then does. It stays where the system has put it, which moves other work
    out of its way."""
    if sys.platform == "linux":
        with suppress(OSError):  # A sandbox may forbid either.
            after_the_name = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
            # Libraries have threads of their own by now; those to come go where the one that starts them is.
            for thread in Path("/proc/self/task").iterdir():
                os.sched_setaffinity(int(thread.name), {int(after_the_name[_PROCESSOR])})
