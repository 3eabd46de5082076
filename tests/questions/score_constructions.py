"""Scores words in constructions: `python -m tests.questions.score_constructions`.

One JSON line: of all questions, how many are answered as the prototype's question is (`same`), how many give another
number than it (`other`, the worst kind), and how many give none where it gives one (`missed`). `neither answered` are
those of the same that say nothing in both; `prototypes` is how their own questions come out against the figures. --show
lists before it what gives another number or none.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.constructions.making import LEDGER, Worded, worded
from tests.questions.desks import Ask, desk_over

SAME, OTHER, MISSED = "same", "other", "missed"
Compared = tuple[Worded, Answer, Answer, str]


def compared(questions: Iterable[Worded], ask: Ask) -> Iterator[Compared]:
    """Every word's question that is not its prototype's own, with both answers and the verdict."""
    models: dict[str, Answer] = {}
    for one in questions:
        if one.word == one.prototype:
            continue
        if one.model not in models:
            models[one.model] = ask(one.model)
        answer = ask(one.question)
        yield one, answer, models[one.model], verdict(one, answer, models[one.model])


def verdict(one: Worded, answer: Answer, model: Answer) -> str:
    """Whether an answer is the model's. Where the model gives none, a number is right if the figures say so."""
    if answer.outcome is Outcome.ANSWERED and model.outcome is Outcome.ANSWERED:
        alike = (answer.value, answer.unit, answer.date) == (model.value, model.unit, model.date)
        return SAME if alike else OTHER
    if answer.outcome is Outcome.ANSWERED:
        return SAME if _is(answer, one.value) else OTHER
    return MISSED if model.outcome is Outcome.ANSWERED else SAME


def report(results: list[Compared]) -> dict[str, Any]:
    counts = Counter(found for _, _, _, found in results)
    neither = sum(found == SAME and answer.outcome is not Outcome.ANSWERED for _, answer, _, found in results)
    models = {one.model: (one.value, model) for one, _, model, _ in results}
    own = Counter(_own(value, model) for value, model in models.values())
    return {
        "questions": len(results),
        **{name: counts[name] for name in (SAME, OTHER, MISSED)},
        "neither answered": neither,
        "same in per cent": round(100 * counts[SAME] / len(results), 1) if results else 0.0,
        "prototypes": dict(sorted(own.items())),
    }


def _own(value: Decimal | None, model: Answer) -> str:
    if model.outcome is not Outcome.ANSWERED:
        return "not answered"
    if value is None:
        return "yes or no"
    return "right" if _is(model, value) else "wrong"


def _is(answer: Answer, value: Decimal | None) -> bool:
    """Whether an answer gives this value, with or without its sign."""
    return value is not None and answer.value is not None and abs(Decimal(answer.value)) == value


def main(*options: str) -> None:
    results = list(compared(worded(), desk_over(LEDGER)))
    for one, answer, model, found in results if "--show" in options else ():
        if found != SAME:
            sys.stdout.write(f"{found}: {one.question!r} gives {answer.text!r}; {one.model!r} {model.text!r}\n")
    sys.stdout.write(json.dumps(report(results)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
