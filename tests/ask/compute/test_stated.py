"""A total that the question states, and that the ledger bears out."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, refused


def test_a_share_of_the_stated_total(council: Asker) -> None:
    answer = council.ask("what share of the 60 seats did Red win?")
    assert answered(answer) == ("50.0", "percent")
    assert "30 of 60" in answer.text


def test_another_total_is_refused(council: Asker) -> None:
    refused(council.ask("what share of the 70 seats did Red win?"))


def test_a_count_out_of_the_stated_total(council: Asker) -> None:
    assert answered(council.ask("how many of the 60 seats did Blue win?")) == ("20", "seats")
    assert "no 70" in refused(council.ask("how many of the 70 seats did Blue win?"))
