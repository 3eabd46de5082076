"""Each call of a platform's port meets each fault, once, twice and for a minute: public posts stand once, what is for
one user alone comes at least once, and how long it took on the platform's clock.

    python -m tests.proofs.recovery
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot.store.engine import open_engine
from bot.store.schema import prepare
from tests.proofs.databases import DATABASES, fresh
from tests.proofs.recovery import discord, slack
from tests.proofs.recovery.case import Case, Result, tried
from tests.proofs.recovery.outage import FAULTS, LASTING
from tests.proofs.report import tell

STAGES = {"slack": slack.stage, "discord": discord.stage}
CASES: dict[str, Sequence[Case]] = {"slack": slack.CASES, "discord": discord.CASES}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.recovery", description=__doc__)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--platform", choices=sorted(STAGES), action="append")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)  # What went wrong is what was asked for.
    results = [
        result
        for platform in options.platform or sorted(STAGES)
        for result in play(options.database, platform, CASES[platform])
    ]
    tell(report(results))
    return 0 if all(one.holds for one in results) else 1


def play(database: str, platform: str, cases: Iterable[Case]) -> list[Result]:
    """The whole table of these cases. What is slow is tried apart, as clients give up sooner there."""
    results = list[Result]()
    for slow in (False, True):
        faults = [fault for fault in FAULTS if (fault == "slow") is slow]
        with tempfile.TemporaryDirectory(prefix="factdesk-recovery-") as name, fresh(database, Path(name)) as own:
            engine = open_engine(own.url)
            prepare(engine)
            results += asyncio.run(_play(engine, platform, cases, faults))
            engine.dispose()
    return results


async def _play(engine: Engine, platform: str, cases: Iterable[Case], faults: Sequence[str]) -> list[Result]:
    async with STAGES[platform](engine, slow="slow" in faults) as stage:
        return [
            await tried(stage, case, fault, lasting, length)
            for case in cases
            for fault in faults
            for lasting, length in LASTING.items()
        ]


def report(results: Sequence[Result]) -> dict[str, Any]:
    """For each call and fault the seconds until what was wanted stood: once, twice, a minute."""
    table: dict[str, dict[str, list[float | None]]] = {}
    for one in results:
        table.setdefault(one.call, {}).setdefault(one.fault, []).append(one.seconds)
    return {
        "proof": "recovery",
        "holds": all(one.holds for one in results),
        "tried": len(results),
        "broken": [asdict(one) for one in results if not one.holds],
        "slowest": max((one.seconds for one in results if one.seconds is not None), default=None),
        "seconds": table,
    }


if __name__ == "__main__":
    sys.exit(main())
