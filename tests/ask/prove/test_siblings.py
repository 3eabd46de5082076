"""A member that is named is not answered with another one of its dimension."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused


@pytest.fixture(scope="module")
def desk() -> Asker:
    return of_table("""
        indicator,outcome,town,period,value,unit
        share of cases,fined,North,2021,40,percent
        share of cases,warned,North,2022,60,percent
        share of cases,fined,North,2022,35,percent
        share of cases,fined,South,2021,20,percent
    """)


@pytest.mark.parametrize(
    "question", ["share of cases that were warned in North in 2021", "warned cases, share, South, 2021"]
)
def test_another_member_is_no_answer(desk: Asker, question: str) -> None:
    refused(desk.ask(question))


def test_the_member_itself_is(desk: Asker) -> None:
    assert answered(desk.ask("share of cases that were warned in North in 2022"))[0] == "60"
    assert answered(desk.ask("share of cases that were fined in South in 2021"))[0] == "20"
