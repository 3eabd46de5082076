"""In a large ledger a search proposes what is read: the answers are those of reading everything."""

from __future__ import annotations

import pytest

from bot.ask.pipeline import Desk
from bot.domain import Indicator
from bot.search.index import SearchIndex
from tests.ask.ledger import NOW, Asker, answered, asked_back, asker, refused, tidy
from tests.ask.samples import FERRIES
from tests.ask.test_robustness import QUESTIONS
from tests.ledger.batches import batch, figure

_LINES = 250
_TRAMS = batch(
    *(figure(str(1000 + line), f"line-{line}", period="2022", unit="rides") for line in range(_LINES)),
    indicators=tuple(Indicator(f"line-{line}", f"rides on tram line {line}") for line in range(_LINES)),
)


@pytest.fixture(scope="module")
def reading_all() -> Asker:
    desk = asker(tidy(FERRIES))
    desk.add(_TRAMS)
    return desk


@pytest.fixture(scope="module")
def searching(reading_all: Asker) -> Asker:
    return Asker(Desk(reading_all.desk.engine, search=SearchIndex(None)), NOW)


@pytest.mark.parametrize("question", [*QUESTIONS, "rides on tram line 249", "rides on tram line 1 in 2021"])
def test_search_changes_no_answer_that_reading_everything_gives(
    reading_all: Asker, searching: Asker, question: str
) -> None:
    one, other = reading_all.ask(question), searching.ask(question)
    assert (other.outcome, other.value, other.unit) == (one.outcome, one.value, one.unit)
    assert other.figures == one.figures


def test_what_fits_all_of_many_is_asked_back(reading_all: Asker, searching: Asker) -> None:
    for desk in (reading_all, searching):
        options = asked_back(desk.ask("tram rides"))
        assert len({option.value for option in options}) > 2


@pytest.mark.parametrize("line", [0, 17, 171, 249])
def test_one_of_many_that_differ_in_a_number(searching: Asker, line: int) -> None:
    assert answered(searching.ask(f"how many rides on tram line {line} in 2022?")) == (str(1000 + line), "rides")


@pytest.mark.parametrize("question", ["rides on tram line 250 in 2022", "rides on bus line 17 in 2022"])
def test_a_near_miss_is_refused(searching: Asker, question: str) -> None:
    refused(searching.ask(question))


def test_a_new_figure_is_found_at_once(searching: Asker) -> None:
    assert "cable" in refused(searching.ask("rides on the cable car in 2022"))
    searching.add(
        batch(
            figure("77", "cable", period="2022", unit="rides"),
            indicators=(Indicator("cable", "rides on the cable car"),),
        )
    )
    assert answered(searching.ask("rides on the cable car in 2022")) == ("77", "rides")
