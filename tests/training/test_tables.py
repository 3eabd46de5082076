"""Tables and their questions, as the reader learns from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.ask.propose.candidates import Candidate, Op
from tests.training import words
from tests.training.tables import Case, as_annotated, is_close, read_cases, read_table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "boats.csv").write_text(
        "indicator,port,kind,value\nboats,Elm Quay,trawlers,12\nboats,Elm Quay,ferries,3\nboats,,trawlers,20\n",
        encoding="utf-8",
    )
    lines = [
        {"table": "boats.csv", "q": "how many trawlers lie at Elm Quay?", "expect": "answered", "answer": "12",
         "operation": "none", "links": {"row": {"trawlers": ["trawlers"]}}},
        {"table": "boats.csv", "q": "how many cars?", "expect": "abstained", "answer": None,
         "operation": "wrong-table"},
    ]  # fmt: skip
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def test_a_table_is_a_frame_and_what_it_does_not_answer_has_no_answer(folder: Path) -> None:
    table, (held, foreign) = read_table(folder, "boats.csv"), read_cases(folder)
    assert table.frame.values.tolist() == [12, 3, 20]
    assert (held.answer, held.headers, foreign.answer) == ("12", {"trawlers"}, None)


def test_the_right_candidate_has_the_value_and_the_annotated_headers(folder: Path) -> None:
    table, case = read_table(folder, "boats.csv"), read_cases(folder)[0]
    found = [Candidate(Op.LOOKUP, (cell,), -1, float(value)) for cell, value in enumerate(table.frame.values)]
    assert as_annotated(table.frame, case, found) == [True, False, False]


@pytest.mark.parametrize(
    ("got", "wanted", "close"),
    [(12.0, "12", True), (-12.0, "12", True), (0.253, "25.3", True), (25.3, "0.253", True), (13.0, "12", False)],
)
def test_a_value_may_be_a_share_or_lose_its_sign(got: float, wanted: str, close: bool) -> None:
    assert is_close(got, wanted) is close


def test_a_word_of_near_misses_goes_without_a_label_less_often() -> None:
    case = Case("a.csv", "how many boats were reported?", "1", (), {})
    miss = Case("b.csv", "how many barges were reported?", None, (), {}, "barges")
    loose = words.loose([(case, [("boats", False), ("reported", True)])], [miss])
    assert loose == {"barges": (1, 0), "boats": (1, 0), "reported": (1, 1)}


def test_words_that_stand_for_a_header_in_several_tables_are_equivalents() -> None:
    cases = [
        Case(f"{name}.csv", "girls in school", "1", (), {"row": {"girls": ["female"]}}) for name in ("a", "b", "c")
    ]
    assert list(words.equivalents(cases)) == ["girl"]
    assert list(words.equivalents(cases)["girl"]) == ["femal"]
