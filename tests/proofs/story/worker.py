"""A worker that tells both platforms of what changed, by a clock that is handed to it, and kills itself at a point."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.desk.work import composer
from adapters.failures import log_to
from adapters.limits import CORRECTIONS, EDITS
from bot.ask.pipeline import Desk
from bot.calendar.nouns import Policy as Calendar
from bot.calendar.tick import tick
from bot.chat.barring import bar
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.ports import Outcome, Sent, Unknown
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms, Withheld
from bot.store.engine import open_engine
from tests.proofs.platforms import Endpoints
from tests.proofs.ports import LaterPort, opened

ENQUEUED = "enqueued"
POINTS = (ENQUEUED, "claimed", "before the accept", "after the accept", "before settling")
_PATIENCE = 60.0
_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Assignment:
    """It is killed the so-manieth time (`count`) that it comes to its `point`; "": never. `now` is in UTC."""

    url: str
    endpoints: Endpoints
    folder: Path
    chat: ChatConfig
    zone: str
    now: datetime
    point: str = ""
    count: int = 1


def work(given: Assignment, told: Connection) -> None:
    """Tells for what instant it waits (in seconds since 1970), and goes on when it is told that it has come. It ends
    when there is nothing to wait for."""
    log_to((given.folder / "workers.log").open("a"))
    engine = open_engine(given.url)
    chat = ChatDesk(Desk(engine, zone=given.zone), given.chat)
    worker = _Worker(given)
    compose = composer(chat)

    def composed(delivery: Delivery, now: datetime) -> Payload | Withheld | None:
        worker.at("claimed")
        return compose(delivery, now)

    with opened(given.endpoints, _PATIENCE) as ports:
        watched = {name: _Watched(port, worker) for name, port in ports.items()}
        terms = Terms(lambda: 0.5, desk=given.chat.desk)
        barring = bar(given.chat.access, given.chat.desk)
        relay = Relay(engine, watched, f"worker {os.getpid()}", worker.time, terms, composed, _AT_ONCE, bar=barring)
        tick(engine, given.now, Calendar(marks=EDITS, replies=CORRECTIONS), given.chat.desk, zone=given.zone)
        worker.at(ENQUEUED)
        while (wake := relay.run_once()) is not None:
            told.send(wake.timestamp())
            worker.now = datetime.fromtimestamp(told.recv(), UTC)
    engine.dispose()


class _Worker:
    def __init__(self, given: Assignment) -> None:
        self.now = given.now
        self.has_sent = False
        self._point, self._left = given.point, given.count

    def at(self, point: str) -> None:
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def time(self) -> datetime:
        # A relay looks at the clock between a platform's answer and writing it down.
        if self.has_sent:
            self.has_sent = False
            self.at("before settling")
        return self.now


@dataclass(frozen=True, slots=True)
class _Watched:
    """A real port."""

    port: LaterPort
    worker: _Worker

    @property
    def limits(self) -> Limits:
        return self.port.limits

    def send(self, delivery: Delivery) -> Outcome:
        self.worker.at("before the accept")
        outcome = self.port.send(delivery)
        if isinstance(outcome, Sent):
            self.worker.at("after the accept")
            self.worker.has_sent = True
        return outcome

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        return self.port.look_up(delivery)
