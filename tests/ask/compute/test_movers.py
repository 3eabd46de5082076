"""Which codes of a dimension rose or fell."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, asked_back, of_table, refused


def test_the_one_that_rose(council: Asker) -> None:
    answer = council.ask("which party gained seats between the preliminary and the final count?")
    assert answered(answer) == ("2", "seats")
    assert "Red" in answer.text


def test_several_that_moved_as_far_share_their_value(council: Asker) -> None:
    answer = council.ask("which parties lost seats between preliminary and final?")
    assert answered(answer) == ("-1", "seats")
    assert "Blue" in answer.text
    assert "Grey" in answer.text


def test_the_one_that_moved_by_the_number_told(council: Asker) -> None:
    answer = council.ask("which party gained two seats between preliminary and final?")
    assert answered(answer) == ("2", "seats")


def test_none_that_moved_by_the_number_told(council: Asker) -> None:
    assert "moved that way" in refused(council.ask("which party lost two seats between preliminary and final?"))


def test_the_furthest_of_all(council: Asker) -> None:
    answer = council.ask("which party's seats rose the most from preliminary to final?")
    assert "Red rose the most" in answer.text


def test_both_counts_are_the_first_and_the_last(council: Asker) -> None:
    assert answered(council.ask("how many seats did Red gain between the two counts?")) == ("2", "seats")


def test_before_all_were_counted_is_the_first_count(council: Asker) -> None:
    assert answered(council.ask("how many seats did Red have before the postal votes were counted?")) == ("28", "seats")


def test_higher_in_the_final_count_is_than_before(council: Asker) -> None:
    answer = council.ask("were Red's seats higher in the final count, and by how much?")
    assert answered(answer) == ("2", "seats")


def test_one_side_at_two_moments_is_set_against_itself(council: Asker) -> None:
    assert answered(council.ask("Red seats, final minus preliminary")) == ("2", "seats")


def test_what_is_compared_alone_names_no_figure(council: Asker) -> None:
    options = asked_back(council.ask("which party came second?"))
    assert {option.unit for option in options} == {"seats", "percent"}


def test_the_party_that_has_just_so_many(council: Asker) -> None:
    answer = council.ask("which party had 20 seats?")
    assert answered(answer) == ("20", "seats")
    assert "Blue" in answer.text
    assert "None of the three parties held had 25 seats" in refused(council.ask("which party had 25 seats?"))


def test_the_least_of_all() -> None:
    desk = of_table("""
        indicator,period,bank,value,unit
        floods,2021,left,9,floods
        floods,2021,right,8,floods
        floods,2022,left,4,floods
        floods,2022,right,7,floods
    """)
    answer = desk.ask("which bank's floods fell the least between 2021 and 2022?")
    assert answered(answer) == ("-1", "floods")
    assert "Right fell the least" in answer.text
