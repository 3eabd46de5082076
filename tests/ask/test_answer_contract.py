"""What holds for every answer, over all questions of the ledgers here: its schema, its figures and its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import as_file, files
from pathlib import Path

import jsonschema
import pytest

from bot.answer import Answer
from bot.domain import Outcome
from bot.ingest import read
from tests.ask.ledger import asker
from tests.questions.judge import read_questions

_TESTS = Path(__file__).parents[1]
_HARBOUR_CITY = _TESTS / "ledgers" / "harbour-city"
_SCHEMA = json.loads(files("bot").joinpath("answer.schema.json").read_text(encoding="utf-8"))


def _answers_of_starter() -> list[Answer]:
    with as_file(files("data") / "nz-drug-law") as folder:
        desk = asker(read(folder))
    return [desk.ask(question.text) for question in read_questions(_TESTS / "questions" / "nz-drug-law.jsonl")]


def _answers_of_harbour_city() -> list[Answer]:
    desk = asker(read(_HARBOUR_CITY))
    return [desk.ask(question.text) for question in read_questions(_HARBOUR_CITY / "questions.jsonl")]


@pytest.fixture(scope="module", params=[_answers_of_starter, _answers_of_harbour_city])
def answers(request: pytest.FixtureRequest) -> list[Answer]:
    found: list[Answer] = request.param()
    return found


def _with(answers: Iterable[Answer], outcome: Outcome) -> list[Answer]:
    found = [answer for answer in answers if answer.outcome is outcome]
    assert found, "these questions would prove nothing"
    return found


def test_every_answer_is_valid_and_survives_json(answers: list[Answer]) -> None:
    validator = jsonschema.Draft202012Validator(_SCHEMA)
    for answer in answers:
        body = json.loads(json.dumps(answer.as_json(explain=True)))
        assert [error.message for error in validator.iter_errors(body)] == [], answer.question
        assert Answer.from_json(body) == answer


def test_a_computation_is_made_of_the_figures_cited(answers: list[Answer]) -> None:
    computed = [answer for answer in answers if answer.computation is not None]
    assert computed
    for answer in computed:
        assert answer.computation is not None
        assert set(answer.computation.inputs) == {figure.id for figure in answer.figures}, answer.question


def test_a_value_is_a_cited_figure_or_comes_with_its_workings(answers: list[Answer]) -> None:
    for answer in _with(answers, Outcome.ANSWERED):
        if answer.value is None or answer.date is not None:
            continue
        held = answer.value in [figure.value for figure in answer.figures]
        assert held or (answer.computation is not None and answer.figures), answer.question


def test_no_figure_is_cited_twice(answers: list[Answer]) -> None:
    for answer in answers:
        ids = [figure.id for figure in answer.figures]
        assert len(ids) == len(set(ids)), answer.question


_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NO_DIFFERENCE = re.compile(r"did not change|was the same")


def _numbers(text: str) -> set[Decimal]:
    worded = {Decimal(_SMALL.index(word)) for word in re.findall(r"[a-z]+", text.lower()) if word in _SMALL}
    return worded | {Decimal(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def test_the_text_holds_the_value(answers: list[Answer]) -> None:
    for answer in _with(answers, Outcome.ANSWERED):
        if answer.value is not None:
            said = _numbers(answer.text) | ({Decimal(0)} if _NO_DIFFERENCE.search(answer.text) else set())
            assert abs(Decimal(answer.value)) in said, answer.question


def test_the_text_says_how_exact_the_value_is_and_who_claims_it(answers: list[Answer]) -> None:
    for answer in _with(answers, Outcome.ANSWERED):
        if answer.qualifier not in (None, "exact"):
            assert answer.qualifier in answer.text.lower(), answer.question
        if len(answer.figures) == 1 and answer.figures[0].attributed_to:
            assert answer.figures[0].attributed_to in answer.text, answer.question


def test_without_an_answer_no_figure_is_given_as_one(answers: list[Answer]) -> None:
    for answer in (*_with(answers, Outcome.ABSTAINED), *_with(answers, Outcome.AMBIGUOUS)):
        assert answer.value is None
        assert answer.computation is None
        assert answer.text


def test_who_asks_back_offers_a_choice(answers: list[Answer]) -> None:
    for answer in _with(answers, Outcome.AMBIGUOUS):
        assert len({option.text for option in answer.alternatives}) > 1, answer.question


def test_every_figure_is_superseded_by_another_or_by_none(answers: list[Answer]) -> None:
    for answer in answers:
        for figure in answer.figures:
            assert figure.superseded_by != figure.id, answer.question
