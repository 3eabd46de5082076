"""Makes near misses: `python -m tests.questions.near_misses --tables DIR --out FILE --seed N`.

DIR has questions.jsonl (a question a line: table, q, expect) and the tables that it names, each a tidy CSV file. In
every line of FILE exactly one year, member, group, measure, unit or base of a question that its table answers is
replaced by one that the table lacks; `half` is `work` or `held`, by the CRC-32 of the table's name.

With --own in place of --tables DIR, from the project's own ledgers; run it in the repository's root. It made
near-misses.jsonl, with seed 2026.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from tests.questions.near_misses.classes import read_classes
from tests.questions.near_misses.making import line, of_tables
from tests.questions.near_misses.own import of_own_ledgers


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--tables", type=Path)
    source.add_argument("--own", action="store_true")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args(arguments)
    made = of_own_ledgers(Path(), given.seed) if given.own else of_tables(given.tables, read_classes(), given.seed)
    misses = list(made)
    given.out.write_text("".join(f"{line(miss)}\n" for miss in misses), encoding="utf-8")
    counts = Counter(miss.kind for miss in misses) + Counter(miss.half for miss in misses)
    sys.stdout.write(json.dumps({"near misses": len(misses), **dict(sorted(counts.items()))}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
