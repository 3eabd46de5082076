"""Difference: two codes of one dimension, in one unit, for one period."""

from __future__ import annotations

import pytest

from bot.domain import Outcome
from tests.ask.ledger import Asker, answered, asker, refused, tidy


@pytest.mark.parametrize(
    ("question", "value", "unit", "expression"),
    [
        ("how many more ferry passengers on North than on South in 2022?", "300", "passengers", "700 − 400 = 300"),
        ("how many fewer ferry passengers on South than on North in 2022?", "300", "passengers", "700 − 400 = 300"),
        ("gap between North and South in punctual sailings in 2022", "6.5", "percentage points", "90.5 − 84 = 6.5"),
        ("compare punctual sailings North vs South in 2023", "3.25", "percentage points", "91.25 − 88.0 = 3.25"),
        ("difference in coldest water between North and South in 2022", "1.5", "degrees", "0 − −1.5 = 1.5"),
    ],
)
def test_difference_of_two_codes(ferries: Asker, question: str, value: str, unit: str, expression: str) -> None:
    answer = ferries.ask(question)
    assert answered(answer) == (value, unit)
    assert answer.computation is not None
    assert answer.computation.expression == expression


def test_the_sentence_tells_which_is_higher(ferries: Asker) -> None:
    text = ferries.ask("how much lower were punctual sailings on North than on South in 2023?").text
    assert (
        "3.25 percentage points higher for South than for North in 2023: 91.25 per cent against 88.0 per cent" in text
    )


def test_no_difference_is_said_to_be_none(ferries: Asker) -> None:
    answer = ferries.ask("gap between South and Island in punctual sailings in 2022")
    assert answered(answer) == ("0", "percentage points")
    assert "the same for South and Island" in answer.text


def test_a_side_that_is_not_held_is_refused(ferries: Asker) -> None:
    answer = ferries.ask("gap between North and West in punctual sailings in 2022")
    assert "West" in refused(answer)
    assert answer.missing == "West"


def test_a_side_without_a_figure_for_the_period_is_refused(ferries: Asker) -> None:
    assert "2021" in refused(ferries.ask("how many more ferry passengers on North than on South in 2021?"))


def test_people_are_not_counted_from_shares(ferries: Asker) -> None:
    answer = ferries.ask("how many more sailings were punctual on North than on South in 2022?")
    assert "shares, not counts" in refused(answer)


def test_by_what_margin_one_beat_the_other_is_their_difference(council: Asker) -> None:
    answer = council.ask("by what margin did Red beat Blue in seats, final?")
    assert answered(answer) == ("10", "seats")


@pytest.mark.parametrize("ask", ["how much did Red win by in the final seats?", "what did Red lead by in seats, final"])
def test_to_win_by_is_no_level(council: Asker, ask: str) -> None:
    answer = council.ask(ask)
    assert answer.value != "30"


def test_what_is_taken_off_is_not_what_is_left(council: Asker) -> None:
    assert council.ask("what did the final count take off Blue in seats?").value != "20"
    assert answered(council.ask("how many seats did Blue shed in the final count?")) == ("-1", "seats")


@pytest.mark.parametrize(
    "ask",
    ["Red led Blue by how many seats, final?", "by how many seats did Red outstrip Blue, final?"],
)
def test_to_lead_or_outstrip_is_a_difference(council: Asker, ask: str) -> None:
    assert answered(council.ask(ask)) == ("10", "seats")


PORTS = """
    indicator,port,period,value,unit
    landings,Skaw,2018,64,boxes
    landings,Tarn,2018,16,boxes
    landings,Tarn,2020,40,boxes
"""


@pytest.mark.parametrize(
    ("question", "value", "period"),
    [
        ("how many more landings in Skaw than in Tarn?", "48", "2018"),
        ("landings of Skaw compared with Tarn", "48", "2018"),
        ("landings of Skaw and Tarn together", "80", "2018"),
        ("how many times as many landings in Skaw as in Tarn?", "4", "2018"),
        ("which had fewer landings, Skaw or Tarn?", "16", "2018"),
    ],
)
def test_sides_are_of_the_last_period_that_both_have(question: str, value: str, period: str) -> None:
    answer = asker(tidy(PORTS)).ask(question)
    assert (answer.value, {figure.period for figure in answer.figures}) == (value, {period})


def test_sides_without_a_common_period_are_not_set_side_by_side() -> None:
    answer = asker(tidy(PORTS.replace("Tarn,2018", "Tarn,2019"))).ask("how many more landings in Skaw than in Tarn?")
    assert answer.outcome is Outcome.ABSTAINED
    assert "different times, in 2018 and in 2020" in answer.text
