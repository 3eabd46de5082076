"""Breakdowns: what is asked by something is told by all that it is asked by, or refused."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, of_table, refused


@pytest.fixture(scope="module")
def rolls() -> Asker:
    return of_table("""
        indicator,school,term,period,value,unit
        school roll,,,2023,900,students
        school roll,,,2024,950,students
        school roll,Hill High,,2023,500,students
        school roll,Hill High,,2024,520,students
        school roll,Lake High,,2023,400,students
        school roll,Lake High,,2024,430,students
    """)


def test_a_table_by_a_dimension(ferries: Asker) -> None:
    answer = ferries.ask("ferry passengers by route in 2023")
    assert answer.value is None
    assert len(answer.figures) == 3


@pytest.mark.parametrize("other", ["year", "month", "status"])
def test_what_is_asked_by_something_else_as_well_is_refused(ferries: Asker, other: str) -> None:
    assert f"and {other}" in refused(ferries.ask(f"ferry passengers by route and {other}"))


def test_by_what_the_label_says_too_is_not_answered_with_the_whole(rolls: Asker) -> None:
    assert rolls.ask("school roll by school in 2024").value is None
    assert rolls.ask("school roll in 2024").value == "950"
