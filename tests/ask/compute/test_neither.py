"""Neither: what the parts named leave of their whole."""

from __future__ import annotations

from tests.ask.ledger import Asker, answered, refused


def test_the_rest_of_a_hundred(council: Asker) -> None:
    answer = council.ask("what share of the vote went to neither Red nor Blue?")
    assert answered(answer) == ("16.5", "percent")
    assert answer.computation is not None
    assert answer.computation.expression == "100 − 50 − 33.5 = 16.5"


def test_parts_of_no_whole_leave_no_rest(ferries: Asker) -> None:
    refused(ferries.ask("what share of punctual sailings in 2022 was neither North nor South?"))
