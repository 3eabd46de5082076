"""Small inputs that once went wrong: no wrong number comes any more, and what is right stays right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions.score_cases import CASES, Case, cases_of, floors, kinds, outcome, report, scored


def test_every_kind_has_a_ledger_and_a_floor() -> None:
    assert {path.stem for path in (CASES / "ledgers").glob("*.csv")} == set(kinds()) == set(floors())


@pytest.mark.parametrize("kind", kinds())
def test_cases_are_well_formed(kind: str) -> None:
    cases = cases_of(kind)
    assert len({(case.text, case.before) for case in cases}) == len(cases) >= 3
    for case in cases:
        assert all(Decimal(value) >= 0 for value in case.values)
        assert (case.expect is Outcome.ANSWERED) <= bool(case.values or case.must), case


@pytest.mark.parametrize("kind", kinds())
def test_no_wrong_number_comes_and_what_was_right_stays_right(kind: str) -> None:
    results = list(scored(kind))
    counts = report(kind, results)
    listed = "\n".join(f"{found}: {case.text} -> {answer.text}" for case, answer, found in results if found != "right")
    assert counts["wrong"] == 0, listed
    assert counts["right"] >= floors()[kind], listed


def test_another_number_is_wrong_and_a_refusal_is_not() -> None:
    case = Case("?", Outcome.ANSWERED, ("4",), must=("Elm",), never=("Ash",))
    answered = Answer("?", "", Outcome.ANSWERED, "Elm was highest", "4")
    assert outcome(case, answered) == "right"
    assert outcome(case, Answer("?", "", Outcome.ANSWERED, "Elm was highest", "5")) == "wrong"
    assert outcome(case, Answer("?", "", Outcome.ANSWERED, "It was 4", "4")) == "wrong"
    assert outcome(case, Answer("?", "", Outcome.ANSWERED, "Elm, not Ash", "4")) == "wrong"
    assert outcome(case, Answer("?", "", Outcome.ABSTAINED, "")) == "refused"
    assert outcome(case, Answer("?", "", Outcome.AMBIGUOUS, "")) == "asked"
    assert outcome(Case("?", Outcome.ABSTAINED), answered) == "wrong"
    assert outcome(Case("?", Outcome.ABSTAINED), Answer("?", "", Outcome.ABSTAINED, "")) == "right"
