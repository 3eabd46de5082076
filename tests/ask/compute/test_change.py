"""Change: between two periods or two vintages; a share in points, or in per cent where that is asked for."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, refused


@pytest.mark.parametrize(
    ("question", "value", "unit", "expression"),
    [
        ("how much did ferry passengers fall between 2022 and 2023?", "-350", "passengers", "900 − 1,250 = −350"),
        ("by what percentage did ferry passengers fall from 2022 to 2023?", "-28.0", "percent", None),
        ("how much did ferry passengers rise from 2020 to 2021?", "250", "passengers", "1,250 − 1,000 = 250"),
        ("change in punctual sailings on North from 2022 to 2023", "-2.5", "percentage points", "88.0 − 90.5 = −2.5"),
        ("percentage change in punctual sailings on North from 2022 to 2023", "-2.8", "percent", None),
        ("change in coldest water on North from 2022 to 2023", "1.0", "degrees", "−0.5 − −1.5 = 1.0"),
        ("how did ferry passengers change in 2021?", "250", "passengers", "1,250 − 1,000 = 250"),
    ],
)
def test_change(ferries: Asker, question: str, value: str, unit: str, expression: str | None) -> None:
    answer = ferries.ask(question)
    assert answered(answer) == (value, unit)
    assert answer.computation is not None
    assert expression in (None, answer.computation.expression)


def test_a_fall_reads_as_a_fall(ferries: Asker) -> None:
    text = ferries.ask("change in punctual sailings on North from 2022 to 2023").text
    assert "fell by 2.5 percentage points, from 90.5 per cent in 2022 to 88.0 per cent in 2023" in text


def test_the_order_of_the_periods_does_not_matter(ferries: Asker) -> None:
    question = "how much did ferry passengers change between {} and {}?"
    assert ferries.ask(question.format(2023, 2022)).value == ferries.ask(question.format(2022, 2023)).value == "-350"


def test_no_change_is_said_to_be_none(ferries: Asker) -> None:
    answer = ferries.ask("change in ferry passengers from 2021 to 2022")
    assert answered(answer) == ("0", "passengers")
    assert "did not change" in answer.text


def test_a_percentage_of_zero_is_refused(ferries: Asker) -> None:
    answer = ferries.ask("percent change in coldest water on South from 2022 to 2023")
    assert "from zero has no value" in refused(answer)
    assert {option.value for option in answer.nearest} == {"0", "2.0"}


def test_a_period_that_is_not_held_is_refused(ferries: Asker) -> None:
    assert "2019" in refused(ferries.ask("how much did ferry passengers rise from 2019 to 2021?"))


def test_change_between_vintages(turnout: Asker) -> None:
    answer = turnout.ask("how much did turnout in 2022 change between the preliminary and the final count?")
    assert answered(answer) == ("2.2", "percentage points")
    assert all(
        part in answer.text for part in ("rose by 2.2", "61.2 per cent", "preliminary", "63.4 per cent", "final")
    )


def test_where_it_came_to_is_no_change(council: Asker) -> None:
    assert answered(council.ask("what did Red's seats rise to?")) == ("30", "seats")


def test_a_quoted_value_is_one_end_of_the_change(ferries: Asker) -> None:
    answer = ferries.ask("how many fewer ferry passengers were there in 2023 than the 1,250 expected?")
    assert answered(answer) == ("-350", "passengers")


def test_two_changes_are_not_compared(council: Asker) -> None:
    assert "do not compare changes" in refused(council.ask("did Red gain more seats than Blue lost?"))


def test_the_largest_change_of_those_named(council: Asker) -> None:
    question = "of the parties, which one lost the most seats between the provisional and final count, and by how many?"
    answer = council.ask(question)
    assert answered(answer) == ("-1", "seats")
    assert answer.text.startswith("Blue and Grey")


@pytest.mark.parametrize("since", ["after the preliminary count", "from election night", "since the early count"])
def test_a_change_since_the_earlier_result_is_to_the_one_that_stands(turnout: Asker, since: str) -> None:
    assert answered(turnout.ask(f"how much did turnout rise {since} in 2022?")) == ("2.2", "percentage points")


def test_a_change_within_the_earlier_result_is_not_known(turnout: Asker) -> None:
    assert "no second figure" in refused(turnout.ask("how much did turnout rise in the preliminary count of 2022?"))


def test_between_the_two_counts_of_something(turnout: Asker) -> None:
    answer = turnout.ask("how much did turnout rise between the two ballot counts in 2022?")
    assert answered(answer) == ("2.2", "percentage points")


def test_down_in_the_final_count_is_a_fall(council: Asker) -> None:
    assert answered(council.ask("by how many seats was Blue down in the final count?")) == ("-1", "seats")
