"""Hostile questions through `factdesk ask --jsonl`: cue words, names of the ledger and invented ones, numbers of every
script, impossible times, markup, SQL, and text that is endless or damaged.

    python -m tests.proofs.hostile --seed 1 --questions 10000

Each gets an object in its line, none of them fails, and none about an invented name is answered. The questions are
shared out among ledgers of different kinds, or asked of those that are given. The slowest ones are told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import quantiles

from tests.proofs.hostile.asking import Found, ask_all
from tests.proofs.hostile.names import names_of
from tests.proofs.hostile.questions import questions
from tests.proofs.report import tell

_ROOT = Path(__file__).parents[3]
LEDGERS = (
    _ROOT / "data" / "nz-drug-law",
    _ROOT / "tests" / "ledgers" / "harbour-city",
    _ROOT / "tests" / "ledgers" / "velden-transport" / "velden-transport.csv",
)
_SHOWN = 10
_SLOWEST = 3


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.proofs.hostile", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--questions", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path, action="append", help="a file of figures or a data package; repeatable")
    options = parser.parse_args(arguments)
    ledgers = options.ledger or LEDGERS
    found, codes = Found(), []
    for place, ledger in enumerate(ledgers):
        share = len(range(place, options.questions, len(ledgers)))
        with tempfile.TemporaryDirectory(prefix="factdesk-hostile-") as folder:
            asked = islice(questions(names_of(ledger), options.seed + place), share)
            codes.append(ask_all(ledger, asked, Path(folder), found))
            log = Path(folder) / "state" / "factdesk" / "factdesk.log"
            sys.stderr.write(log.read_text(encoding="utf-8") if log.exists() else "")
    holds = found.holds and not any(codes)
    tell({"proof": "hostile", "holds": holds, "seed": options.seed, "questions": options.questions, **_told(found)})
    return 0 if holds else 1


def _told(found: Found) -> dict[str, object]:
    seconds = [one for one, _ in found.times]
    percent = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [0.0] * 99
    wrong = {"raised": found.raised, "without_an_object": found.lost, "invented_answered": found.invented}
    return {
        **{name: len(some) for name, some in wrong.items()},
        "about_invented_names": found.kinds["nobody"],
        "statuses": found.statuses,
        "p50_ms": round(percent[49] * 1000, 1),
        "p99_ms": round(percent[98] * 1000, 1),
        "slowest": [
            {"ms": round(one * 1000), "question": text} for one, text in sorted(found.times)[: -_SLOWEST - 1 : -1]
        ],
        "examples": {name: some[:_SHOWN] for name, some in wrong.items() if some},
    }


if __name__ == "__main__":
    sys.exit(main())
