"""One pass of a worker over the outbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, wait
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from bot.delivery.claim import begin, claim
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.ports import Outcome, Port, Rejected, Sent, Uncertain, Unknown
from bot.delivery.reconcile import take_doubtful
from bot.delivery.settle import settle, settle_sent
from bot.delivery.sweep import anything_over, sweep
from bot.delivery.verdict import Absent, Terms, Verdict, Withheld
from bot.delivery.wake import next_wake

Compose = Callable[[Delivery, datetime], Payload | None]
"""What a delivery says at the moment it is sent; None: nothing any more. It may fail: nothing has been sent yet."""

_ERROR_CHARACTERS = 500


def as_enqueued(delivery: Delivery, _now: datetime) -> Payload:
    """A delivery says what was enqueued."""
    return delivery.payload


@dataclass(frozen=True, slots=True)
class Relay:
    """A worker: any number of them, in any number of processes, may share one outbox.

    `ports` are the platforms that it sends to, by name; `worker` names it in the rows that it holds; `clock` gives the
    time, with a zone. `at_once` messages are taken together and sent by the threads of `pool`, where there is one: a
    transaction for many costs little more than for one.
    """

    engine: Engine
    ports: Mapping[str, Port]
    worker: str
    clock: Callable[[], datetime]
    terms: Terms
    compose: Compose = as_enqueued
    at_once: int = 1
    pool: Executor | None = None

    def run_once(self) -> datetime | None:
        """Do what is to be done now, at most `at_once` messages of it, and say when to come again; None: when something
        new is enqueued. Raises StoreUnavailable when the database does not answer; nothing is lost then."""
        now = self.clock()
        limits = {platform: port.limits for platform, port in self.ports.items()}
        policy = self.terms.policy
        doubtful = None
        if anything_over(self.engine, now):
            sweep(self.engine, self.terms, now)
            doubtful = take_doubtful(self.engine, self.worker, limits, policy, now)
        if doubtful:
            self._settle(doubtful, self._ask(doubtful))
        claimed = claim(self.engine, self.worker, limits, policy, self.clock(), self.at_once)
        self._deliver(claimed)
        if doubtful or claimed:
            return self.clock()
        return next_wake(self.engine, limits, policy, now)

    def _deliver(self, claimed: Sequence[Delivery]) -> None:
        payloads = ((held, self._composed(held)) for held in claimed)
        composed = [replace(held, payload=payload) for held, payload in payloads if payload is not None]
        if composed:
            self._send_all(begin(self.engine, composed, self.terms.policy, self.clock()))

    def _composed(self, claimed: Delivery) -> Payload | None:
        """What it says; None for a row that is settled, as it says nothing."""
        try:
            payload = self.compose(claimed, self.clock())
        except Exception as error:  # noqa: BLE001 - whatever a message does, the others have to go on
            self._settle(claimed, Rejected(_told(error)))
            return None
        if payload is None:
            self._settle(claimed, Withheld("nothing to say"))
        return payload

    def _send_all(self, sending: Sequence[Delivery]) -> None:
        if self.pool is None:
            for held in sending:
                self._settle(held, self._send(held))
            return
        under_way = {self.pool.submit(self._send, held): held for held in sending}
        while under_way:
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            self._settle_all([(under_way.pop(future), future.result()) for future in done])

    def _settle_all(self, outcomes: Sequence[tuple[Delivery, Outcome]]) -> None:
        stand: dict[str, list[tuple[Delivery, Sent]]] = {}
        for held, outcome in outcomes:
            if isinstance(outcome, Sent):
                stand.setdefault(held.address.platform, []).append((held, outcome))
        settled: set[int] = set()
        for platform, sent in stand.items():
            settled |= settle_sent(self.engine, sent, self.terms, self.ports[platform].limits, self.clock())
        for held, outcome in outcomes:
            if held.id not in settled:
                self._settle(held, outcome)

    def _send(self, delivery: Delivery) -> Outcome:
        try:
            return self.ports[delivery.address.platform].send(delivery)
        except Exception as error:  # noqa: BLE001 - the platform may have taken the message before
            return Uncertain(_told(error))

    def _ask(self, doubtful: Delivery) -> Verdict:
        try:
            found = self.ports[doubtful.address.platform].look_up(doubtful)
        except Exception:  # noqa: BLE001 - a question that fails answers nothing
            return Unknown()
        if isinstance(found, Unknown):
            return found
        return Absent() if found is None else Sent(found)

    def _settle(self, held: Delivery, verdict: Verdict) -> None:
        limits = self.ports[held.address.platform].limits
        settle(self.engine, held, verdict, self.terms, self.clock(), limits)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_ERROR_CHARACTERS]
