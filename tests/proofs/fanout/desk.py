"""A newsroom whose channels all want the same digest, and the worker that sends it."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, insert

from adapters import clock
from adapters.desk import work
from adapters.desk.workers import Workers
from adapters.scheduler import Scheduler
from bot.ask.pipeline import Desk
from bot.calendar import subscriptions
from bot.calendar.composing import composer
from bot.calendar.nouns import EVERYTHING
from bot.calendar.rules import DigestRule
from bot.calendar.tick import tick
from bot.chat.post_receipts import with_receipts
from bot.delivery.nouns import Address
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.ledger.record import record
from bot.store.calendar_tables import subscription
from bot.store.chunks import chunks
from bot.store.engine import open_engine, writing
from bot.store.schema import prepare
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES
from tests.proofs import outbox
from tests.proofs.platforms import Endpoints
from tests.proofs.ports import opened

_BEFORE = timedelta(seconds=2)
"""From the tick until the digest is due."""
_SINCE = timedelta(hours=1)
"""For so long before the digest the channels have been subscribed: the ledger's figures came since."""
_MINUTE = timedelta(minutes=1)
_LOOK = 0.25
_PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class Sent:
    """`due` in seconds since 1970, by the platforms' clock; `enqueue_seconds`: what the tick took that put them all in
    the outbox."""

    due: float
    enqueued: int
    enqueue_seconds: float


@dataclass(frozen=True, slots=True)
class _Clock:
    """Digests come at whole minutes, and nobody wants to wait for the next one: this clock is behind by as much."""

    behind: timedelta

    @classmethod
    def shortly_before_a_minute(cls) -> _Clock:
        now = clock.now() + _BEFORE
        return cls(timedelta(seconds=now.second, microseconds=now.microsecond))

    def __call__(self) -> datetime:
        return clock.now() - self.behind


def run(folder: Path, endpoints: Endpoints, addresses: list[Address], told: Connection) -> None:
    """Tells what was sent, once all of it is."""
    engine = open_engine(f"sqlite:///{folder / 'ledger.sqlite'}")
    prepare(engine)
    record(engine, tidy(FERRIES), clock.now())
    desk = Desk(engine)
    desk.warm_up(clock.now())
    work.spare_collector()
    now = _Clock.shortly_before_a_minute()
    due = now().replace(second=0, microsecond=0) + _MINUTE
    _subscribe(engine, addresses, DigestRule.parse(f"daily {due:%H:%M} UTC"), due - _SINCE)
    began = time.perf_counter()
    enqueued = tick(engine, now())
    seconds = time.perf_counter() - began
    with opened(endpoints, _PATIENCE) as ports, Workers(work.THREADS, "relay") as pool:
        terms, compose = Terms(random.random), with_receipts(engine, composer(desk))
        relays = [Relay(engine, ports, str(n), now, terms, compose, work.AT_ONCE, pool) for n in range(work.RELAYS)]
        scheduler = Scheduler({}, relays, now)
        scheduler.start()
        while outbox.anything_left(engine):
            time.sleep(_LOOK)
        scheduler.stop()
    told.send(Sent((due + now.behind).timestamp(), enqueued, seconds))


def _subscribe(engine: Engine, addresses: list[Address], digest: DigestRule, since: datetime) -> None:
    """All at once; one by one each would be a transaction."""
    rows = [
        {
            **subscriptions._values(subscriptions.Wish(address, digest.zone, digest=digest), since),
            "destination": str(address),
            "topics": (EVERYTHING,),
            "created_by": "desk",
            "created_at": since,
        }
        for address in addresses
    ]
    with writing(engine) as connection:
        for part in chunks(rows):
            connection.execute(insert(subscription), list(part))
