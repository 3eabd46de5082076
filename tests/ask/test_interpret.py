"""Questions that no phrase reads: answered where a reading is proven, asked back where it is not, and else refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from bot.answer import Answer
from bot.ask.meaning_json import from_json
from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import DEFAULT, LOOSE
from bot.domain import Outcome
from bot.ingest import read
from bot.ledger.record import record
from tests.ask.ledger import NOW
from tests.in_memory import in_memory

TITLE = "self-reported satisfaction of shift workers, by industry and sex, Brackland, 2018"
ROWS = [
    ("percent", "mining and quarrying", "men", 61.2),
    ("percent", "mining and quarrying", "women", 58.4),
    ("percent", "mining and quarrying", "total", 60.5),
    ("percent", "accommodation and food services", "men", 44.1),
    ("percent", "accommodation and food services", "women", 47.9),
    ("percent", "accommodation and food services", "total", 46.3),
    ("percent", "total, all industries", "men", 52.0),
    ("percent", "total, all industries", "women", 51.6),
    ("percent", "total, all industries", "total", 51.8),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Over a table as statistical offices print them: headers in columns that have no name of their own."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("indicator", "row 1", "row 2", "column 1", "value"))
    writer.writerows((TITLE, *row) for row in ROWS)
    path = Path(tmp_path_factory.mktemp("table")) / "table.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    engine = in_memory()
    record(engine, read(path), NOW)
    return Desk(engine, tolerance=DEFAULT)


def ask(desk: Desk, question: str) -> Answer:
    return desk.ask(question, NOW)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("what percentage of women in accommodation and food services were satisfied?", "47.9"),
        ("among women, which industry had the higher satisfaction, mining or food services?", "58.4"),
        ("how satisfied were services women?", "47.9"),
    ],
)
def test_the_right_figure_is_answered_or_offered_first(desk: Desk, question: str, value: str) -> None:
    answer = ask(desk, question)
    assert answer.outcome is not Outcome.ABSTAINED
    first = answer.value if answer.outcome is Outcome.ANSWERED else answer.alternatives[0].value
    assert first is not None
    assert first.rstrip("0").rstrip(".") == value


@pytest.mark.parametrize(
    "question",
    [
        "what percentage of women in fishing were satisfied in 2011?",
        "what percentage of women in Zealandia were satisfied?",
        "how many submarines does the navy own?",
    ],
)
def test_what_the_ledger_lacks_is_neither_answered_nor_offered(desk: Desk, question: str) -> None:
    assert ask(desk, question).outcome is Outcome.ABSTAINED


def test_an_offer_carries_its_reading_which_gives_the_value_that_was_offered(desk: Desk) -> None:
    answer = ask(desk, "in which industry were women most satisfied?")
    assert answer.outcome is Outcome.AMBIGUOUS
    assert answer.text.startswith("Did you mean")
    for option in answer.alternatives:
        assert option.reading is not None
        again = desk.answer_reading(from_json(dict(option.reading)), NOW)
        assert (again.outcome, again.value) == (Outcome.ANSWERED, option.value)


def test_what_was_known_on_a_day_is_not_read_as_what_is_known_now(desk: Desk) -> None:
    question = "how satisfied were accommodation and food services women"
    loose = Desk(desk.engine, tolerance=LOOSE)
    assert ask(loose, f"{question}?").value == "47.9"
    assert ask(loose, f"{question} as of 2019-06-01?").outcome is Outcome.ABSTAINED


def test_without_a_tolerance_only_phrases_are_read(desk: Desk) -> None:
    question = "how satisfied were accommodation and food services women?"
    assert ask(desk, question).value == "47.9"
    assert Desk(desk.engine).ask(question, NOW).outcome is Outcome.ABSTAINED
