"""The outbox, its relays configured as in the service."""

from __future__ import annotations

import random
import time
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from adapters import clock
from adapters.desk import work
from adapters.desk.workers import Workers
from adapters.scheduler import Scheduler
from bot.cards.card import Card, Tone
from bot.delivery.limits import Limits
from bot.delivery.nouns import Address, Delivery, Message
from bot.delivery.ports import Outcome, SendsLater, Unknown
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.proofs import outbox
from tests.proofs.platforms import Endpoints
from tests.proofs.ports import LaterPort, opened

_AHEAD = timedelta(seconds=2)
_LOOK = 0.5
_PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class Unlimited(SendsLater):
    """A real port to a platform without limits."""

    port: LaterPort

    @property
    def limits(self) -> Limits:
        return Limits()

    def send(self, delivery: Delivery) -> Outcome:
        return self.port.send(delivery)

    def send_later(self, delivery: Delivery) -> Future[Outcome]:
        return self.port.send_later(delivery)

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        return self.port.look_up(delivery)


def run(folder: Path, endpoints: Endpoints, addresses: list[Address], name: str, told: Connection) -> None:
    """Tells when the reminders were due, in seconds since 1970, once all are sent."""
    engine = open_engine(f"sqlite:///{folder / 'outbox.sqlite'}")
    prepare(engine)
    work.spare_collector()
    due = clock.now() + _AHEAD
    payload = {"card": Card(Tone.TOLD, name).as_json()}
    wanted = [Message("reminder", name, "", address, payload, due) for address in addresses]
    outbox.put(engine, wanted, clock.now())
    with opened(endpoints, _PATIENCE) as ports, Workers(work.THREADS, "relay") as pool:
        unlimited = {platform: Unlimited(port) for platform, port in ports.items()}
        relays = [
            Relay(engine, unlimited, str(n), clock.now, Terms(random.random), at_once=work.AT_ONCE, pool=pool)
            for n in range(work.RELAYS)
        ]
        scheduler = Scheduler({}, relays, clock.now)
        scheduler.start()
        while outbox.anything_left(engine):
            time.sleep(_LOOK)
        scheduler.stop()
    told.send(due.timestamp())
