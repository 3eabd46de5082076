"""One pass of a worker over the outbox."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Engine

from bot.delivery.claim import begin, claim, open_lanes
from bot.delivery.lanes import Lane
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery, Payload, State
from bot.delivery.ports import Failed, Outcome, Port, SendsLater, Sent, Uncertain, Unknown
from bot.delivery.reconcile import take_doubtful
from bot.delivery.settle import settle, settle_sent
from bot.delivery.sweep import anything_over, sweep
from bot.delivery.verdict import Absent, Terms, Verdict, Withheld
from bot.delivery.wake import next_wake
from bot.store.engine import writing

Compose = Callable[[Delivery, datetime], Payload | Withheld | None]
"""What a delivery says at the moment it is sent; None: nothing any more. It may fail: nothing has been sent yet.
Relays with a pool call it from several threads."""

Bar = Callable[[Delivery], str | None]
"""Why nothing goes to a delivery's destination, whatever it says; None: it may go."""

_ERROR_CHARACTERS = 500
_NO_ANSWER = "the platform did not answer within the lease"
_GLANCE_SECONDS = 0.02
"""Of waiting for an answer, until more is sent."""
_GATHER_SECONDS = 0.004
"""Of waiting for those that come with it: few large transactions cost less than many small ones."""
_ROOM = 0.25
"""The part of `at_once` that has to be free for more to be begun, for the same reason."""
_STARTING = 0.2
"""The part of a lease in which one pass begins to send: whoever stops a relay does not wait long for it."""

_Composed = Payload | Failed | Withheld
_Standing = tuple[Delivery, Sent]
_Result = TypeVar("_Result")


def open_to_all(_delivery: Delivery) -> None:
    """Any destination may have anything."""


def as_enqueued(delivery: Delivery, _now: datetime) -> Payload:
    """A delivery says what was enqueued."""
    return delivery.payload


@dataclass(slots=True)
class _UnderWay:
    """What goes on beside the relay: messages are composed, and platforms called."""

    composing: dict[Future[_Composed], Delivery] = field(default_factory=dict)
    called: dict[Future[Any], Delivery] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.composing) + len(self.called)


