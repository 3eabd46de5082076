"""Ticks: APScheduler says when to look; what is due, and whether it was sent, stands in the database alone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from apscheduler.executors.pool import BasePoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from adapters.desk.under_way import Seconds, UnderWay
from adapters.desk.workers import Workers
from adapters.failures import log_setback, log_that_the_database_answers
from bot.delivery.relay import Relay
from bot.errors import StoreUnavailable

LOOK_EVERY = 1.0
"""Seconds between two looks of a relay into an outbox that has nothing due: another process may have put something."""
TICK_EVERY = 10.0
"""Seconds between two looks into the calendar, which looks further ahead than that."""

Tick = Callable[[], object]


class Scheduler:
    """Runs ticks and relays until it is stopped. Jobs live in memory: nothing is lost with them.

    `ticks` are run every so many seconds, by name. A relay works on while there is something to do soon. `seconds`
    times what is under way.
    """

    def __init__(
        self,
        ticks: Mapping[str, tuple[Tick, float]],
        relays: Sequence[Relay],
        clock: Callable[[], datetime],
        seconds: Seconds = time.monotonic,
    ) -> None:
        self._clock = clock
        self._looks = UnderWay(seconds)
        self._bell = _Bell()
        # At their defaults both settings drop work: a job that is a second late, and all but one of a burst.
        settings = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._workers = Workers(len(ticks) + len(relays), "scheduled")
        executors = {"default": _Executor(self._workers)}
        self._scheduler = BackgroundScheduler(timezone=UTC, job_defaults=settings, executors=executors)
        for name, (tick, every) in ticks.items():
            self._add(f"tick {name}", partial(self._tick, name, tick), every)
        for number, relay in enumerate(relays):
            self._add(f"relay {number}", partial(self._work, relay), LOOK_EVERY)
        # A relay that works longer than to its next look is not late: it is busy.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)

    def start(self) -> None:
        self._scheduler.start()

    def wake(self) -> None:
        """There is something new in the outbox. May be called from any thread, at any time."""
        self._bell.ring()

    def stop(self, seconds: float | None = None) -> bool:
        """Take nothing new; what is being sent is sent and settled before this returns. False if something hangs for
        longer than so many seconds; None: it is waited for."""
        self._bell.close()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        return self._workers.stop(seconds)

    def longest(self) -> float:
        """For how many seconds the tick, or the look of a relay, has been under way that was begun first."""
        return self._looks.longest()

    def _add(self, name: str, run: Callable[[], None], seconds: float) -> None:
        # The first run is at once: what fell due while nothing ran is late already.
        self._scheduler.add_job(run, "interval", seconds=seconds, id=name, next_run_time=self._clock())

    def _tick(self, name: str, tick: Tick) -> None:
        try:
            with self._looks.one():
                tick()
            log_that_the_database_answers()  # Every tick asks it something.
        except Exception as error:  # noqa: BLE001 - the next tick does what this one did not
            log_setback(f"the tick “{name}” failed", error)

    def _work(self, relay: Relay) -> None:
        """Relay for as long as something is to do, then wait for a bell or for what is due next. Between two jobs
        nothing listens, so one goes on until it has to look whether the scheduler is to stop."""
        while not self._bell.closed:
            heard = self._bell.rings
            try:
                with self._looks.one():
                    wake = relay.run_once()
            except StoreUnavailable as error:
                log_setback("the outbox cannot be reached", error)
                return
            except Exception as error:  # noqa: BLE001 - the next look may go well, and has to be taken
                log_setback("a relay stopped", error)
                return
            now = self._clock()
            if wake is None or wake > now:
                pause = LOOK_EVERY if wake is None else min(LOOK_EVERY, (wake - now).total_seconds())
                self._bell.wait(heard, pause)


class _Executor(BasePoolExecutor):  # type: ignore[misc]  # APScheduler has no types.
    def __init__(self, workers: Workers) -> None:
        super().__init__(workers)


class _Bell:
    """Tells waiting threads that it was rung since they last looked."""

    def __init__(self) -> None:
        self.rings = 0
        self.closed = False
        self._changed = threading.Condition()

    def ring(self) -> None:
        """One of those that wait looks: what is new is one thing, and a second would look in vain."""
        with self._changed:
            self.rings += 1
            self._changed.notify()

    def close(self) -> None:
        self.closed = True
        with self._changed:
            self.rings += 1
            self._changed.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Until it rings again, or so many seconds are over."""
        with self._changed:
            self._changed.wait_for(lambda: self.rings != heard, seconds)
