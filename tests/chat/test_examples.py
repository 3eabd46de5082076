"""Examples of what to ask: put as people ask, and answered with the very figure that they are made of."""

from __future__ import annotations

import pytest

from bot.chat.examples import examples
from bot.domain import Outcome
from tests.ask.ledger import Asker, of_table


def asked(desk: Asker) -> list[str]:
    return examples(desk.desk, desk.ask, desk.now)


@pytest.mark.parametrize(
    ("row", "example"),
    [
        ("ferry passengers,,2022,90,passengers", "How many ferry passengers were there in 2022?"),
        ("number of seats in Parliament,,2022,90,seats", "How many seats in Parliament were there in 2022?"),
        ("coldest water,North,2022,6,degrees", "What was the coldest water for North in 2022?"),
        ("pupils who attend,North,2022,64,percent", "Pupils who attend, North, in 2022"),
        (
            "cyclists counted per day,North,2022,64,cyclists",
            "What were the cyclists counted per day for North in 2022?",
        ),
    ],
)
def test_a_figure_is_asked_for_as_its_label_lets_it(row: str, example: str) -> None:
    desk = of_table(f"indicator,town,period,value,unit\n{row}\n")
    assert asked(desk) == [example]
    assert desk.ask(example).outcome is Outcome.ANSWERED


def test_the_latest_and_most_settled_figure_is_asked_for_and_one_trend() -> None:
    desk = of_table("""
        indicator,period,status,value,unit
        turnout,2020,final,61,percent
        turnout,2021,final,62,percent
        turnout,2022,preliminary,63,percent
        turnout,2022,final,64,percent
        boats,2022,final,5,boats
    """)
    first, *_ = found = asked(desk)
    assert desk.ask(first).value in {"64", "5"}
    assert [one for one in found if one.startswith(("Trend of", "How has"))]
    assert all(desk.ask(one).outcome is Outcome.ANSWERED for one in found)


def test_an_empty_ledger_has_none() -> None:
    assert asked(of_table("indicator,period,value,unit\nturnout,,61,percent\n")) == []
