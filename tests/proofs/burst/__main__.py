"""Many reminders fall due in the same second, each in a channel of its own: how late they come, and how many never do.

    python -m tests.proofs.burst --reminders 1000

Side by side in one run, on SQLite and to the same platform: APScheduler with its own job store as it comes, the same
without a misfire limit, and the outbox.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from tests.proofs.burst import ours, theirs
from tests.proofs.platforms import DISCORD, Plan, Platform, running
from tests.proofs.processes import start
from tests.proofs.report import tell

_RUNS: Mapping[str, Callable[..., None]] = {
    "apscheduler": partial(theirs.run, True),
    "apscheduler, no misfire limit": partial(theirs.run, False),
    "factdesk": ours.run,
}
_OURS, _THEIRS = "factdesk", "apscheduler, no misfire limit"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.burst", description=__doc__)
    parser.add_argument("--reminders", type=int, default=1000)
    options = parser.parse_args(arguments)
    plan = Plan(DISCORD, 1, options.reminders, strict=False)
    with running(plan) as platform:
        found = {name: _measured(name, run, platform) for name, run in _RUNS.items()}
    ratio = found[_OURS]["late_p99"] / found[_THEIRS]["late_p99"]
    nothing_lost = not found[_OURS]["lost"] and not found[_OURS]["doubled"]
    report = {"proof": "burst", "holds": nothing_lost, "reminders": options.reminders, "runs": found}
    tell({**report, "p99_ratio": round(ratio, 3), "p99_ratio_wanted": 0.5})
    return 0 if nothing_lost else 1


def _measured(name: str, run: Callable[..., None], platform: Platform) -> dict[str, Any]:
    """Lateness in seconds, from when a reminder was due to when the platform took it."""
    addresses = platform.plan.addresses
    with tempfile.TemporaryDirectory(prefix="factdesk-burst-") as folder:
        process, pipe = start(run, Path(folder), platform.endpoints, addresses, name)
        due = pipe.recv()
        process.join()
    posts = [post for post in platform.record().posts if post.text == name]
    late = sorted(post.at - due for post in posts)
    distinct = len({post.address for post in posts})
    percent = quantiles(late, n=100, method="inclusive") if len(late) > 1 else [0.0] * 99
    return {
        "lost": len(addresses) - distinct,
        "doubled": len(posts) - distinct,
        "late_p50": round(percent[49], 3),
        "late_p99": round(percent[98], 3),
    }


if __name__ == "__main__":
    sys.exit(main())
