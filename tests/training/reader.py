"""Learns the weights of the reader: `python -m tests.training.reader --tables DIR`.

DIR has questions.jsonl (a question a line: table, q, expect, answer, operation, links) and the tables that it names,
each a tidy CSV file. Only the tables of the `work` half are learned from, by the CRC-32 of their names: near misses of
the `held` half are there to measure by. The same tables give the same file. It takes some minutes on two processors and
wants what `requirements-dev.lock` has (lightgbm, scikit-learn); the product itself needs numpy alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.questions.near_misses.classes import read_classes
from tests.questions.near_misses.making import half_of, of_tables
from tests.training.learning import Given, learned
from tests.training.tables import Case, read_cases, read_table

_OUT = Path("bot/ask/propose/reader.npz")
_SEED = 2026
_WORK = "work"
_ALLOWED = (0.01, 0.02, 0.03, 0.05)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=_OUT)
    given = parser.parse_args(arguments)
    cases = [case for case in read_cases(given.tables) if half_of(case.table) == _WORK]
    tables = {name: read_table(given.tables, name) for name in sorted({case.table for case in cases})}
    misses = [
        Case(miss.table, miss.q, None, (), {}, miss.by)
        for miss in of_tables(given.tables, read_classes(), _SEED)
        if miss.half == _WORK
    ]
    weights, found = learned(tables, cases, misses)
    weights.save(given.out)
    asked = {(case.table, case.question) for case in cases}
    told = [one for one in found if (one.case.table, one.case.question) in asked]
    confident = [weights.confidence.probability(one.standing) for one in told]
    sys.stdout.write(json.dumps({"tables": len(tables), "questions": len(cases), "near misses": len(misses)}) + "\n")
    for allowed in _ALLOWED:
        sys.stdout.write(json.dumps(_at(allowed, told, confident)) + "\n")


def _at(allowed: float, told: Sequence[Given], confident: Sequence[float]) -> dict[str, float]:
    """The probability to answer from, so that this share of all questions is answered wrongly, and what is right."""
    order = sorted(range(len(told)), key=lambda place: -confident[place])
    wrong, right, best = 0, 0, {"wrong": allowed, "from": 1.0, "right": 0.0}
    refused = sum(one.case.answer is None for one in told)
    for place in order:
        wrong, right = wrong + (not told[place].right), right + told[place].right
        refused -= told[place].case.answer is None
        if wrong <= allowed * len(told):
            best = {
                "wrong": allowed,
                "from": round(confident[place], 3),
                "right": round((right + refused) / len(told), 3),
            }
    return best


if __name__ == "__main__":
    main(sys.argv[1:])
