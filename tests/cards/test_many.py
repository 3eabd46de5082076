"""The first few of many, and how many there are."""

from __future__ import annotations

import pytest

from bot.answer import Answer
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.card import Card
from bot.cards.many import MOST, first_of, shortened
from tests.ask.ledger import Asker, of_table

_ROWS = "\n".join(f"catch,Bay {number:02},2022,{number},tonnes" for number in range(1, 41))
_CARDS = AnswerCards(HouseStyle())


@pytest.fixture(scope="module")
def bays() -> Asker:
    return of_table(f"indicator,bay,period,value,unit\n{_ROWS}")


def _texts(card: Card, label: str) -> list[str]:
    rows = iter(card.rows)
    found = [row.text for row in rows if row.label == label]
    start = next(place for place, row in enumerate(card.rows) if row.label == label)
    for row in card.rows[start + 1 :]:
        if row.label:
            break
        found.append(row.text)
    return found


def test_a_card_of_many_figures_shows_the_first_and_counts_the_rest(bays: Asker) -> None:
    answer: Answer = bays.ask("which bay had the highest catch in 2022?")
    assert len(answer.figures) == 40
    card = _CARDS.of_answer(answer)
    figures = _texts(card, "Figures")
    assert figures[0] == "40 tonnes, Bay 40, 2022"
    assert figures[-1] == "and 28 more, of 40"
    assert len(figures) == MOST + 1
    assert _texts(card, "Workings") == [
        "Bay 40 40 > Bay 39 39 > Bay 38 38 > Bay 37 37 > Bay 36 36 > … > Bay 01 1 (40 compared)"
    ]


def test_whoever_asks_for_the_sources_gets_every_figure(bays: Asker) -> None:
    answer = bays.ask("which bay had the highest catch in 2022?")
    assert len([row for row in _CARDS.figure_rows(answer.figures, every=True) if "Bay" in row.text]) == 40


def test_a_few_are_all_shown() -> None:
    assert first_of(range(MOST + 1)) == range(MOST + 1)
    assert first_of(range(MOST + 2)) == range(MOST)
    assert shortened("1 + 2 = 3") == "1 + 2 = 3"


def test_workings_keep_their_result() -> None:
    terms = " + ".join(map(str, range(1, 61)))
    assert shortened(f"({terms}) ÷ 60 = 30.5") == "(1 + 2 + 3 + 4 + 5 + … + 60) ÷ 60 = 30.5 (60 terms)"
