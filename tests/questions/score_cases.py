"""Scores small inputs that once went wrong, by kind: `python -m tests.questions.score_cases [KIND ...]`.

One JSON line a kind and one for all: `right`, `asked` (asked back where there is an answer), `refused` (the same) and
`wrong`: answered with something else, or where nothing answers. --show lists before it what is not right; --floors
writes what is reached to `cases/floors.json`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.domain import Outcome
from bot.ingest import read
from tests.ask.ledger import Asker, asker
from tests.questions.judge import is_one_of

CASES = Path(__file__).parent / "cases"
FLOORS = CASES / "floors.json"
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
"""When every case is asked: some speak of last year."""
OUTCOMES = ("right", "asked", "refused", "wrong")


@dataclass(frozen=True, slots=True)
class Case:
    """A question, perhaps after others of its thread. `values` are all that count as right; `must` are patterns that
    the text of a right answer matches, and `never` those that no answer may match."""

    text: str
    expect: Outcome
    values: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


Scored = tuple[Case, Answer, str]


def kinds() -> list[str]:
    return sorted(path.stem for path in CASES.glob("*.jsonl"))


def cases_of(kind: str) -> list[Case]:
    with (CASES / f"{kind}.jsonl").open(encoding="utf-8") as file:
        bodies = [json.loads(line) for line in file]
    return [
        Case(
            body["q"],
            Outcome(body["expect"]),
            *(tuple(body.get(name, ())) for name in ("values", "must", "never", "before")),
        )
        for body in bodies
    ]


def scored(kind: str) -> Iterator[Scored]:
    desk = asker(read(CASES / "ledgers" / f"{kind}.csv"), NOW)
    for case in cases_of(kind):
        answer = asked(desk, case)
        yield case, answer, outcome(case, answer)


def asked(desk: Asker, case: Case) -> Answer:
    last: Conversation | None = None
    for question in case.before:
        _, last = desk.desk.follow(question, last, desk.now)
    return desk.desk.follow(case.text, last, desk.now)[0] if case.before else desk.ask(case.text)


def outcome(case: Case, answer: Answer) -> str:
    if answer.outcome is Outcome.ANSWERED:
        return "right" if case.expect is Outcome.ANSWERED and _is_right(case, answer) else "wrong"
    if answer.outcome is case.expect:
        return "right"
    return "refused" if answer.outcome is Outcome.ABSTAINED else "asked"


def _is_right(case: Case, answer: Answer) -> bool:
    value = answer.value and answer.value.lstrip("-")
    return (
        (not case.values or is_one_of(value, case.values))
        and all(re.search(pattern, answer.text) for pattern in case.must)
        and not any(re.search(pattern, answer.text) for pattern in case.never)
    )


def report(kind: str, results: Iterable[Scored]) -> dict[str, Any]:
    counts = Counter(found for _, _, found in results)
    return {"kind": kind, "questions": counts.total(), **{each: counts[each] for each in OUTCOMES}}


def floors() -> Mapping[str, int]:
    """By kind: at least so many right."""
    found: dict[str, int] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return found


def main(*arguments: str) -> None:
    names = [argument for argument in arguments if not argument.startswith("--")] or kinds()
    every: list[Scored] = []
    reached: dict[str, int] = {}
    for name in names:
        results = list(scored(name))
        every += results
        for case, answer, found in results if "--show" in arguments else ():
            if found != "right":
                wanted = " or ".join(case.values) or case.expect.value
                sys.stdout.write(f"{found}: {case.text!r} is {wanted}; got {answer.outcome.value}: {answer.text}\n")
        line = report(name, results)
        reached[name] = line["right"]
        sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.write(json.dumps(report("all", every)) + "\n")
    if "--floors" in arguments:
        written = json.dumps({**floors(), **reached}, indent=2, sort_keys=True)
        FLOORS.write_text(f"{written}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