@dataclass(frozen=True, slots=True)
class Relay:
    """A worker: any number of them, in any number of processes, may share one outbox.

    `ports` are the platforms that it sends to, by name; `worker` names it in the rows that it holds; `clock` gives the
    time, with a zone. Up to `at_once` messages are taken together: a transaction for many costs little more than for
    one. The threads of `pool`, where there is one, compose them, and send them to ports that do not send later.
    Messages that were worded at the ledger's revision, and are not late, are not composed; `bar` is asked of all. Of
    relays that share `beginning` one at a time looks for what is to be begun: others would look in vain.
    """

    engine: Engine
    ports: Mapping[str, Port]
    worker: str
    clock: Callable[[], datetime]
    terms: Terms
    compose: Compose = as_enqueued
    at_once: int = 1
    pool: Executor | None = None
    beginning: threading.Lock = field(default_factory=threading.Lock)
    bar: Bar = open_to_all

    def run_once(self) -> datetime | None:
        """Do what is to be done now, and say when to come again; None: when something new is enqueued. Raises
        StoreUnavailable when the database does not answer; nothing is lost then.

        At most `at_once` messages are under way. With a pool the next ones are begun while others are still being sent,
        so that one slow answer keeps nothing else waiting, for a part of a lease; then the pass comes to its end.
        """
        if not self.beginning.acquire(blocking=False):
            return None
        began, under_way = self.clock(), _UnderWay()
        try:
            worked = self._start(under_way, [])
            last_start = began + self.terms.policy.lease * _STARTING
            while under_way and self.clock() < last_start:
                stand = self._go_on(under_way)
                if self.at_once - len(under_way) >= self.at_once * _ROOM:
                    self._start(under_way, stand)
                else:
                    self._settle_and_claim(stand)
        finally:
            self.beginning.release()
        while under_way:
            self._settle_and_claim(self._go_on(under_way))
        return self.clock() if worked else next_wake(self.engine, self._limits, self.terms.policy, began)

    @property
    def _limits(self) -> dict[str, Limits]:
        return {platform: port.limits for platform, port in self.ports.items()}

    def _start(self, under_way: _UnderWay, stand: Sequence[_Standing]) -> bool:
        """Begin what there is room for, once it is written down which messages stand; False if nothing was begun.
        Without a pool it is done then as well."""
        now, limits, policy = self.clock(), self._limits, self.terms.policy
        doubtful = None
        if anything_over(self.engine, now):
            sweep(self.engine, self.terms, now)
            doubtful = take_doubtful(self.engine, self.worker, limits, policy, now)
        if doubtful:
            self._call(self._ask, doubtful, under_way)
        room = self.at_once - len(under_way)
        held = self._settle_and_claim(stand, open_lanes(self.engine, limits, self.clock()), room)
        for begun in (row for row in held if row.state is State.SENDING):
            self._begin_sending(begun, under_way)
        self._compose([row for row in held if row.state is State.CLAIMED], under_way)
        return bool(doubtful or held)

    def _compose(self, claimed: Sequence[Delivery], under_way: _UnderWay) -> None:
        if self.pool is None or self.compose is as_enqueued:
            self._send_composed([(row, self._composed(row)) for row in claimed], under_way)
        else:
            under_way.composing.update((self.pool.submit(self._composed, row), row) for row in claimed)

    def _go_on(self, under_way: _UnderWay) -> list[_Standing]:
        """Wait a little, and take what is done to its next step; the messages that stand are the caller's to settle."""
        first: Iterable[Future[Any]] = under_way.composing or under_way.called
        wait(first, _GLANCE_SECONDS, FIRST_COMPLETED)
        wait(first, _GATHER_SECONDS)
        stand: list[_Standing] = []
        for held, verdict in self._verdicts(under_way.called):
            if isinstance(verdict, Sent):
                stand.append((held, verdict))
            else:
                self._settle(held, verdict)
        composed = [(held, future.result()) for held, future in _done(under_way.composing)]
        self._send_composed(composed, under_way)
        return stand

    def _verdicts(self, called: dict[Future[Any], Delivery]) -> list[tuple[Delivery, Verdict]]:
        """Of the calls that are done. One that outlives its lease is nobody's any more, and is not waited for."""
        now = self.clock()
        overdue = [future for future, held in called.items() if held.lease_until and held.lease_until <= now]
        lost = [(called.pop(future), Uncertain(_NO_ANSWER)) for future in overdue if not future.done()]
        return [*lost, *((held, _verdict(future)) for held, future in _done(called))]

    def _settle_and_claim(
        self, stand: Sequence[_Standing], lanes: Sequence[Lane] = (), room: int = 0
    ) -> list[Delivery]:
        """In one transaction: its destinations are free for what is claimed then."""
        if not stand and not lanes:
            return []
        now, policy = self.clock(), self.terms.policy
        with writing(self.engine) as connection:
            settled = settle_sent(connection, stand, self.terms, self._limits, now)
            held = claim(connection, lanes, self.worker, policy, now, room)
        for sent, verdict in stand:
            if sent.id not in settled:
                self._settle(sent, verdict)
        return held

    def _send_composed(self, composed: Sequence[tuple[Delivery, _Composed]], under_way: _UnderWay) -> None:
        ready = list[tuple[Delivery, Payload]]()
        for held, said in composed:
            if isinstance(said, Failed | Withheld):
                self._settle(held, said)
            else:
                ready.append((held, said))
        if not ready:
            return
        sending, outdated = begin(self.engine, ready, self.terms.policy, self.clock())
        for begun in sending:
            self._begin_sending(begun, under_way)
        self._compose(outdated, under_way)

    def _begin_sending(self, held: Delivery, under_way: _UnderWay) -> None:
        barred = self.bar(held)
        if barred is not None:
            self._settle(held, Withheld(barred))
            return
        port = self.ports[held.address.platform]
        if self.pool is None or not isinstance(port, SendsLater):
            self._call(self._send, held, under_way)
            return
        try:
            under_way.called[port.send_later(held)] = held
        except Exception as error:  # noqa: BLE001 - as for `_send`
            self._settle(held, Uncertain(_told(error)))

    def _call(self, port: Callable[[Delivery], Verdict], held: Delivery, under_way: _UnderWay) -> None:
        if self.pool is None:
            self._settle(held, port(held))
        else:
            under_way.called[self.pool.submit(port, held)] = held

    def _composed(self, claimed: Delivery) -> _Composed:
        """What it says, or why it is not sent."""
        try:
            payload = self.compose(claimed, self.clock())
        except Exception as error:  # noqa: BLE001 - whatever a message does, the others have to go on
            return Failed(_told(error))
        return Withheld("nothing to say") if payload is None else payload

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


def _done(futures: dict[Future[_Result], Delivery]) -> list[tuple[Delivery, Future[_Result]]]:
    """Those that are done; they are under way no more."""
    return [(futures.pop(future), future) for future in list(futures) if future.done()]


def _verdict(future: Future[Verdict]) -> Verdict:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - the platform may have taken the message before
        return Uncertain(_told(error))


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_ERROR_CHARACTERS]
