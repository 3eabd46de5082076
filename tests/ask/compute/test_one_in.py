"""One in how many: the inverse of a share."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, refused


def test_a_share_turned_round(clinics: Asker) -> None:
    answer = clinics.ask("one in how many of those invited attended in 2022?")
    assert answered(answer) == ("2.67", None)
    assert "300 of 800" in answer.text


def test_of_a_count_without_a_base_it_is_refused(ferries: Asker) -> None:
    refused(ferries.ask("one in how many ferry passengers in 2023?"))
