"""Each rule refuses its questions, alone; and lets through what it must not stand in the way of."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ask.prove import rules
from bot.domain import Outcome
from bot.ingest import read
from tests.ask.ledger import Asker, asker

RULES = {rule.__module__.rpartition(".")[2]: rule for rule in rules.RULES}
EXAMPLES = {name: vars(__import__(rule.__module__, fromlist=["check"])) for name, rule in RULES.items()}
REFUSED = [(name, question) for name, own in EXAMPLES.items() for question in own["REFUSES"]]
LET_THROUGH = [(name, question) for name, own in EXAMPLES.items() for question in own["LETS_THROUGH"]]


@pytest.fixture(scope="module")
def desk() -> Asker:
    return asker(read(Path(__file__).parent / "ledger.csv"))


def test_every_file_of_the_folder_with_a_rule_is_among_the_rules() -> None:
    folder = Path(rules.__file__).parent
    among = {rule.__module__.rpartition(".")[2] for rule in rules.OF_MEANINGS}
    others = {"__init__", "bindings", "finding", "parts", "rules", "tolerance"}
    assert among == {path.stem for path in folder.glob("*.py")} - others


@pytest.mark.parametrize(("name", "question"), REFUSED)
def test_refused_by_this_rule_alone(name: str, question: str, desk: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = desk.ask(question)
    assert answer.outcome is not Outcome.ANSWERED, answer.text
    monkeypatch.setattr(rules, "RULES", tuple(rule for rule in rules.RULES if rule is not RULES[name]))
    assert desk.ask(question).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(("name", "question"), LET_THROUGH)
def test_let_through(name: str, question: str, desk: Asker) -> None:
    answer = desk.ask(question)
    assert answer.outcome is Outcome.ANSWERED, (name, answer.text)


def test_a_label_said_in_part_is_asked_back_where_another_is_said_as_much(desk: Asker) -> None:
    answer = desk.ask("how many fires were there in Aster in 2020?")
    assert answer.outcome is Outcome.AMBIGUOUS
    assert {option.value for option in answer.alternatives} == {"63", "41", "9"}
    assert desk.ask("how many fires in parked cars were there in Aster in 2020?").value == "63"
