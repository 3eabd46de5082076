"""Lookup: a figure as it is held, with its claimant, its rivals and its base."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, asked_back, refused


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("ferry passengers in 2022", "1250", "passengers"),
        ("How many passengers took the ferry on the North route in 2023?", "500", "passengers"),
        ("coldest water North 2022", "-1.5", "degrees"),
        ("coldest water South 2022", "0", "degrees"),
        ("punctual sailings, North, 2023", "88.0", "percent"),
    ],
)
def test_value_and_unit_are_the_figures_own(ferries: Asker, question: str, value: str, unit: str) -> None:
    answer = ferries.ask(question)
    assert answered(answer) == (value, unit)
    assert answer.computation is None
    assert [figure.value for figure in answer.figures] == [value]


def test_the_sentence_says_what_where_and_when(ferries: Asker) -> None:
    assert ferries.ask("coldest water North 2022").text == "The coldest water (North) was −1.5 degrees in 2022."


def test_a_claim_is_attributed_in_the_sentence(turnout: Asker) -> None:
    answer = turnout.ask("what did the mayor say turnout was?")
    assert answered(answer) == ("70", "percent")
    assert answer.text.startswith("According to the Mayor, ")
    assert "more than 70 per cent" in answer.text
    assert answer.qualifier == "more than"
    assert answer.figures[0].attributed_to == "the Mayor"


def test_rivals_are_all_shown(turnout: Asker) -> None:
    options = asked_back(turnout.ask("weekly rent in 2022"))
    assert {option.value for option in options} == {"120", "125"}


def test_one_of_two_sources_on_request(turnout: Asker) -> None:
    assert answered(turnout.ask("rent in 2022 according to the Gazette")) == ("125", "dollars")
    assert answered(turnout.ask("rent in 2022 according to the Electoral Office")) == ("120", "dollars")


def test_the_other_periods_are_offered_where_none_is_named(ferries: Asker) -> None:
    answer = ferries.ask("how many ferry passengers were there?")
    assert answered(answer) == ("900", "passengers")
    assert [option.value for option in answer.alternatives] == ["1250", "1250", "1000"]
    for option in answer.alternatives:
        assert option.ask is not None
        assert answered(ferries.ask(option.ask))[0] == option.value


def test_a_count_is_given_with_its_base(clinics: Asker) -> None:
    answer = clinics.ask("how many people attended a check-up in 2022?")
    assert answered(answer) == ("300", "people")
    assert answer.base == "of people invited to a check-up: 800 people"


def test_no_base_where_none_is_held_for_the_period(clinics: Asker) -> None:
    assert clinics.ask("how many people were invited to a check-up in 2023?").base is None


def test_a_share_of_a_count_without_its_base_is_refused(clinics: Asker) -> None:
    answer = clinics.ask("what percentage of adults were invited to a check-up in 2023?")
    assert "not what it would be a share of" in refused(answer)
    assert answer.missing == "the base of that share"
    assert [option.value for option in answer.nearest] == ["1000"]


@pytest.mark.parametrize("said", ["when finalised", "once every ballot was in", "when it was official"])
def test_when_it_was_final_is_a_status_and_no_date(turnout: Asker, said: str) -> None:
    assert answered(turnout.ask(f"turnout in 2022 {said}")) == ("63.4", "percent")


def test_what_it_was_thought_to_be_on_a_day(turnout: Asker) -> None:
    answer = turnout.ask("on 9 October 2022, what was turnout thought to be?")
    assert answered(answer) == ("61.2", "percent")


def test_a_day_between_two_results_asks_for_what_was_known_then(turnout: Asker) -> None:
    assert answered(turnout.ask("what was turnout at 12 October 2022?")) == ("61.2", "percent")
    for day in ("1 October 2022", "1 December 2022"):
        assert day in refused(turnout.ask(f"what was turnout at {day}?"))


def test_early_results_are_the_earlier_ones(turnout: Asker) -> None:
    for said in ("in the early ballot results", "before the specials", "in the first count"):
        assert answered(turnout.ask(f"turnout in 2022 {said}")) == ("61.2", "percent"), said


def test_per_somebody_is_according_to_them(turnout: Asker) -> None:
    answer = turnout.ask("what was turnout in 2022, per the Mayor?")
    assert answered(answer) == ("70", "percent")


@pytest.mark.parametrize("said", ["as at the end of October 2022", "in the final count", "how did it fare"])
def test_the_figure_that_stands(turnout: Asker, said: str) -> None:
    assert answered(turnout.ask(f"turnout in 2022, {said}")) == ("63.4", "percent")


def test_the_original_figure_is_the_first_one(turnout: Asker) -> None:
    answer = turnout.ask("what was the original turnout figure for 2022 before it was revised?")
    assert answered(answer) == ("61.2", "percent")
