"""The workers' processes: who is to die how, who stands still for how long, and what the dead leave behind."""

from __future__ import annotations

import heapq
import itertools
import multiprocessing.connection
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlalchemy import Engine

from bot.delivery.manage import deliveries
from bot.delivery.nouns import State
from bot.errors import StoreUnavailable
from tests.proofs.chaos.worker import BEFORE_THE_ACCEPT, POINTS, POLICY, Assignment, work
from tests.proofs.platforms import Endpoints
from tests.proofs.processes import start

ANYWHERE = "anywhere"
PAUSED = "paused"
PAUSED_SENDING = "paused before the accept"
_DEATHS = (*POINTS, ANYWHERE)
_FIRST_SECOND = 1.0
"""Seconds after its first claim in which a worker is killed anywhere, or stopped."""
_PAUSE = (POLICY.lease + POLICY.settling).total_seconds() + 1.0
_LAST_VISITS = 10
"""A worker that dies at a point dies at most so many visits after its first."""
_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Left:
    """A message that a worker held when it died. `at`: when, in seconds since 1970."""

    mark: str
    state: State
    at: float


@dataclass(slots=True)
class _Living:
    process: ForkServerProcess
    pipe: Connection
    name: str
    fate: str


@dataclass
class Crew:
    """`kills` deaths are shared out over the points and over being killed anywhere; `pauses` workers stand still beyond
    a lease before they are killed."""

    engine: Engine
    url: str
    endpoints: Endpoints
    folder: Path
    size: int
    kills: int
    pauses: int
    seed: int
    deaths: Counter[str] = field(default_factory=Counter)
    left: list[Left] = field(default_factory=list)
    _living: dict[int, _Living] = field(default_factory=dict)
    _acts: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        fates = [_DEATHS[n % len(_DEATHS)] for n in range(self.kills - self.pauses)]
        fates += [(PAUSED_SENDING, PAUSED)[n % 2] for n in range(self.pauses)]
        self._chance.shuffle(fates)
        self._fates = fates

    @property
    def all_dead(self) -> bool:
        """Everyone who was to die is."""
        return self.deaths.total() >= self.kills

    def run(self, done: Callable[[], bool], halfway: Callable[[], None]) -> None:
        """Until `done`, which is asked now and then; `halfway` is called once half of those who are to die are dead."""
        for _ in range(self.size):
            self._start()
        was_halfway = False
        while not done():
            self._wait()
            if not was_halfway and self.deaths.total() * 2 >= self.kills:
                was_halfway = True
                halfway()

    def stop(self) -> None:
        for living in self._living.values():
            living.process.kill()
            living.process.join()

    def _start(self) -> None:
        number = next(self._numbers)
        fate = self._fates.pop() if self._fates else ""
        given = Assignment(
            f"worker-{number}",
            self.url,
            self.endpoints,
            self.folder,
            f"{self.seed} {number}",
            point=BEFORE_THE_ACCEPT if fate == PAUSED_SENDING else fate if fate in POINTS else "",
            count=self._chance.randint(1, _LAST_VISITS),
            blow=signal.SIGSTOP if fate == PAUSED_SENDING else signal.SIGKILL,
        )
        process, pipe = start(work, given)
        self._living[process.sentinel] = _Living(process, pipe, given.name, fate)

    def _wait(self) -> None:
        """Do what is to be done by now, and hear of workers that hold their first message, or are dead."""
        pause = min(_LOOK, max(0.0, self._acts[0][0] - time.monotonic())) if self._acts else _LOOK
        pipes = {living.pipe: living for living in self._living.values() if not living.pipe.closed}
        for ready in multiprocessing.connection.wait([*self._living, *pipes], pause):
            if isinstance(ready, int):
                self._bury(self._living.pop(ready))
                self._start()
            elif isinstance(ready, Connection):
                self._hear(pipes[ready])
        while self._acts and self._acts[0][0] <= time.monotonic():
            heapq.heappop(self._acts)[2]()

    def _hear(self, living: _Living) -> None:
        try:
            told = living.pipe.recv()
        except (EOFError, OSError):
            living.pipe.close()
            return
        after = self._chance.uniform(0, _FIRST_SECOND)
        if told == "stopping":
            self._resume(0.0, living)
        elif living.fate == ANYWHERE:
            self._later(after, living.process.kill)
        elif living.fate == PAUSED:
            self._later(after, lambda: _signal(living, signal.SIGSTOP))
            self._resume(after, living)

    def _resume(self, after: float, stopped: _Living) -> None:
        """Let it go on once its leases are over, and kill it a little later."""
        self._later(after + _PAUSE, lambda: _signal(stopped, signal.SIGCONT))
        self._later(after + _PAUSE + 2 * _FIRST_SECOND, stopped.process.kill)

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._acts, (time.monotonic() + seconds, next(self._numbers), act))

    def _bury(self, dead: _Living) -> None:
        at = time.time()
        dead.process.join()
        dead.pipe.close()
        code = dead.process.exitcode
        assert code == -signal.SIGKILL, f"{dead.name} ended by itself with {code}: see {self.folder / 'workers.log'}"
        self.deaths[dead.fate] += 1
        try:
            held = deliveries(self.engine, (State.CLAIMED, State.SENDING))
        except StoreUnavailable:
            return  # What it left cannot be seen while the database starts.
        self.left += [Left(row.marker, row.state, at) for row in held if row.worker == dead.name]


def _signal(living: _Living, number: signal.Signals) -> None:
    pid = living.process.pid
    if living.process.exitcode is None and pid is not None:
        os.kill(pid, number)
