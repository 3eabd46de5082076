"""Shares from counts: the base is the one named, the workings are shown, and what a source reports is compared."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, refused


def test_a_ratio_is_computed_from_its_own_counts(clinics: Asker) -> None:
    answer = clinics.ask("uptake of check-ups in 2022")
    assert answered(answer) == ("37.5", "percent")
    assert "300 of 800" in answer.text
    assert answer.base == "300 of 800 people invited to a check-up"
    assert answer.computation is not None
    assert answer.computation.expression == "300 ÷ 800 × 100 = 37.5"
    assert answer.caveats == ()


def test_a_reported_share_that_its_counts_do_not_give_stands_in_a_caveat(clinics: Asker) -> None:
    answer = clinics.ask("uptake of check-ups in 2023")
    assert answered(answer) == ("33.3", "percent")
    (caveat,) = answer.caveats
    assert "34 per cent" in caveat
    assert "Health Register" in caveat


def test_the_base_named_is_the_base_taken(clinics: Asker) -> None:
    of_invited = clinics.ask("what share of people invited attended in 2022?")
    of_adults = clinics.ask("what share of adults attended a check-up in 2022?")
    assert answered(of_invited) == ("37.5", "percent")
    assert answered(of_adults) == ("7.5", "percent")
    assert of_adults.base == "300 of 4,000 adults in the valley"


def test_the_other_bases_are_offered(clinics: Asker) -> None:
    (option,) = clinics.ask("what share of people invited attended in 2022?").alternatives
    assert (option.value, option.unit) == ("7.5", "percent")
    assert "4,000 adults in the valley" in option.text


def test_a_part_of_the_total_of_its_own_series(ferries: Asker) -> None:
    answer = ferries.ask("what share of ferry passengers were on the North route in 2022?")
    assert answered(answer) == ("56.0", "percent")
    assert "700 of 1,250" in answer.text


def test_a_share_of_somebody_else_is_refused(clinics: Asker) -> None:
    answer = clinics.ask("what share of dentists attended in 2022?")
    assert "dentists" in refused(answer)
    assert answer.missing == "dentists"


def test_so_many_in_a_hundred_are_per_cent(clinics: Asker) -> None:
    for question in (
        "how many in a hundred people invited attended in 2022?",
        "of the people invited, how many in the hundred attended in 2022?",
        "how common was it for people invited to attend in 2022?",
    ):
        assert answered(clinics.ask(question)) == ("37.5", "percent"), question


def test_a_count_asked_for_proportionally_is_a_share(clinics: Asker) -> None:
    assert answered(clinics.ask("how many people invited attended in 2022, proportionally?")) == ("37.5", "percent")


def test_the_base_stands_after_among(clinics: Asker) -> None:
    answer = clinics.ask("what was the share of people who attended among adults in 2022?")
    assert answered(answer) == ("7.5", "percent")
