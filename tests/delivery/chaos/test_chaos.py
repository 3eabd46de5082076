"""Workers that are killed again and again, over one outbox: every message stands exactly once, in order.

Time is told, not waited for: when no worker has anything to do, the test moves the clock of all of them to the next
instant at which one will. So nothing depends on how fast the machine is, and no lease runs out under a living worker.
"""

from __future__ import annotations

import json
import queue
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.delivery.chaos.board import FileBoard
from tests.delivery.office import START, Office

_POINTS = ("claimed", "before", "accepted", "answered")
_DEATHS_EACH = 3
_KILLED_EVERY = 12
"""How many answers a worker is left alive for, before one is killed wherever it is then."""
_CHANNELS = 10
_MESSAGES = 10
_BOUND_SECONDS = 300


@dataclass
class Crew:
    """The worker processes, and the time that they are told."""

    url: str
    board: Path
    seed: int
    now: datetime = START
    deaths: Counter[str] = field(default_factory=Counter)
    _started: int = 0
    _answers: int = 0
    _idle: dict[str, datetime | None] = field(default_factory=dict)
    _alive: dict[str, subprocess.Popen[str]] = field(default_factory=dict)
    _points: dict[str, str] = field(default_factory=dict)
    _heard: queue.Queue[tuple[str, str]] = field(default_factory=queue.Queue)

    def run(self, size: int) -> None:
        """Until no worker has anything to do, ever."""
        for n in range(size):
            self._start(f"w{n}")
        deadline = time.monotonic() + _BOUND_SECONDS
        while not self._at_rest():
            assert time.monotonic() < deadline, f"not done in {_BOUND_SECONDS} s: {dict(self.deaths)}"
            self._hear(*self._heard.get(timeout=_BOUND_SECONDS))

    def stop(self) -> None:
        for process in self._alive.values():
            process.kill()
            process.wait()

    def _start(self, name: str) -> None:
        chance = random.Random(f"{self.seed} {self._started}")
        planned = self._started < _DEATHS_EACH * len(_POINTS)
        point = _POINTS[self._started % len(_POINTS)] if planned else ""
        count = chance.randint(1, 3)
        self._started += 1
        arguments = [self.url, str(self.board), name, str(chance.randrange(10**9)), self.now.isoformat()]
        command = [sys.executable, "-m", "tests.delivery.chaos.worker", *arguments, point, str(count)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
        self._alive[name], self._points[name] = process, point
        threading.Thread(target=self._listen, args=(name, process), daemon=True).start()

    def _listen(self, name: str, process: subprocess.Popen[str]) -> None:
        """Pass on the lines of a process, and an empty one at its end."""
        assert process.stdout is not None
        for line in process.stdout:
            self._heard.put((name, line))
        self._heard.put((name, ""))

    def _hear(self, name: str, line: str) -> None:
        if not line:
            self._bury(name)
        elif line.startswith("idle"):
            wake = line.split()[1]
            self._idle[name] = None if wake == "-" else datetime.fromisoformat(wake)
        else:
            self._answers += 1
            if self._answers % _KILLED_EVERY == 0:
                self._points[name] = "anywhere"
                self._alive[name].kill()

    def _bury(self, name: str) -> None:
        process = self._alive.pop(name)
        process.wait()
        assert process.returncode == -9, f"{name} ended by itself with {process.returncode}"
        self.deaths[self._points[name]] += 1
        self._idle.pop(name, None)
        self._start(name)

    def _at_rest(self) -> bool:
        """Nothing will ever be to do; otherwise, if nothing is now, time goes on."""
        if len(self._idle) < len(self._alive):
            return False
        wakes = [wake for wake in self._idle.values() if wake is not None]
        if not wakes:
            return True
        self.now = max(self.now, min(wakes))
        for name in list(self._idle):
            stdin = self._alive[name].stdin
            assert stdin is not None
            del self._idle[name]
            print(self.now.isoformat(), file=stdin, flush=True)
        return False


def _play(engine: Engine, folder: Path, workers: int, seed: int) -> dict[str, object]:
    """A whole run; what happened, for whoever reads along."""
    office = Office(engine)
    messages = [
        office.message(f"{n:03}", channel=f"c{channel}") for n in range(_MESSAGES) for channel in range(_CHANNELS)
    ]
    assert office.enqueue(*messages) == len(messages)
    board = folder / "board.sqlite"
    FileBoard.create(board)
    crew = Crew(engine.url.render_as_string(hide_password=False), board, seed)
    began = time.monotonic()
    try:
        crew.run(workers)
    finally:
        crew.stop()
    took = time.monotonic() - began
    posts = FileBoard.posts(board)
    expected = {f"c{channel}": [f"{n:03}" for n in range(_MESSAGES)] for channel in range(_CHANNELS)}
    found: dict[str, list[str]] = {}
    for channel, _, text in posts:
        found.setdefault(channel, []).append(text)
    assert found == expected
    assert len({marker for _, marker, _ in posts}) == len(posts)
    assert Counter(row.state.value for row in office.rows()) == {"sent": len(messages)}
    assert {row.marker for row in office.rows()} == {marker for _, marker, _ in posts}
    assert all(crew.deaths[point] >= 1 for point in (*_POINTS, "anywhere")), crew.deaths
    return {
        "database": engine.dialect.name,
        "workers": workers,
        "posts": len(posts),
        "deaths": dict(crew.deaths),
        "told_seconds": (crew.now - START).total_seconds(),
        "seconds": round(took, 1),
    }


def test_three_workers_on_postgresql(
    postgres_engine: Engine, tmp_path: Path, report: Callable[[dict[str, object]], None]
) -> None:
    report(_play(postgres_engine, tmp_path, workers=3, seed=1))


def test_two_workers_on_one_sqlite_file(
    sqlite_engine: Engine, tmp_path: Path, report: Callable[[dict[str, object]], None]
) -> None:
    report(_play(sqlite_engine, tmp_path, workers=2, seed=2))


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[[dict[str, object]], None]:
    """Prints a line that is seen in every run."""

    def show(result: dict[str, object]) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{json.dumps(result)}\n")

    return show
