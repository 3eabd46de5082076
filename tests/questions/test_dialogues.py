"""Dialogues: well-formed, their golds those of the ledgers, played in one thread and scored as they come out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer, Citation, CitedFigure, Option
from bot.domain import Outcome
from tests.questions import score_dialogues
from tests.questions.golds import Figures, agree, golds, read_bodies, read_figures
from tests.questions.judge import Question
from tests.questions.score_dialogues import DIALOGUES, TALK, Scored, Turn, outcome, report
from tests.questions.score_sets import OUTCOMES, ROOT, SAMPLE


def test_twenty_dialogues_of_three_to_five_turns() -> None:
    bodies = read_bodies(DIALOGUES)
    assert len({body["id"] for body in bodies}) == len(bodies) == 20
    assert sum("ledger" not in body for body in bodies) == 10
    assert all(3 <= len(body["turns"]) <= 5 for body in bodies)
    assert {body["turns"][0]["expect"] for body in bodies} == {"answered"}
    expected = Counter(turn["expect"] for body in bodies for turn in body["turns"][1:])
    assert min(expected[TALK], expected["abstained"]) >= 5


def test_golds_are_what_the_figures_give() -> None:
    for body in read_bodies(DIALOGUES):
        figures = read_figures(ROOT / body.get("ledger", SAMPLE))
        for turn in body["turns"]:
            _check(turn, figures)


def _check(turn: dict[str, Any], figures: Figures) -> None:
    if turn["expect"] == "answered":
        worked_out = golds(turn, figures)
        assert agree(turn, worked_out), (turn, worked_out)
        assert not worked_out[0].names or list(worked_out[0].names) == turn["label"], turn
    else:
        assert "values" not in turn, turn
        assert turn["expect"] == TALK or turn["why"], turn


ASKED = Turn("?", Question("?", Outcome.ANSWERED, ("7",), must=("Elm",)))
TABLE = Turn("?", Question("?", Outcome.ANSWERED, ("3",)), ("7", "4"))
SOURCE = Turn("?", Question("?", Outcome.ANSWERED, ("7",)), source="Herald")
DATE = Turn("?", Question("?", Outcome.ANSWERED, date="2020-11-06"))
UNHELD = Turn("?", Question("?", Outcome.ABSTAINED))
TALKED = Turn("thanks", None)


def _answer(text: str = "", value: str | None = None, **more: Any) -> Answer:
    return Answer("?", "", more.pop("outcome", Outcome.ANSWERED), text, value, **more)


def _figure(value: str, publisher: str = "Gazette") -> CitedFigure:
    citation = Citation(publisher, None, None, None, None)
    return CitedFigure("a", "jobs", (), "2020", value, None, "exact", "final", None, None, citation)


def _options(*values: str) -> tuple[Option, ...]:
    return tuple(Option("", value, None, ()) for value in values)


@pytest.mark.parametrize(
    ("turn", "answer", "found"),
    [
        (ASKED, _answer("Elm: 7", "7"), "right"),
        (ASKED, _answer("Elm: 8", "8"), "wrong"),
        (ASKED, _answer("It was 7", "7"), "partly"),
        (ASKED, _answer(outcome=Outcome.ABSTAINED), "refused"),
        (ASKED, _answer(outcome=Outcome.AMBIGUOUS, alternatives=_options("8", "7")), "asked"),
        (ASKED, _answer(outcome=Outcome.AMBIGUOUS, alternatives=_options("8", "8", "8", "7")), "asked otherwise"),
        (UNHELD, _answer(outcome=Outcome.ABSTAINED), "right"),
        (UNHELD, _answer("It was 7", "7"), "wrong"),
        (UNHELD, _answer("It was so"), "wrong"),
        (TABLE, _answer("3 more", "3"), "right"),
        (TABLE, _answer("Elm had 7, Ash 4"), "right"),
        (TABLE, _answer(figures=(_figure("7"), _figure("4"))), "right"),
        (TABLE, _answer("Elm had 7"), "partly"),
        (TABLE, _answer("Oak had 9", figures=(_figure("9"),)), "wrong"),
        (TABLE, _answer("7 and 4, so 5 more", "5"), "wrong"),
        (SOURCE, _answer("From the Herald"), "right"),
        (SOURCE, _answer("It was 7", "7", figures=(_figure("7", "Herald"),)), "right"),
        (SOURCE, _answer("It was 7", "7", figures=(_figure("7"),)), "partly"),
        (SOURCE, _answer("It was 8", "8", figures=(_figure("8", "Herald"),)), "wrong"),
        (DATE, _answer("On 6 November", date="2020-11-06"), "right"),
        (DATE, _answer("On 7 November", date="2020-11-07"), "wrong"),
        (TALKED, _answer("You are welcome.", outcome=Outcome.ABSTAINED), "right"),
        (TALKED, _answer("It was 7.", "7"), "wrong"),
        (TALKED, _answer("Held are 7 figures.", outcome=Outcome.ABSTAINED), "wrong"),
        (TALKED, _answer("Did you mean", outcome=Outcome.AMBIGUOUS, alternatives=_options("7")), "wrong"),
        (TALKED, _answer("Not held.", outcome=Outcome.ABSTAINED, nearest=_options("7")), "wrong"),
    ],
)
def test_outcomes(turn: Turn, answer: Answer, found: str) -> None:
    assert outcome(turn, answer) == found
    assert found in OUTCOMES


def test_a_report_counts_follow_ups_and_first_turns_apart() -> None:
    answer = _answer()
    results = [
        Scored("a", 0, ASKED, answer, "right"),
        Scored("a", 1, ASKED, answer, "right"),
        Scored("a", 2, ASKED, answer, "wrong"),
        Scored("b", 0, ASKED, answer, "wrong"),
        Scored("b", 1, ASKED, answer, "refused"),
    ]
    found = report("tiny", results)
    assert (found["dialogues"], found["first"], found["follow-ups"]) == (2, 1, 3)
    assert (found["right"], found["wrong"], found["refused"], found["partly"]) == (1, 1, 1, 0)


def test_a_dialogue_is_played_in_one_thread(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its second turn is answered as the first came before it, and what comes before another dialogue is forgotten."""
    ledger = tmp_path / "jobs.csv"
    ledger.write_text("indicator,town,period,value\njobs,Ash,2020,10\njobs,Elm,2020,40\n", encoding="utf-8")
    first = '{"q": "How many jobs were there in Ash in 2020?", "expect": "answered", "values": ["10"]}'
    second = '{"q": "and in Elm?", "expect": "answered", "values": ["40"]}'
    other = '{"q": "How many jobs were there in Elm in 2020?", "expect": "answered", "values": ["41"]}'
    dialogues = tmp_path / "jobs.jsonl"
    head = f'"ledger": "{ledger}", "turns":'
    lines = f'{{"id": "a", {head} [{first}, {second}]}}\n{{"id": "b", {head} [{other}, {second}]}}\n'
    dialogues.write_text(lines, encoding="utf-8")
    score_dialogues.main(str(dialogues), "--show")
    shown, line = capsys.readouterr().out.strip().rsplit("\n", 1)
    assert shown.startswith("wrong: b, turn 1: 'How many jobs were there in Elm in 2020?' is 41; got answered:")
    assert '"dialogues": 2, "first": 1, "follow-ups": 2' in line
