"""Two figures of different indicators: only for one period and in one unit."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused

_FARM = """
    indicator,period,value,unit
    lambs born,2022,120,animals
    calves born,2022,80,animals
    calves born,2021,70,animals
    hay cut,2022,9,tonnes
    foals born,2021,3,animals
"""


@pytest.fixture(scope="module")
def farm() -> Asker:
    return of_table(_FARM)


@pytest.mark.parametrize(
    ("question", "value", "unit", "expression"),
    [
        ("difference between lambs born and calves born in 2022", "40", "animals", "120 − 80 = 40"),
        ("ratio of lambs born to calves born in 2022", "1.5", "times", "120 ÷ 80 = 1.5"),
        ("sum of lambs born and calves born in 2022", "200", "animals", "120 + 80 = 200"),
        ("calves born as a share of lambs born in 2022", "66.7", "percent", "80 ÷ 120 × 100 = 66.7"),
    ],
)
def test_pairs(farm: Asker, question: str, value: str, unit: str, expression: str) -> None:
    answer = farm.ask(question)
    assert answered(answer) == (value, unit)
    assert answer.computation is not None
    assert answer.computation.expression == expression
    assert len(answer.figures) == 2


def test_a_share_of_a_base_that_no_source_gives_says_so(farm: Asker) -> None:
    caveats = farm.ask("calves born as a share of lambs born in 2022").caveats
    assert any("taken as asked" in caveat for caveat in caveats)


@pytest.mark.parametrize(
    "question",
    [
        "difference between lambs born and hay cut in 2022",
        "difference between lambs born and foals born in 2022",
        "difference between lambs born and goats born in 2022",
        "lambs born as a share of calves born in 2022",
    ],
)
def test_what_cannot_be_set_together_is_refused(farm: Asker, question: str) -> None:
    refused(farm.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "in Sarnby, the difference between lambs born and calves born in 2022",
        "which Sarnby had the gap between lambs born and calves born in 2022",
        "for the Sarnby herd what is the ratio of lambs born to calves born",
        "Sarnby sum of lambs born and calves born in 2022",
    ],
)
def test_what_a_question_sets_out_with_is_not_passed_over(farm: Asker, question: str) -> None:
    assert "Sarnby" in refused(farm.ask(question))


def test_what_a_question_sets_out_with_holds_for_both() -> None:
    desk = of_table("""
        indicator,county,period,value,unit
        lambs born,,2022,120,animals
        calves born,,2022,80,animals
        lambs born,Sarnby,2022,12,animals
        calves born,Sarnby,2022,9,animals
    """)
    assert answered(desk.ask("in Sarnby, what is the difference between lambs born and calves born?"))[0] == "3"


def test_a_base_compared_with_its_part_is_two_figures(clinics: Asker) -> None:
    answer = clinics.ask("how many more people were invited than attended in 2022?")
    assert answered(answer) == ("500", "people")
    assert {figure.value for figure in answer.figures} == {"800", "300"}
