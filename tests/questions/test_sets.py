"""The sets that no engine was tuned to: well-formed, their golds those of the ledgers, and scored as they come out."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.answer import Answer, Option
from bot.domain import Outcome
from tests.ledgers.made import HERE, LEDGERS, text
from tests.questions.golds import Figures, agree, gold, golds, read_bodies, read_figures, readings, written
from tests.questions.judge import Question
from tests.questions.score_sets import ROOT, SAMPLE, SETS, ledgers_of, outcome, report, set_named

PLAIN = tuple(LEDGERS)


@pytest.mark.parametrize("name", LEDGERS)
def test_made_ledgers_are_what_their_seed_gives(name: str) -> None:
    rows = LEDGERS[name]()
    assert 200 <= len(rows) <= 600
    assert (HERE / name / f"{name}.csv").read_text(encoding="utf-8") == text(rows)


@pytest.mark.parametrize("name", SETS)
def test_golds_are_what_the_figures_give(name: str) -> None:
    bodies = read_bodies(ROOT / SETS[name].questions)
    ledgers = ledgers_of(SETS[name])
    figures = {ledger: read_figures(ROOT / ledger) for ledger in set(ledgers)}
    assert len({body["q"] for body in bodies}) == len(bodies)
    for body, ledger in zip(bodies, ledgers, strict=True):
        _check(body, figures[ledger])


def _check(body: dict[str, Any], figures: Figures) -> None:
    if body["expect"] == "abstained":
        assert body["why"], body
        assert "values" not in body, body
    elif body["expect"] == "ambiguous":
        found = [
            written(one.value, how[0])
            for one, how in zip(readings(body, figures), body["readings"], strict=True)
            if one.value is not None
        ]
        assert list(dict.fromkeys(found)) == body["values"], body
        assert len(body["values"]) > 1, body
    else:
        worked_out = golds(body, figures)
        assert agree(body, worked_out), (body, worked_out)
        in_words = [name for name in worked_out[0].names if not name[0].isdigit() or len(name) == 4]
        assert all(any(must in name for must in body["must"]) for name in in_words), body


def test_voices_are_many_and_a_quarter_has_no_answer() -> None:
    bodies = read_bodies(ROOT / SETS["voices"].questions)
    voices = Counter(body["voice"] for body in bodies)
    assert len(bodies) >= 150
    assert len(voices) >= 5
    assert min(voices.values()) >= 20
    assert sum(body["expect"] == "abstained" for body in bodies) * 4 == len(bodies)


@pytest.mark.parametrize("name", PLAIN)
def test_each_made_ledger_has_forty_questions_a_quarter_without_answer(name: str) -> None:
    expected = Counter(body["expect"] for body in read_bodies(ROOT / SETS[name].questions))
    assert expected == {"answered": 30, "abstained": 10}


def test_sixty_questions_have_several_readings() -> None:
    assert [body["expect"] for body in read_bodies(ROOT / SETS["asked-back"].questions)] == ["ambiguous"] * 60


ROWS = (
    {"indicator": "jobs", "town": "Ash", "period": "2020", "value": "10"},
    {"indicator": "jobs", "town": "Elm", "period": "2020", "value": "40"},
    {"indicator": "jobs", "town": "Ash", "period": "2021", "value": "15"},
    {"indicator": "jobs", "town": "", "period": "2020", "value": "50"},
)


@pytest.mark.parametrize(
    ("derivation", "value", "names"),
    [
        (["value", "jobs; period=2020"], "50", ()),
        (["change", "jobs; town=Ash; period=2020", "jobs; town=Ash; period=2021"], "5", ()),
        (["percent change", "jobs; town=Ash; period=2020", "jobs; town=Ash; period=2021"], "50", ()),
        (["share", "jobs; town=Elm; period=2020", "jobs; period=2020"], "80", ()),
        (["ratio", "jobs; town=Elm; period=2020", "jobs; town=Ash; period=2020"], "4", ()),
        (["sum", "jobs; town=*; period=2020"], "50", ()),
        (["mean", "jobs; town=*; period=2020"], "25", ()),
        (["highest", "town", "jobs; town=*; period=2020"], "40", ("Elm",)),
        (["second highest", "town", "jobs; town=*; period=2020"], "10", ("Ash",)),
        (["lowest", "period", "jobs; town=Ash; period=*"], "10", ("2020",)),
        (["count", "jobs; town=*; period=2020", "more than", "20"], "1", ()),
    ],
)
def test_golds_are_worked_out(derivation: list[str], value: str, names: tuple[str, ...]) -> None:
    found = gold(derivation, Figures(ROWS, {}, {}))
    assert (found.value, found.names) == (Decimal(value), names)


@pytest.mark.parametrize("selection", ["jobs; town=Oak; period=2020", "jobs; town=Ash"])
def test_a_selection_of_none_or_several_values_is_an_error(selection: str) -> None:
    with pytest.raises(ValueError, match="selects"):
        gold(["value", selection], Figures(ROWS, {}, {}))


def _option(value: str) -> Option:
    return Option("", value, None, ())


@pytest.mark.parametrize(
    ("expect", "answer", "found"),
    [
        (Outcome.ANSWERED, {"outcome": Outcome.ANSWERED, "value": "7"}, "right"),
        (Outcome.ANSWERED, {"outcome": Outcome.ANSWERED, "value": "8"}, "wrong"),
        (Outcome.ANSWERED, {"outcome": Outcome.ABSTAINED}, "refused"),
        (Outcome.ANSWERED, {"outcome": Outcome.AMBIGUOUS, "alternatives": (_option("8"), _option("7"))}, "asked"),
        (
            Outcome.ANSWERED,
            {"outcome": Outcome.AMBIGUOUS, "alternatives": (_option("8"),) * 3 + (_option("7"),)},
            "asked otherwise",
        ),
        (Outcome.AMBIGUOUS, {"outcome": Outcome.AMBIGUOUS, "alternatives": (_option("8"), _option("7"))}, "right"),
        (
            Outcome.AMBIGUOUS,
            {"outcome": Outcome.AMBIGUOUS, "alternatives": (_option("8"), _option("9"))},
            "asked otherwise",
        ),
        (Outcome.AMBIGUOUS, {"outcome": Outcome.ANSWERED, "value": "7"}, "partly"),
        (Outcome.AMBIGUOUS, {"outcome": Outcome.ANSWERED, "value": "8"}, "wrong"),
        (Outcome.AMBIGUOUS, {"outcome": Outcome.ABSTAINED}, "refused"),
    ],
)
def test_outcomes(expect: Outcome, answer: dict[str, Any], found: str) -> None:
    asked = {"question": "", "understood_as": "", "text": "", **answer}
    assert outcome(Question("", expect, ("7",)), Answer(**asked)) == found


@pytest.mark.parametrize(
    ("got", "found"),
    [(Outcome.ABSTAINED, "right"), (Outcome.ANSWERED, "wrong"), (Outcome.AMBIGUOUS, "asked otherwise")],
)
def test_outcomes_where_there_is_no_answer(got: Outcome, found: str) -> None:
    answer = Answer("", "", got, "", value="7", alternatives=(_option("7"),))
    assert outcome(Question("", Outcome.ABSTAINED), answer) == found


def test_a_report_counts_every_outcome() -> None:
    question, answer = Question("", Outcome.ABSTAINED), Answer("", "", Outcome.ABSTAINED, "")
    found = report("tiny", [(question, answer, "right"), (question, answer, "right"), (question, answer, "partly")])
    assert found["questions"] == 3
    assert (found["right"], found["partly"], found["wrong"]) == (2, 1, 0)


def test_paths_of_the_sets_exist() -> None:
    paths = [Path(one.questions) for one in SETS.values()] + [each for one in SETS.values() for each in ledgers_of(one)]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_file_is_a_set_whose_lines_name_their_ledgers_or_ask_the_sample(tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    path.write_text('{"q": "?"}\n{"q": "?", "ledger": "elsewhere"}\n', encoding="utf-8")
    assert ledgers_of(set_named(str(path))) == [Path(SAMPLE), Path("elsewhere")]
    assert set_named("voices") is SETS["voices"]
