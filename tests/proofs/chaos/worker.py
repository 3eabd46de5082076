"""A worker that lives until it is killed, by others or by itself at a point that it was given."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from adapters import clock
from adapters.failures import log_to
from adapters.scheduler import Scheduler
from bot.delivery.limits import Limits, Rate
from bot.delivery.nouns import Delivery, Payload, Policy
from bot.delivery.ports import Outcome, SendsLater, Sent, Uncertain, Unknown
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.store.engine import open_engine
from tests.proofs.chaos.journal import Journal
from tests.proofs.platforms import Endpoints
from tests.proofs.ports import LaterPort, opened

BEFORE_THE_ACCEPT = "before the accept"
POINTS = ("claimed", BEFORE_THE_ACCEPT, "after the accept", "before settling")
POLICY = Policy(
    lease=timedelta(seconds=6),
    settling=timedelta(seconds=3),
    max_attempts=100_000,
    first_pause=timedelta(seconds=0.1),
    longest_pause=timedelta(seconds=1),
)
LIMITS = Limits(gap=timedelta(seconds=0.05), workspace=Rate(200, 1, burst=20), look_up=Rate(50, 1, burst=5))
_PATIENCE = 1.5
_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Assignment:
    """`point` and `count`: the worker deals itself the `blow` at the so-manieth time that it comes there; "": never. A
    worker that is about to stop tells "stopping"."""

    name: str
    url: str
    endpoints: Endpoints
    folder: Path
    seed: str
    point: str = ""
    count: int = 0
    blow: signal.Signals = signal.SIGKILL


def work(given: Assignment, told: Connection) -> None:
    """Tells "claimed" when it first holds a message, and goes on for ever."""
    log_to((given.folder / "workers.log").open("a"))
    worker = _Worker(given, told)
    with opened(given.endpoints, _PATIENCE) as ports:
        waiting = {name: _Watched(port, worker) for name, port in ports.items()}
        worker.relay(waiting, {name: _WatchedLater(port, worker) for name, port in ports.items()})
        threading.Event().wait()


class _Worker:
    def __init__(self, given: Assignment, told: Connection) -> None:
        self.journal = Journal(given.folder / "journal")
        self._given, self._told = given, told
        self._left = given.count
        self._has_told = False
        self._sent = threading.Event()
        self._lock = threading.Lock()

    def relay(self, *ports: Mapping[str, _Watched]) -> None:
        """A relay for the ports of each."""
        given = self._given
        engine, terms = open_engine(given.url), Terms(random.Random(given.seed).random, POLICY)
        pool = ThreadPoolExecutor(len(ports) * _AT_ONCE)
        relays = [Relay(engine, its, given.name, self._now, terms, self._compose, _AT_ONCE, pool) for its in ports]
        Scheduler({}, relays, clock.now).start()

    def at(self, point: str) -> None:
        if point != self._given.point:
            return
        with self._lock:
            self._left -= 1
            if self._left == 0:
                if self._given.blow == signal.SIGSTOP:
                    self._told.send("stopping")
                os.kill(os.getpid(), self._given.blow)

    def answered(self) -> None:
        self._sent.set()

    def _compose(self, delivery: Delivery, _now: datetime) -> Payload:
        with self._lock:
            if not self._has_told:
                self._has_told = True
                self._told.send("claimed")
        self.at("claimed")
        return delivery.payload

    def _now(self) -> datetime:
        # A relay looks at the clock between a platform's answer and writing it down.
        if self._sent.is_set():
            self._sent.clear()
            self.at("before settling")
        return clock.now()


@dataclass(frozen=True, slots=True)
class _Watched:
    """A real port, with smaller limits, every attempt of which is written down."""

    port: LaterPort
    worker: _Worker

    @property
    def limits(self) -> Limits:
        return LIMITS

    def send(self, delivery: Delivery) -> Outcome:
        self.begin(delivery)
        outcome: Outcome | None = None
        try:
            outcome = self.port.send(delivery)
        finally:
            self.end(delivery, outcome)
        return outcome

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        return self.port.look_up(delivery)

    def begin(self, delivery: Delivery) -> None:
        assert delivery.sending_at is not None
        assert delivery.lease_until is not None
        self.worker.journal.begin(delivery.marker, delivery.sending_at, delivery.lease_until)
        self.worker.at(BEFORE_THE_ACCEPT)

    def end(self, delivery: Delivery, outcome: Outcome | None) -> None:
        """None: it raised."""
        assert delivery.sending_at is not None
        if outcome is None or isinstance(outcome, Uncertain):
            self.worker.journal.over(delivery.marker, delivery.sending_at, clock.now())
        if isinstance(outcome, Sent):
            self.worker.at("after the accept")
            self.worker.answered()


class _WatchedLater(_Watched, SendsLater):
    """The same, without waiting."""

    def send_later(self, delivery: Delivery) -> Future[Outcome]:
        self.begin(delivery)
        told = Future[Outcome]()
        self.port.send_later(delivery).add_done_callback(partial(self._tell, delivery, told))
        return told

    def _tell(self, delivery: Delivery, told: Future[Outcome], done: Future[Outcome]) -> None:
        error = done.exception()
        self.end(delivery, None if error else done.result())
        if error:
            told.set_exception(error)
        else:
            told.set_result(done.result())
