"""The scheduler: it looks at once, again when woken, goes on after a failure, and lets a send end before it stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from adapters import clock
from adapters.desk.under_way import Seconds, UnderWay
from adapters.desk.watch import HUNG_SECONDS
from adapters.scheduler import Scheduler
from bot.delivery.nouns import Delivery
from bot.delivery.ports import Outcome, Sent
from bot.delivery.relay import Relay
from tests.delivery.office import Board, Clock, Office

PATIENCE = 60.0
"""Seconds that nothing here needs on any machine: a test that waits so long has failed."""
LONG = 3600.0


@dataclass
class Held(Board):
    """A board that takes a message only when it is let."""

    entered: threading.Event = field(default_factory=threading.Event)
    let: threading.Event = field(default_factory=threading.Event)
    taken: threading.Event = field(default_factory=threading.Event)

    def send(self, delivery: Delivery) -> Outcome:
        self.entered.set()
        assert self.let.wait(PATIENCE)
        sent: Sent = self.take(delivery)
        self.taken.set()
        return sent


Start = Callable[..., Scheduler]


@pytest.fixture
def board() -> Held:
    return Held()


@pytest.fixture
def office(sqlite_engine: Engine, board: Held) -> Office:
    return Office(sqlite_engine, Clock(), board)


@pytest.fixture
def start(office: Office, board: Held) -> Iterator[Start]:
    """Starts a scheduler with the office's relay and ticks by name."""
    started: list[Scheduler] = []

    def run(*, seconds: Seconds = time.monotonic, **ticks: tuple[Callable[[], object], float]) -> Scheduler:
        scheduler = Scheduler(ticks, [office.relay()], clock.now, seconds)
        started.append(scheduler)
        scheduler.start()
        return scheduler

    yield run
    board.let.set()
    for scheduler in started:
        scheduler.stop()


def test_what_a_tick_enqueues_is_sent_at_once(office: Office, board: Held, start: Start) -> None:
    board.let.set()
    scheduler = start()

    def tick() -> None:
        office.put("vote")
        scheduler.wake()

    start(once=(tick, LONG))
    assert board.taken.wait(PATIENCE)
    assert board.subjects == ["vote"]


def test_a_tick_that_fails_is_run_again(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))  # The failure is logged there.
    runs: list[int] = []
    again = threading.Event()

    def fail_first() -> None:
        runs.append(len(runs))
        if len(runs) == 1:
            raise RuntimeError("the first tick fails")
        again.set()

    start(failing=(fail_first, 0.01))
    assert again.wait(PATIENCE)


def test_stopping_lets_a_send_end(office: Office, board: Held, start: Start) -> None:
    office.put("vote", "count")
    scheduler = start()
    assert board.entered.wait(PATIENCE)
    stopping = threading.Thread(target=scheduler.stop)
    stopping.start()
    assert office.states() == {"vote": "sending", "count": "due"}
    board.let.set()
    stopping.join(PATIENCE)
    assert not stopping.is_alive()
    assert office.states()["vote"] == "sent"
    assert "claimed" not in office.states().values()


def test_neither_lateness_nor_a_burst_drops_a_job(start: Start) -> None:
    """APScheduler's defaults drop a job that is a second late."""
    scheduler = start(tick=(lambda: None, LONG))
    jobs = scheduler._scheduler.get_jobs()
    assert len(jobs) == 2
    assert {(job.misfire_grace_time, job.coalesce, job.max_instances) for job in jobs} == {(None, True, 1)}


# What hangs


class Stopwatch:
    """Seconds that go on when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_an_hour_of_looks_is_no_hang(start: Start, monkeypatch: pytest.MonkeyPatch, busy: bool) -> None:
    """Each look of the relay takes two seconds here, and the next begins at once: it is woken, or has more to do."""
    stopwatch, ages, begun = Stopwatch(), list[float](), list[Scheduler]()
    started, over = threading.Event(), threading.Event()

    def look(_relay: Relay) -> datetime | None:
        assert started.wait(PATIENCE)
        stopwatch.now += 2.0
        ages.append(begun[0].longest())
        if stopwatch.now > LONG:
            over.set()
            return None
        begun[0].wake()
        return clock.now() if busy else None

    monkeypatch.setattr(Relay, "run_once", look)
    begun.append(start(seconds=stopwatch))
    started.set()
    assert over.wait(PATIENCE)
    assert begun[0].stop(PATIENCE)
    assert len(ages) >= LONG / 2
    assert max(ages) == 2.0 < HUNG_SECONDS
    assert begun[0].longest() == 0.0


def test_a_look_that_stands_still_hangs(office: Office, board: Held, start: Start) -> None:
    stopwatch = Stopwatch()
    office.put("vote")
    scheduler = start(seconds=stopwatch)
    assert board.entered.wait(PATIENCE)
    stopwatch.now += HUNG_SECONDS + 1
    assert scheduler.longest() > HUNG_SECONDS
    board.let.set()
    assert scheduler.stop(PATIENCE)
    assert scheduler.longest() == 0.0


def test_a_tick_that_stands_still_hangs(start: Start) -> None:
    stopwatch, entered, let = Stopwatch(), threading.Event(), threading.Event()

    def tick() -> None:
        entered.set()
        assert let.wait(PATIENCE)

    scheduler = start(seconds=stopwatch, slow=(tick, LONG))
    assert entered.wait(PATIENCE)
    stopwatch.now += HUNG_SECONDS + 1
    assert scheduler.longest() > HUNG_SECONDS
    let.set()
    assert scheduler.stop(PATIENCE)
    assert scheduler.longest() == 0.0


def test_what_was_begun_first_tells_how_long_and_what_raised_goes_on_no_more() -> None:
    stopwatch = Stopwatch()
    going = UnderWay(stopwatch)
    with going.one():
        stopwatch.now = 3.0
        with pytest.raises(ValueError, match="over"), going.one():
            raise ValueError("over")
        with going.one():
            stopwatch.now = 5.0
            assert going.longest() == 5.0
    assert going.longest() == 0.0
