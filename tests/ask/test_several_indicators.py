"""Learned readings over a ledger of several indicators, whose words nobody worded for the questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ask.pipeline import Desk
from bot.ask.prove.tolerance import DEFAULT, LOOSE, STRICT, Tolerance
from bot.domain import Outcome
from bot.ingest import read
from bot.ledger.record import record
from tests.ask.ledger import NOW
from tests.in_memory import in_memory

LEDGER = """indicator,branch,desk,period,value,unit
loans of books,Quayside,,2022,5210,loans
loans of books,Hilltop,,2022,3180,loans
loans of books,Quayside,,2023,5450,loans
loans of books,Hilltop,,2023,3020,loans
visits to reading rooms,Quayside,,2022,910,visits
visits to reading rooms,Quayside,,2023,870,visits
share of requests by outcome,,granted in full,2022-07/2023-06,61,percent
share of requests by outcome,,refused,2022-07/2023-06,12,percent
share of requests by outcome,,granted in full,2021-07/2022-06,58,percent
members of the book club,Hilltop,,2023,44,members
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = Path(tmp_path_factory.mktemp("library")) / "library.csv"
    path.write_text(LEDGER, encoding="utf-8")
    engine = in_memory()
    record(engine, read(path), NOW)
    return Desk(engine)


@pytest.mark.parametrize("tolerance", [STRICT, DEFAULT, LOOSE])
@pytest.mark.parametrize(
    "question",
    [
        "how many pensioners borrowed books from Hilltop in 2023?",
        "what was the share of requests granted in full in March 2023?",
        "what share of requests were refused in the year to June 2022?",
        "how many children are members of the book club?",
        "what is the population of Hilltop?",
        "what time does the reading room open?",
        "how many people wanted to become members of the book club in vain?",
        "what were the overdue loans of books at Quayside in 2023?",
        "visits to non-reading rooms of Quayside in 2023",
        "loans of books at Quayside after 2023",
        "how many loans of books did Hilltop have before 2022?",
    ],
)
def test_what_is_not_held_is_never_answered(question: str, tolerance: Tolerance, ledger: Desk) -> None:
    answer = Desk(ledger.engine, tolerance=tolerance).ask(question, NOW)
    assert answer.outcome is not Outcome.ANSWERED, answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("which year had most loans of books at Quayside, 2022 or 2023?", "5450"),
        ("what share of requests came to be refused?", "12"),
        ("visits to the reading rooms of Quayside back in 2022", "910"),
    ],
)
def test_what_is_held_is_answered_or_among_what_is_offered(question: str, value: str, ledger: Desk) -> None:
    answer = Desk(ledger.engine, tolerance=DEFAULT).ask(question, NOW)
    assert value in (answer.value, *(option.value for option in answer.alternatives)), answer.text


def test_what_phrases_ask_back_no_likelihood_decides(ledger: Desk) -> None:
    question = "how many loans of books were there in 2023?"
    phrased = ledger.ask(question, NOW)
    assert phrased.outcome is Outcome.AMBIGUOUS
    assert Desk(ledger.engine, tolerance=LOOSE).ask(question, NOW) == phrased
