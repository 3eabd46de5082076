"""The scorer of the sample: which questions it asks of which ledger, and how it counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.ingest import read
from bot.ingest.batch import Batch
from tests.ask.ledger import asker
from tests.questions.judge import read_questions
from tests.questions.score_sample import KINDS, SAMPLE, main, questions_of, report, scored, without_labels
from tests.questions.score_sets import ROOT


@pytest.fixture(scope="module")
def sample() -> Batch:
    return read(ROOT / SAMPLE)


def test_without_labels_names_are_left_alone(sample: Batch) -> None:
    bare = without_labels(sample)
    for kind in KINDS:
        concepts = getattr(bare, kind)
        assert [concept.alt_labels for concept in concepts] == [()] * len(concepts)
        assert [concept.label for concept in concepts] == [concept.label for concept in getattr(sample, kind)]
    assert bare.figures == sample.figures


def test_what_only_an_alternative_label_says_is_not_found_without_it(sample: Batch) -> None:
    question = "How many seats did the Nats win?"
    assert asker(sample).ask(question).value == "33"
    assert asker(without_labels(sample)).ask(question).value is None


def test_questions_about_other_ledgers_are_left_out() -> None:
    path = ROOT / "tests/questions/asked-back.jsonl"
    assert len(questions_of(path)) * 2 == len(read_questions(path))


def test_asked_back_with_the_right_reading_first_is_counted_apart(sample: Batch, tmp_path: Path) -> None:
    desk, path = asker(sample), tmp_path / "questions.jsonl"
    options = desk.ask("seats").alternatives
    assert options[0].value != options[1].value
    expected = [{"q": "seats", "expect": "answered", "values": [one.value]} for one in options[:2]]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in expected), encoding="utf-8")
    results = list(scored(desk, questions_of(path)))
    assert [found for _, _, found in results] == ["first", "asked"]
    counts = report("two", results)
    assert (counts["questions"], counts["first"], counts["asked"], counts["right"]) == (2, 1, 1, 0)


def test_a_set_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    main("--phrases", "everyday")
    told = json.loads(capsys.readouterr().out)
    assert (told["set"], told["questions"], told["wrong"]) == ("everyday", 23, 0)
