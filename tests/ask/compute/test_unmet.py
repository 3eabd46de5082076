"""A question that asks for an operation is never answered with a bare figure."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, asked_back, of_table, refused


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how much higher was the weekly rent in 2022?", "a comparison"),
        ("median number of polling stations in 2023", "only one figure"),
        ("how many points was the turnout in 2019?", "a change in points"),
    ],
)
def test_a_second_figure_is_missing(turnout: Asker, question: str, wanted: str) -> None:
    assert wanted in refused(turnout.ask(question))


def test_several_periods_for_one_figure_are_asked_back(ferries: Asker) -> None:
    options = asked_back(ferries.ask("ferry passengers between 2021 and 2023"))
    assert [option.value for option in options] == ["1250", "1250", "900"]


@pytest.mark.parametrize("question", ["turnout of 80 in 2022", "the 2022 turnout 80"])
def test_a_number_that_the_figures_do_not_bear_out_is_denied(turnout: Asker, question: str) -> None:
    answer = turnout.ask(question)
    assert answer.missing == "80"
    assert "63.4 per cent" in refused(answer)


def test_who_somebody_is_no_figure_tells(ferries: Asker) -> None:
    assert "That asks who" in refused(ferries.ask("who is the ferry passenger?"))


def test_points_are_not_counted_in_seats(council: Asker) -> None:
    answer = council.ask("how many points ahead of Blue was Red?")
    assert (answer.value, answer.unit) == ("16.5", "percentage points")


def test_people_are_not_counted_in_organisations() -> None:
    desk = of_table("""
        indicator,period,value,unit
        organisations behind the appeal,2024,25,organisations
    """)
    assert "That asks how many people" in refused(desk.ask("how many people were behind the appeal in 2024?"))
    assert answered(desk.ask("how many organisations were behind the appeal?")) == ("25", "organisations")


def test_a_bound_that_no_figure_has_is_not_asked_back() -> None:
    desk = of_table("""
        indicator,period,bank,value,unit
        floods,2021,left,7,floods
        floods,2021,right,4,floods
    """)
    assert "nothing on “under 25”" in refused(desk.ask("how many floods under 25 were there?"))


def test_a_figure_for_years_has_no_highest_month(ferries: Asker) -> None:
    assert "for each month" in refused(ferries.ask("which month had the highest ferry passengers?"))
