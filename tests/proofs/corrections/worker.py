"""A worker that looks at the calendar and sends, until it is killed."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from adapters import clock
from adapters.desk import work as desk_work
from adapters.desk.workers import Workers
from adapters.failures import log_to
from adapters.limits import CORRECTIONS, EDITS
from adapters.scheduler import Scheduler
from bot.calendar.nouns import Policy as Calendar
from bot.calendar.tick import tick
from bot.delivery.limits import Rate
from bot.delivery.nouns import Policy
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.store.engine import open_engine
from tests.proofs.corrections.newsroom import compose_with
from tests.proofs.platforms import Endpoints
from tests.proofs.ports import opened

POLICY = Policy(lease=timedelta(seconds=8), settling=timedelta(seconds=3), max_attempts=100_000)
EDITS_FACTOR = 4
"""Messages are edited so many times as fast as Slack lets them be: the proof is of minutes then."""
_PATIENCE = 5.0
_TICK_EVERY = 1.0
_THREADS = 32


def faster(rate: Rate) -> Rate:
    return replace(rate, seconds=rate.seconds / EDITS_FACTOR)


@dataclass(frozen=True, slots=True)
class Assignment:
    name: str
    url: str
    endpoints: Endpoints
    folder: Path
    seed: str


def work(given: Assignment, told: Connection) -> None:
    """Tells "ready" once it serves, and goes on for ever."""
    log_to((given.folder / "workers.log").open("a"))
    engine = open_engine(given.url)
    compose, terms = compose_with(engine, clock.now()), Terms(random.Random(given.seed).random, POLICY)
    desk_work.spare_collector()
    with opened(given.endpoints, _PATIENCE) as ports, Workers(_THREADS, "relay") as pool:
        make = partial(Relay, engine, ports, clock=clock.now, terms=terms, compose=compose, pool=pool)
        beginning = threading.Lock()
        relays = [
            make(worker=f"{given.name}-{n}", at_once=desk_work.AT_ONCE, beginning=beginning)
            for n in range(desk_work.RELAYS)
        ]
        calendar = Calendar(marks={name: faster(rate) for name, rate in EDITS.items()}, replies=CORRECTIONS)
        ticks = {"calendar": (lambda: tick(engine, clock.now(), calendar), _TICK_EVERY)}
        Scheduler(ticks, relays, clock.now).start()
        told.send("ready")
        threading.Event().wait()
