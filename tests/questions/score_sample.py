"""Scores the questions about the sample: `python -m tests.questions.score_sample [--without-labels] [SET ...]`.

One JSON line a set, as `tests.questions.score_sets` prints; `first` is asked back with the right reading first.
The engine is the one that a newsroom runs; with --phrases what is learned is left out. --without-labels takes every
alternative label out of the sample before it is asked, and --show lists what is not right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.ask.prove.tolerance import DEFAULT
from bot.domain import Concept, Outcome
from bot.ingest import read
from bot.ingest.batch import Batch
from tests.ask.ledger import Asker, asker
from tests.questions.golds import read_bodies
from tests.questions.judge import Question, is_one_of, read_questions
from tests.questions.score import wanted
from tests.questions.score_sets import OUTCOMES, ROOT, outcome

SAMPLE = Path("data/nz-drug-law")
_HERE = Path("tests/questions")
SETS = {
    "dev": Path("../shared/questions/dev.jsonl"),
    **{
        name: _HERE / f"{name}.jsonl"
        for name in (
            *("nz-drug-law", "nz-deadline", "nz-newsroom", "nz-editors", "nz-reworded"),
            *("everyday", "voices", "asked-back"),
        )
    },
}
"""By name; paths are relative to the repository. The first is no part of the project."""

KINDS = ("indicators", "dimensions", "codes", "universes", "periods", "agents", "key_dates")
"""The fields of a batch that hold concepts with labels."""

Scored = tuple[Question, Answer, str]


def without_labels(batch: Batch) -> Batch:
    """The same ledger, each concept of which has its label alone."""
    return replace(batch, **{kind: tuple(map(_bare, getattr(batch, kind))) for kind in KINDS})


def _bare(concept: Concept) -> Concept:
    return replace(concept, alt_labels=())


def questions_of(path: Path) -> list[Question]:
    """The questions of a file that are about the sample."""
    bodies = read_bodies(path)
    about = [body.get("ledger", str(SAMPLE)) == str(SAMPLE) for body in bodies]
    return [question for question, is_about in zip(read_questions(path), about, strict=True) if is_about]


def scored(desk: Asker, questions: Iterable[Question]) -> Iterator[Scored]:
    for question in questions:
        answer = desk.ask(question.text)
        found = outcome(question, answer)
        is_first = found == "asked" and is_one_of(answer.alternatives[0].value, question.values)
        yield question, answer, "first" if is_first else found


def report(name: str, results: Iterable[Scored]) -> dict[str, Any]:
    counts = Counter(found for _, _, found in results)
    kinds = ("right", "wrong", "first", *OUTCOMES[2:])
    return {"set": name, "questions": counts.total(), **{each: counts[each] for each in kinds}}


def main(*arguments: str) -> None:
    options = {argument for argument in arguments if argument.startswith("--")}
    batch = read(ROOT / SAMPLE)
    desk = asker(
        without_labels(batch) if "--without-labels" in options else batch,
        tolerance=None if "--phrases" in options else DEFAULT,
    )
    for name in [argument for argument in arguments if argument not in options] or list(SETS):
        if not (ROOT / SETS[name]).is_file():
            continue
        results = list(scored(desk, questions_of(ROOT / SETS[name])))
        for question, answer, found in results if "--show" in options else ():
            if found != "right":
                sys.stdout.write(f"{found}: {question.text!r} is {wanted(question)}; {told(answer)}\n")
        sys.stdout.write(json.dumps(report(name, results)) + "\n")


def told(answer: Answer) -> str:
    """What came of a question, on one line, with the first readings where it is asked back."""
    options = "".join(f" [{option.text}]" for option in answer.alternatives[:3])
    return f"{answer.outcome.value}: {answer.text}{options if answer.outcome is Outcome.AMBIGUOUS else ''}"


if __name__ == "__main__":
    main(*sys.argv[1:])
