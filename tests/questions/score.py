"""Scores the engine on a file of questions: `python -m tests.questions.score QUESTIONS.jsonl LEDGER`.

LEDGER is a data package or a tidy CSV file. Prints how many are right, wrong and missed, and each that is not right.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.answer import Answer
from bot.ingest import read
from tests.ask.ledger import Asker, asker
from tests.questions.judge import Question, Verdict, judge, read_questions

Judged = tuple[Question, Answer, Verdict]


def judged(desk: Asker, questions: Iterable[Question]) -> list[Judged]:
    """Every question with its answer and the verdict on it."""
    answers = [(question, desk.ask(question.text)) for question in questions]
    return [(question, answer, judge(question, answer)) for question, answer in answers]


def tally(verdicts: Iterable[Judged]) -> dict[Verdict, int]:
    counts = Counter(verdict for _, _, verdict in verdicts)
    return {verdict: counts[verdict] for verdict in Verdict}


def described(found: Judged) -> str:
    """A judged question on one line."""
    question, answer, verdict = found
    got = f"{answer.outcome.value}: {answer.text}"
    return f"{verdict.value}: {question.text!r} is {wanted(question)}; got {got}"


def wanted(question: Question) -> str:
    """What is expected of a question, on one line."""
    return " ".join((question.expect.value, " or ".join(question.values) or question.date or "")).strip()


def _main(questions: str, ledger: str) -> None:
    results = judged(asker(read(Path(ledger))), read_questions(Path(questions)))
    lines = [described(found) for found in results if found[2] is not Verdict.RIGHT]
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in tally(results).items())
    sys.stdout.write("\n".join([*lines, f"{counts} of {len(results)}"]) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
