"""Scores dialogues, played turn by turn in one thread: `python -m tests.questions.score_dialogues [FILE ...]`.

One JSON line a file, of the follow-ups: every turn but the first of each dialogue, whose first turns `first` counts
that are right. The outcomes are those of score_sets; a reply to talk (thanks, a greeting) is right without a figure and
wrong with one. --show lists before it what is not right.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.desks import Talk, threads_over
from tests.questions.golds import read_bodies
from tests.questions.judge import Question, is_one_of
from tests.questions.score_claims import numbers
from tests.questions.score_sets import OUTCOMES, ROOT, SAMPLE
from tests.questions.score_sets import outcome as outcome_of_question

DIALOGUES = Path(__file__).with_name("dialogues.jsonl")
TALK = "talk"


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said in a thread. `question` is None for talk, which asks for nothing; `together` are figures that, all
    of them, are an answer as well; `source` is what an answer has to name."""

    text: str
    question: Question | None
    together: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    id: str
    ledger: Path
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A turn, its place in its dialogue (the first is 0), and what came."""

    dialogue: str
    place: int
    turn: Turn
    answer: Answer
    outcome: str


def read_dialogues(path: Path) -> list[Dialogue]:
    return [
        Dialogue(body["id"], ROOT / body.get("ledger", SAMPLE), tuple(_turn(turn) for turn in body["turns"]))
        for body in read_bodies(path)
    ]


def _turn(body: dict[str, Any]) -> Turn:
    if body["expect"] == TALK:
        return Turn(body["q"], None)
    must = (*body.get("must", ()), *(re.escape(name) for name in body.get("label", ())))
    values = tuple(body.get("values", ()))
    question = Question(body["q"], Outcome(body["expect"]), values, date=body.get("date"), must=must)
    return Turn(body["q"], question, tuple(body.get("all", ())), body.get("source"))


def scored(path: Path) -> Iterator[Scored]:
    desk = cache(threads_over)
    for dialogue in read_dialogues(path):
        talk: Talk = desk(dialogue.ledger)
        answers = talk(turn.text for turn in dialogue.turns)
        for place, (turn, answer) in enumerate(zip(dialogue.turns, answers, strict=True)):
            yield Scored(dialogue.id, place, turn, answer, outcome(turn, answer))


def outcome(turn: Turn, answer: Answer) -> str:
    """One of OUTCOMES."""
    if turn.question is None:
        return "wrong" if _holds_figure(answer) else "right"
    if answer.outcome is not Outcome.ANSWERED or turn.question.expect is not Outcome.ANSWERED:
        return outcome_of_question(turn.question, answer)
    if turn.source is not None:
        return _outcome_of_source(turn.question, turn.source, answer)
    if answer.value is None and turn.question.date is None:
        return _outcome_without_value(turn, answer)
    return outcome_of_question(turn.question, answer)


def _holds_figure(answer: Answer) -> bool:
    """Whether anything in a reply is a figure: what it answers, what it offers, or a number in its text."""
    offered = (*answer.alternatives, *answer.nearest)
    values = (answer.value, answer.date, *(option.value for option in offered))
    return bool(answer.figures or numbers(answer.text)) or any(value is not None for value in values)


def _outcome_of_source(question: Question, source: str, answer: Answer) -> str:
    if answer.value is not None and not is_one_of(answer.value.lstrip("-"), question.values):
        return "wrong"
    cited = [name for figure in answer.figures for name in (figure.source.publisher, figure.source.title) if name]
    return "right" if any(source in said for said in (answer.text, *cited)) else "partly"


def _outcome_without_value(turn: Turn, answer: Answer) -> str:
    """Of a short table or a sentence of several figures: right if it has all that it takes, wrong if it has none."""
    assert turn.question is not None
    given = [*numbers(answer.text), *(figure.value for figure in answer.figures)]
    if turn.together and all(any(is_one_of(one, (value,)) for one in given) for value in turn.together):
        return "right"
    has_one = any(is_one_of(one, (*turn.question.values, *turn.together)) for one in given)
    return "partly" if has_one or not given else "wrong"


def report(name: str, results: Iterable[Scored]) -> dict[str, Any]:
    results = list(results)
    counts = Counter(one.outcome for one in results if one.place)
    first = sum(one.outcome == "right" for one in results if not one.place)
    dialogues = len({one.dialogue for one in results})
    outcomes = {each: counts[each] for each in OUTCOMES}
    return {"set": name, "dialogues": dialogues, "first": first, "follow-ups": counts.total(), **outcomes}


def main(*arguments: str) -> None:
    for path in [Path(argument) for argument in arguments if argument != "--show"] or [DIALOGUES]:
        results = list(scored(path))
        for one in results if "--show" in arguments else ():
            if one.outcome != "right":
                sys.stdout.write(f"{_shown(one)}\n")
        sys.stdout.write(json.dumps(report(path.stem, results)) + "\n")


def _shown(one: Scored) -> str:
    asked = one.turn.question
    wanted = TALK if asked is None else " or ".join(asked.values) or asked.date or asked.expect.value
    where = f"{one.dialogue}, turn {one.place + 1}"
    return f"{one.outcome}: {where}: {one.turn.text!r} is {wanted}; got {one.answer.outcome.value}: {one.answer.text}"


if __name__ == "__main__":
    main(*sys.argv[1:])
