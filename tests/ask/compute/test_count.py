"""A count from a share: only with the base of the same period, and no better than the share's last digit."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, refused


def test_the_share_of_the_base(clinics: Asker) -> None:
    answer = clinics.ask("roughly how many patients were satisfied in 2022?")
    assert answered(answer) == ("145", "people")
    assert answer.qualifier == "about"
    assert answer.text.startswith("About 145 people: 48.4 per cent of 300")
    assert answer.computation is not None
    assert answer.computation.expression == "48.4 ÷ 100 × 300 = 145"


def test_it_is_said_to_be_computed_from_a_rounded_share(clinics: Asker) -> None:
    answer = clinics.ask("how many patients were satisfied in 2022?")
    assert any("rounded share" in caveat for caveat in answer.caveats)
    assert answer.base == "48.4 per cent of 300 people"


def test_a_count_that_is_held_is_given_itself(clinics: Asker) -> None:
    answer = clinics.ask("how many people attended a check-up in 2023?")
    assert answered(answer) == ("333", "people")
    assert answer.qualifier == "exact"


def test_without_a_base_there_is_no_count(clinics: Asker) -> None:
    answer = clinics.ask("how many clinics had a waiting list in 2022?")
    assert "the share, not the count" in refused(answer)
    assert [option.value for option in answer.nearest] == ["61"]


def test_the_base_of_another_period_will_not_do(clinics: Asker) -> None:
    assert "2023" in refused(clinics.ask("how many patients were satisfied in 2023?"))
