"""A clock that stands still, a platform that does as it is told, and an outbox between them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from bot.delivery.claim import begin, claim, open_lanes
from bot.delivery.enqueue import enqueue
from bot.delivery.limits import Limits
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, Delivery, Message, Policy
from bot.delivery.ports import Outcome, Sent, Unknown
from bot.delivery.relay import Compose, Relay, as_enqueued
from bot.delivery.verdict import Terms
from bot.store.engine import writing

START = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
DESK = Address("board", "w1", "desk")
SECOND = timedelta(seconds=1)


class Crash(BaseException):
    """The worker dies here: nothing of ours may catch it."""


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


Behaviour = Callable[["Board", Delivery], Outcome]


@dataclass
class Board:
    """A platform in memory: it takes every message, unless the script says what to do with the next ones."""

    limits: Limits = field(default_factory=Limits)
    posts: list[Delivery] = field(default_factory=list)
    script: list[Behaviour | Outcome] = field(default_factory=list)
    silent: list[Unknown | Exception] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, delivery: Delivery) -> Outcome:
        step = self.script.pop(0) if self.script else Board.take
        return step(self, delivery) if callable(step) else step

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        self.asked.append(delivery.marker)
        if self.silent:
            answer = self.silent.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer
        return next((f"m{n}" for n, post in enumerate(self.posts) if post.marker == delivery.marker), None)

    def take(self, delivery: Delivery) -> Sent:
        with self.lock:
            self.posts.append(delivery)
            return Sent(f"m{len(self.posts) - 1}")

    @property
    def subjects(self) -> list[str]:
        return [post.subject for post in self.posts]


def drop_before(_board: Board, _delivery: Delivery) -> Outcome:
    raise ConnectionError("dropped before the message was taken")


def drop_after(board: Board, delivery: Delivery) -> Outcome:
    board.take(delivery)
    raise ConnectionError("dropped after the message was taken")


def die_before(_board: Board, _delivery: Delivery) -> Outcome:
    raise Crash


def die_after(board: Board, delivery: Delivery) -> Outcome:
    board.take(delivery)
    raise Crash


@dataclass
class Office:
    """An outbox with a board for its platform."""

    engine: Engine
    clock: Clock = field(default_factory=Clock)
    board: Board = field(default_factory=Board)
    policy: Policy = field(default_factory=Policy)
    desk: Address | None = None

    def message(self, subject: str, channel: str = "news", **others: object) -> Message:
        values: dict[str, object] = {
            "kind": "reminder",
            "subject": subject,
            "occurrence": "2026-03-02",
            "address": Address("board", "w1", channel),
            "payload": {"text": subject},
            "due_at": self.clock.now,
            **others,
        }
        return Message(**values)  # type: ignore[arg-type]

    def put(self, *subjects: str, **others: object) -> int:
        return self.enqueue(*(self.message(subject, **others) for subject in subjects))  # type: ignore[arg-type]

    def enqueue(self, *messages: Message) -> int:
        with writing(self.engine) as connection:
            return enqueue(connection, messages, self.clock.now)

    @property
    def terms(self) -> Terms:
        return Terms(draw=lambda: 0.0, policy=self.policy, desk=self.desk)

    def relay(
        self,
        worker: str = "one",
        compose: Compose = as_enqueued,
        at_once: int = 1,
        pool: Executor | None = None,
        **others: Any,
    ) -> Relay:
        ports = {"board": self.board}
        return Relay(self.engine, ports, worker, self.clock, self.terms, compose, at_once, pool, **others)

    def claim(self, worker: str = "one", limits: Limits | None = None) -> Delivery | None:
        """What a worker takes when it takes one."""
        lanes = open_lanes(self.engine, {"board": limits or Limits()}, self.clock.now)
        with writing(self.engine) as connection:
            found = claim(connection, lanes, worker, self.policy, self.clock.now)
        return found[0] if found else None

    def begin(self, claimed: Delivery) -> Delivery | None:
        begun = begin(self.engine, [(claimed, claimed.payload)], self.policy, self.clock.now).sending
        return begun[0] if begun else None

    def run(self, worker: str = "one") -> datetime | None:
        """Passes until nothing is left to do at this moment; when there will be."""
        relay = self.relay(worker)
        while (wake := relay.run_once()) is not None and wake <= self.clock.now:
            pass
        return wake

    def play(self, until: datetime) -> None:
        """Passes at every moment that the relay asks for, up to an instant."""
        while (wake := self.run()) is not None and wake <= until:
            self.clock.now = wake

    def rows(self) -> list[Delivery]:
        return deliveries(self.engine)

    def states(self) -> dict[str, str]:
        return {row.subject: row.state.value for row in self.rows()}

    def row(self, subject: str) -> Delivery:
        (found,) = (row for row in self.rows() if row.subject == subject)
        return found
