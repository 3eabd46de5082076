"""Complement: those of the base that a figure does not count."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, refused


def test_a_count_is_taken_from_its_base(clinics: Asker) -> None:
    answer = clinics.ask("how many of those invited did not attend in 2022?")
    assert answered(answer) == ("500", "people")
    assert answer.computation is not None
    assert answer.computation.expression == "800 − 300 = 500"
    assert {figure.value for figure in answer.figures} == {"800", "300"}


def test_the_share_of_them(clinics: Asker) -> None:
    answer = clinics.ask("what share of those invited did not attend in 2023?")
    assert answered(answer) == ("66.7", "percent")
    assert "667 of 1,000" in answer.text


def test_a_share_is_taken_from_a_hundred(clinics: Asker) -> None:
    answer = clinics.ask("what share of patients were not satisfied in 2022?")
    assert answered(answer) == ("51.6", "percent")
    assert answer.computation is not None
    assert answer.computation.expression == "100 − 48.4 = 51.6"


def test_without_a_base_it_is_refused(clinics: Asker) -> None:
    answer = clinics.ask("how many people were not invited to a check-up in 2023?")
    assert "not the base" in refused(answer)
    assert [option.value for option in answer.nearest] == ["1000"]


def test_an_unknown_base_is_not_taken_for_a_known_one(clinics: Asker) -> None:
    refused(clinics.ask("of those who live in the valley town, how many did not attend in 2022?"))


def test_for_every_one_asks_for_no_complement(clinics: Asker) -> None:
    refused(clinics.ask("for every person who attended in 2022, how many did not?"))
