"""Scores the sets that no engine was tuned to: `python -m tests.questions.score_sets [SET or FILE ...]`.

One JSON line a set, or a file in the format of the voices. `right`, `wrong` and what is missed besides: `asked` (asked
back with the right reading among the first three), `asked otherwise` (without it, or over a question that has no
answer), `refused`, and `partly` (answered without what it had to say, or with one reading of several and no word of the
others). --show lists before it what is not right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.desks import Ask, desk_over
from tests.questions.golds import read_bodies
from tests.questions.judge import Question, Verdict, is_one_of, judge, read_questions

ROOT = Path(__file__).parents[2]
SAMPLE = "data/nz-drug-law"
"""The ledger of a line that names none."""
_HERE = Path("tests/questions")
_LEDGERS = Path("tests/ledgers")
_SHOWN = 3
"""Among how many readings the right one has to be."""
OUTCOMES = ("right", "wrong", "asked", "asked otherwise", "refused", "partly")


@dataclass(frozen=True, slots=True)
class Set:
    """A file of questions about one ledger, or about the one that each of its lines names."""

    questions: Path
    ledger: Path | None


SETS = {
    "voices": Set(_HERE / "voices.jsonl", Path(SAMPLE)),
    "asked-back": Set(_HERE / "asked-back.jsonl", None),
    **{
        name: Set(_LEDGERS / name / "questions.jsonl", _LEDGERS / name / f"{name}.csv")
        for name in ("velden-transport", "orrin-schools", "marlow-hospitals")
    },
}
"""By name; paths are relative to the repository."""

Scored = tuple[Question, Answer, str]


def ledgers_of(one: Set) -> list[Path]:
    """The ledger of each question of a set, in order."""
    bodies = read_bodies(ROOT / one.questions)
    return [one.ledger or Path(body.get("ledger", SAMPLE)) for body in bodies]


def set_named(name: str) -> Set:
    """The set of that name, or the one that the file at that path is."""
    return SETS[name] if name in SETS else Set(Path.cwd() / name, None)


def scored(one: Set) -> Iterator[Scored]:
    desk = cache(lambda ledger: desk_over(ROOT / ledger))
    questions = read_questions(ROOT / one.questions)
    for question, ledger in zip(questions, ledgers_of(one), strict=True):
        ask: Ask = desk(ledger)
        answer = ask(question.text)
        yield question, answer, outcome(question, answer)


def outcome(question: Question, answer: Answer) -> str:
    """One of OUTCOMES. To ask back is right where that is expected and an acceptable reading is among those shown."""
    if answer.outcome is Outcome.AMBIGUOUS:
        shown = answer.alternatives[:_SHOWN]
        if not any(is_one_of(option.value, question.values) for option in shown):
            return "asked otherwise"
        return "right" if question.expect is Outcome.AMBIGUOUS and len(answer.alternatives) > 1 else "asked"
    verdict = judge(question, answer)
    if verdict is not Verdict.MISSED:
        return str(verdict.value)
    return "refused" if answer.outcome is Outcome.ABSTAINED else "partly"


def report(name: str, results: Iterable[Scored]) -> dict[str, Any]:
    counts = Counter(found for _, _, found in results)
    return {"set": name, "questions": counts.total(), **{each: counts[each] for each in OUTCOMES}}


def main(*arguments: str) -> None:
    names = [argument for argument in arguments if argument != "--show"] or list(SETS)
    for name in names:
        results = list(scored(set_named(name)))
        for question, answer, found in results if "--show" in arguments else ():
            if found != "right":
                wanted = " or ".join(question.values) or question.date or question.expect.value
                sys.stdout.write(f"{found}: {question.text!r} is {wanted}; got {answer.outcome.value}: {answer.text}\n")
        sys.stdout.write(json.dumps(report(name, results)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
