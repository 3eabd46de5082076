"""Scores near misses: `python -m tests.questions.score_near_misses FILE --half work|held --tables DIR`.

FILE is what `tests.questions.near_misses` makes, DIR the folder in which its tables are. None of its questions can be
answered: one JSON line tells how many were answered all the same, how many were asked back and how many refused, in per
cent; --show lists what was answered before it, and without --half both halves count.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.desks import Ask, desk_over

Asked = tuple[dict[str, str], Answer]
_NAMES = {Outcome.ANSWERED: "answered", Outcome.AMBIGUOUS: "asked", Outcome.ABSTAINED: "refused"}


def ask_all(lines: Iterable[dict[str, str]], open_table: Callable[[str], Ask]) -> Iterator[Asked]:
    """Every near miss with its answer; a table is opened once."""
    by_table: dict[str, list[dict[str, str]]] = defaultdict(list)
    for line in lines:
        by_table[line["table"]].append(line)
    for table, misses in by_table.items():
        ask = open_table(table)
        yield from ((miss, ask(miss["q"])) for miss in misses)


def report(asked: Iterable[Asked]) -> dict[str, Any]:
    """Per cent answered, asked back and refused, and the per cent answered of each kind."""
    outcomes = [(miss["kind"], _NAMES[answer.outcome]) for miss, answer in asked]
    counts = Counter(outcome for _, outcome in outcomes)
    kinds = Counter(kind for kind, _ in outcomes)
    answered = Counter(kind for kind, outcome in outcomes if outcome == "answered")
    return {
        "questions": len(outcomes),
        **{name: _percent(counts[name], len(outcomes)) for name in _NAMES.values()},
        "answered of each kind": {kind: _percent(answered[kind], kinds[kind]) for kind in sorted(kinds)},
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("work", "held"))
    parser.add_argument("--tables", type=Path, default=Path())
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args(arguments)
    lines = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines()]
    chosen = [line for line in lines if given.half in (None, line["half"])]
    asked = list(ask_all(chosen, lambda table: desk_over(given.tables / table)))
    for miss, answer in asked if given.show else ():
        if answer.outcome is Outcome.ANSWERED:
            sys.stdout.write(f"{miss['table']} [{miss['replaced']} -> {miss['by']}] {miss['q']!r}: {answer.text}\n")
    sys.stdout.write(json.dumps({"half": given.half or "both", **report(asked)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
