"""A worker process: relays until nothing is left to do, says when there will be, and waits to be told the time.

    python -m tests.delivery.chaos.worker URL BOARD NAME SEED NOW POINT COUNT

It kills itself at the COUNT-th time that it comes to POINT ("" never): claimed, before, accepted or answered.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot.delivery.nouns import Delivery, Payload, Policy
from bot.delivery.relay import Relay
from bot.delivery.verdict import Terms
from bot.store.engine import open_engine
from tests.delivery.chaos.board import FileBoard

POLICY = Policy(lease=timedelta(seconds=30), settling=timedelta(seconds=5), max_attempts=1000)


class Worker:
    def __init__(self, url: str, board: str, name: str, seed: str, now: str, point: str, count: str) -> None:
        chance = random.Random(int(seed))
        self.now = datetime.fromisoformat(now)
        self._point, self._left = point, int(count)
        self._accepted = False
        port = FileBoard(Path(board), chance, self._at)
        terms = Terms(chance.random, POLICY)
        self._relay = Relay(open_engine(url), {"board": port}, name, self._clock, terms, self._compose)

    def run(self) -> None:
        while True:
            wake = self._relay.run_once()
            if wake is None or wake > self.now:
                _say(f"idle {wake.isoformat() if wake else '-'}")
                line = sys.stdin.readline()
                if not line:
                    return
                self.now = datetime.fromisoformat(line.strip())

    def _compose(self, delivery: Delivery, _now: datetime) -> Payload:
        self._at("claimed")
        return delivery.payload

    def _clock(self) -> datetime:
        # The relay looks at the clock between a platform's answer and writing it down.
        if self._accepted:
            self._accepted = False
            _say("answered")
            self._at("answered")
        return self.now

    def _at(self, point: str) -> None:
        self._accepted = self._accepted or point == "accepted"
        if point == self._point:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    Worker(*sys.argv[1:]).run()
