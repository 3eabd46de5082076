"""The benchmark, small: that it runs and its questions are answered rightly. How fast is never asserted."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import ask
from tests.benchmarks.ledgers import ledger, questions


def test_a_small_run_answers_all_that_is_held_and_refuses_all_that_is_not(
    together: None, capsys: pytest.CaptureFixture[str]
) -> None:
    ask.main(["--series", "100", "1500", "--questions", "60", "--no-cold", "--wrong", "5"])
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    report = json.loads(line)
    assert [run["series"] for run in report["ledgers"]] == [100, 1500]
    assert [run["right"] for run in report["ledgers"]] == [1, 1], printed.err
    assert report["growth"]["series"] == 15
    assert report["table"]["cells"] == 500
    assert report["table"]["answered"] > report["table"]["questions"] / 2


def test_ledgers_may_be_kept_in_postgresql(capsys: pytest.CaptureFixture[str]) -> None:
    ask.main(["--database", "postgresql", "--series", "300", "--questions", "30", "--no-cold", "--no-table"])
    report = json.loads(capsys.readouterr().out)
    assert [run["right"] for run in report["ledgers"]] == [1]


def test_the_same_seed_makes_the_same_ledger_and_questions() -> None:
    assert ledger(400) == ledger(400)
    assert ledger(400, seed=3).batch != ledger(400, seed=4).batch
    held = ledger(400)
    assert list(questions(held, 30)) == list(questions(held, 30))
    assert sum(question.value is None for question in questions(held, 30)) == 10
