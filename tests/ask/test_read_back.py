"""What phrases answered has a reading that comes to the same, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ask.meaning_json import from_json
from bot.ask.pipeline import Desk
from bot.domain import Outcome
from bot.ingest import read
from bot.ledger.record import record
from tests.ask.ledger import NOW
from tests.in_memory import in_memory

LEDGER = """indicator,port,period,status,value,unit
landings,Elm,2021,final,40,tonnes
landings,Elm,2022,final,50,tonnes
landings,Elm,2023,preliminary,55,tonnes
landings,Elm,2023,final,60,tonnes
landings,Oak,2021,final,30,tonnes
landings,Oak,2022,final,20,tonnes
landings,Oak,2023,final,10,tonnes
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    path = Path(tmp_path_factory.mktemp("landings")) / "landings.csv"
    path.write_text(LEDGER, encoding="utf-8")
    engine = in_memory()
    record(engine, read(path), NOW)
    return Desk(engine)


@pytest.mark.parametrize(
    ("question", "operation", "label"),
    [
        ("landings at Elm in 2022", "lookup", None),
        ("what were the landings at Elm?", "lookup", None),
        ("preliminary landings at Elm", "lookup", None),
        ("how much did landings at Elm rise from 2021 to 2022?", "change", None),
        ("by what percentage did landings at Elm rise from 2021 to 2022?", "percent change", None),
        ("how much higher were landings at Elm than at Oak in 2022?", "difference", None),
        ("landings by port in 2022", "breakdown", None),
        ("gap between the most and the fewest landings in 2022", "range", None),
        ("landings of the top two ports together in 2022", "sum", None),
        ("when did landings at Elm first exceed 45?", "crossing", ["2022"]),
        ("by how much were the landings at Elm in 2023 revised?", "change", None),
        ("which port had the highest landings in 2022?", "extreme", ["Elm"]),
        ("which port had the lowest landings in 2022?", "extreme", ["Oak"]),
        ("which year had the highest landings at Oak?", "extreme", ["2021"]),
        ("average landings at Elm and Oak in 2022", "mean", None),
    ],
)
def test_the_reading_of_an_answer_gives_it_again(
    desk: Desk, question: str, operation: str, label: list[str] | None
) -> None:
    answer = desk.ask(question, NOW, reads_back=True)
    assert answer.outcome is Outcome.ANSWERED, answer.text
    assert answer.reading is not None
    assert answer.reading["operation"] == operation
    assert (list(answer.label) if answer.label else None) == label
    again = desk.answer_reading(from_json(dict(answer.reading)), NOW)
    assert (again.value, again.unit, again.label) == (answer.value, answer.unit, answer.label)
    assert {one.id for one in again.figures} == {one.id for one in answer.figures}


def test_what_was_known_on_a_day_has_no_reading(desk: Desk) -> None:
    answer = desk.ask("landings at Elm in 2022", NOW, as_of=NOW.date(), reads_back=True)
    assert (answer.outcome, answer.reading) == (Outcome.ANSWERED, None)


def test_whoever_does_not_ask_for_it_does_not_wait_for_it(desk: Desk) -> None:
    assert desk.ask("landings at Elm in 2022", NOW).reading is None
