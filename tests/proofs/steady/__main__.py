"""New questions at a steady rate in a local Slack and a local Discord at once: how fast each is acknowledged, how late
Discord's heartbeats are, and whether anything is lost or doubled.

    python -m tests.proofs.steady --rate 30 --seconds 60

`factdesk serve` is the command itself, over a ledger of 10,000 series that nothing was asked of yet; a third of the
questions cannot be answered.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from statistics import quantiles
from typing import Any

from adapters import clock
from bot.ledger.record import record
from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.benchmarks.ledgers import ledger, questions
from tests.proofs import databases
from tests.proofs.processes import start
from tests.proofs.report import tell
from tests.proofs.steady import newsroom
from tests.servers.discord.world import World
from tests.servers.slack.workspace import Workspace

_PROGRAM = "from adapters.cli import main; main()"
_WARM_UP = 5
"""Questions, before the first that counts: whoever has just connected is still loading."""
_ACKNOWLEDGED_SECONDS = 0.3
_LATE_SECONDS = 1.0
"""Of a heartbeat: Discord waits for the next one before it ends a connection."""
_ENDED_SECONDS = 90.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.steady", description=__doc__)
    parser.add_argument("--rate", type=float, default=30.0, help="questions a second, in both platforms together")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--series", type=int, default=10_000, help="the size of the ledger")
    parser.add_argument("--database", choices=databases.DATABASES, default=databases.DATABASES[0])
    options = parser.parse_args(arguments)
    count = max(1, round(options.rate * options.seconds))
    with (
        tempfile.TemporaryDirectory(prefix="factdesk-steady-") as name,
        databases.fresh(options.database, Path(name)) as db,
    ):
        texts = _filled(db.url, options.series, _WARM_UP + count)
        found, ended = _offered(Path(name), db.url, texts, options.rate)
    report = _report(found, ended)
    asked = {"rate": options.rate, "seconds": options.seconds, "series": options.series, "database": options.database}
    tell({"proof": "steady", "holds": _holds(report, found), **asked, **report})
    return 0 if _holds(report, found) else 1


def _filled(url: str, series: int, count: int) -> list[str]:
    """A ledger, and so many questions to it, no two alike."""
    held = ledger(series)
    engine = open_engine(url)
    prepare(engine)
    record(engine, held.batch, clock.now())
    engine.dispose()
    texts: dict[str, None] = {}
    for question in chain.from_iterable(questions(held, count, seed) for seed in range(2, 12)):
        texts[question.text] = None
        if len(texts) == count:
            return list(texts)
    raise AssertionError("The ledger is too small for so many questions.")


def _offered(folder: Path, url: str, texts: list[str], rate: float) -> tuple[newsroom.Offered, float]:
    """What came of the questions, and in how many seconds the service ended afterwards."""
    process, pipe = start(newsroom.run)
    try:
        slack, discord, gateway = pipe.recv()
        addresses = {"SLACK_API_URL": slack, "DISCORD_API_URL": discord, "DISCORD_GATEWAY_URL": gateway}
        with _serving(_environment(folder, url, addresses)) as service:
            pipe.send((texts[:_WARM_UP], rate))
            pipe.recv()
            pipe.send((texts[_WARM_UP:], rate))
            found: newsroom.Offered = pipe.recv()
            began = time.perf_counter()
            service.send_signal(signal.SIGTERM)
            service.wait(_ENDED_SECONDS)
            return found, time.perf_counter() - began
    finally:
        process.kill()
        process.join()


def _environment(folder: Path, url: str, addresses: Mapping[str, str]) -> dict[str, str]:
    settings = {
        "DATABASE_URL": url,
        "SLACK_BOT_TOKEN": Workspace().bot_token,
        "SLACK_APP_TOKEN": Workspace().app_token,
        "DISCORD_TOKEN": World().token,
        "QUESTIONS_A_MINUTE": "10000",
        **addresses,
    }
    folders = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "STATE", "CACHE", "CONFIG")}
    return {**os.environ, **folders, **{f"FACTDESK_{name}": value for name, value in settings.items()}}


@contextmanager
def _serving(environment: Mapping[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The command, from the moment that it serves."""
    subprocess.run(
        [sys.executable, "-c", _PROGRAM, "discord", "sync"], env=environment, check=True, capture_output=True
    )
    command = [sys.executable, "-c", _PROGRAM, "serve"]
    with tempfile.TemporaryFile("w+") as log:
        service = subprocess.Popen(command, env=environment, stderr=log, text=True)
        try:
            yield service
        finally:
            service.kill()
            service.wait()
            log.seek(0)
            sys.stderr.writelines(line for line in log if "WARNING" in line or "ERROR" in line)


def _report(found: newsroom.Offered, ended: float) -> dict[str, Any]:
    everything = [seconds for times in found.acknowledged.values() for seconds in times]
    return {
        "asked": found.asked,
        "lost": found.lost,
        "doubled": found.doubled,
        "unacknowledged": found.unacknowledged,
        "acknowledged_ms": {"all": _milliseconds(everything)}
        | {kind: _milliseconds(times) for kind, times in sorted(found.acknowledged.items())},
        "heartbeats": found.heartbeats,
        "heartbeat_late_ms": round(found.beat_late * 1000),
        "asking_late_ms": round(found.lag * 1000),
        "ended_seconds": round(ended, 2),
    }


def _holds(report: Mapping[str, Any], found: newsroom.Offered) -> bool:
    fast = report["acknowledged_ms"]["all"]["p99"] < _ACKNOWLEDGED_SECONDS * 1000
    whole = not (found.lost or found.doubled or found.unacknowledged)
    return fast and whole and found.beat_late < _LATE_SECONDS


def _milliseconds(seconds: list[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [*seconds, 0.0] * 99
    found = {"p50": cuts[49], "p99": cuts[98], "max": max(seconds, default=0.0)}
    return {name: round(value * 1000, 1) for name, value in found.items()}


if __name__ == "__main__":
    sys.exit(main())
