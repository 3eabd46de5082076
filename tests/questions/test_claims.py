"""Claims: well-formed, true or false by the figures of their ledgers, and scored as they are judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer
from bot.domain import Outcome
from tests.questions import score_claims
from tests.questions.golds import Figures, agree, golds, read_bodies, read_figures
from tests.questions.score_claims import (
    CLAIMS,
    EXPECTED,
    OUTCOMES,
    Claim,
    gives_figure,
    holds_by,
    numbers,
    outcome,
    report,
    said,
)
from tests.questions.score_sets import ROOT, SAMPLE


def test_a_hundred_claims_half_of_them_true_and_ten_that_nothing_tells() -> None:
    bodies = read_bodies(CLAIMS)
    expected = Counter(body["expect"] for body in bodies)
    assert len({body["q"] for body in bodies}) == len(bodies) == 100
    assert set(expected) == set(EXPECTED)
    assert expected["refused"] == 10
    assert 40 <= expected["holds"] <= 50
    assert sum("ledger" not in body for body in bodies) == 50


def test_what_is_claimed_is_so_or_not_by_the_figures() -> None:
    bodies = read_bodies(CLAIMS)
    figures = {ledger: read_figures(ROOT / ledger) for ledger in {body.get("ledger", SAMPLE) for body in bodies}}
    for body in bodies:
        if body["expect"] == "refused":
            assert body["why"], body
            assert "values" not in body, body
        else:
            _check(body, figures[body.get("ledger", SAMPLE)])


def _check(body: dict[str, Any], figures: Figures) -> None:
    assert agree(body, golds(body, figures)), body
    assert holds_by(body, figures) is (body["expect"] == "holds"), body


ROWS = (
    {"indicator": "jobs", "town": "Ash", "period": "2020", "value": "10"},
    {"indicator": "jobs", "town": "Elm", "period": "2020", "value": "41"},
)
ASH, ELM = "jobs; town=Ash; period=2020", "jobs; town=Elm; period=2020"


@pytest.mark.parametrize(
    ("says", "holds"),
    [
        (["is", "41"], True),
        (["is", "40"], False),
        (["about", "40"], True),
        (["about", "38"], False),
        (["nearly", "42"], True),
        (["nearly", "41"], False),
        (["nearly", "46"], False),
        (["more than", "41"], False),
        (["less than", "42"], True),
        (["more than", "0", ["difference", ASH, ELM]], False),
        (["named", "Elm", ["highest", "town", "jobs; town=*; period=2020"]], True),
        (["named", "Ash", ["highest", "town", "jobs; town=*; period=2020"]], False),
    ],
)
def test_a_claim_is_checked(says: list[Any], holds: bool) -> None:
    assert holds_by({"says": says, "from": ["value", ELM]}, Figures(ROWS, {}, {})) is holds


TRUE = Claim("?", Path(), "holds", ("65",))
FALSE = Claim("?", Path(), "fails", ("65",))
UNKNOWN = Claim("?", Path(), "refused")


def _answer(text: str, value: str | None = "65") -> Answer:
    return Answer("?", "", Outcome.ANSWERED, text, value)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("Yes: it was 65.", True),
        ("No, it was 65.", False),
        ("No – it was 65.", False),
        ("yes", True),
        ("No figure of that kind is held.", None),
        ("Not quite: it was 65.", None),
        ("It was 65, yes.", None),
    ],
)
def test_yes_and_no_come_first(text: str, yes: bool | None) -> None:
    assert said(_answer(text)) is yes


@pytest.mark.parametrize(
    ("claim", "answer", "found"),
    [
        (TRUE, _answer("Yes: 65."), "rightly"),
        (TRUE, _answer("No: 65."), "called false"),
        (TRUE, _answer("It was 65."), "neither"),
        (FALSE, _answer("No, 65."), "rightly"),
        (FALSE, _answer("Yes, 65."), "called true"),
        (UNKNOWN, _answer("Yes, 65."), "answered"),
        (UNKNOWN, _answer("It was 65."), "answered"),
        (UNKNOWN, Answer("?", "", Outcome.ABSTAINED, "No such party is held."), "rightly"),
        (UNKNOWN, Answer("?", "", Outcome.AMBIGUOUS, "Which?"), "asked"),
        (TRUE, Answer("?", "", Outcome.AMBIGUOUS, "Which?"), "asked"),
        (FALSE, Answer("?", "", Outcome.ABSTAINED, "No, that is not held."), "refused"),
    ],
)
def test_outcomes(claim: Claim, answer: Answer, found: str) -> None:
    assert outcome(claim, answer) == found
    assert found in OUTCOMES


@dataclass(frozen=True, slots=True)
class _Judging(Answer):
    """An answer whose JSON judges the claim."""

    holds: bool = True

    def as_json(self, explain: bool = False) -> dict[str, Any]:
        return {**Answer.as_json(self, explain), "claim": {"asserted": "65", "holds": self.holds}}


def test_the_judgement_in_the_json_has_to_be_that_of_the_text() -> None:
    judging = _Judging("?", "", Outcome.ANSWERED, "Yes: 65.", "65")
    assert outcome(TRUE, judging) == "rightly"
    assert outcome(TRUE, replace(judging, holds=False)) == "at odds"
    assert outcome(TRUE, replace(judging, text="It was 65.")) == "at odds"


def test_the_figure_is_the_value_or_in_the_text() -> None:
    assert gives_figure(TRUE, _answer("Yes", "-65"))
    assert gives_figure(TRUE, _answer("Yes: one more, 65 seats", "1"))
    assert not gives_figure(TRUE, _answer("Yes: 64 seats", "64"))
    assert gives_figure(TRUE, _answer("Yes: 65 seats", None))
    assert not gives_figure(TRUE, _answer("Yes: 64 seats", None))
    assert numbers("2,908,071 votes, 48.4 per cent, of 120\u00a0000") == ["2908071", "48.4", "120000"]


def test_a_report_counts_what_came_and_whose_figure() -> None:
    answers = (_answer("Yes"), _answer("Yes", "64"), _answer("No"), _answer("It was 65."))
    refused = Answer("?", "", Outcome.ABSTAINED, "")
    results = [(TRUE, answer, outcome(TRUE, answer)) for answer in (*answers, refused)]
    found = report("tiny", [*results, (UNKNOWN, refused, outcome(UNKNOWN, refused))])
    assert found["claims"] == 6
    assert (found["rightly"], found["called false"], found["neither"], found["refused"]) == (3, 1, 1, 1)
    assert (found["figure"], found["other figure"]) == (1, 1)


def test_a_file_is_asked_of_its_ledgers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "jobs.csv"
    ledger.write_text("indicator,town,period,value\njobs,Ash,2020,10\n", encoding="utf-8")
    claims = tmp_path / "claims.jsonl"
    line = (
        f'{{"q": "How many burglaries were there in Oak?", "ledger": "{ledger}", "expect": "refused", "why": "none"}}'
    )
    claims.write_text(f"{line}\n", encoding="utf-8")
    score_claims.main(str(claims), "--show")
    printed = capsys.readouterr().out
    assert '"set": "claims", "claims": 1, "rightly": 1' in printed
    assert printed.count("\n") == 1
