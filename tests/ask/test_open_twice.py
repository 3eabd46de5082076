"""A question that leaves both a member and a time open asks for both, across the members."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, asked_back, of_table


@pytest.fixture(scope="module")
def boats() -> Asker:
    rows = (
        f"boat hires,{pier},2023-{month:02},{place * 100 + month},hires"
        for place, pier in enumerate(("North", "South", "East"))
        for month in range(1, 13)
    )
    return of_table("indicator,pier,period,value,unit\n" + "\n".join(rows))


def test_each_member_is_among_the_choices_and_the_rest_is_counted(boats: Asker) -> None:
    answer = boats.ask("boat hires in 2023?")
    options = asked_back(answer)
    assert answer.text.startswith("Which pier and period do you mean, of 36 figures?")
    assert [one.text.partition(":")[0] for one in options[:3]] == [
        f"Boat hires ({pier}), in December 2023" for pier in ("North", "South", "East")
    ]
    assert answer.text.endswith("; and 24 more.")


def test_of_one_member_the_time_alone_is_asked_for(boats: Asker) -> None:
    answer = boats.ask("boat hires in North in 2023?")
    assert answer.text.startswith("Which period do you mean?")
    assert all("North" in one.text for one in asked_back(answer))


def test_of_one_time_the_member_alone_is_asked_for(boats: Asker) -> None:
    assert boats.ask("boat hires in March 2023?").text.startswith("Which pier do you mean?")
