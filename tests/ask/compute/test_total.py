"""Sum, mean and median: one unit, over the codes named or over the periods of a series."""

from __future__ import annotations

import pytest

from tests.ask.ledger import Asker, answered, of_table, refused


@pytest.mark.parametrize(
    ("question", "value", "unit", "expression"),
    [
        ("ferry passengers on North and South combined in 2023", "750", "passengers", "500 + 250 = 750"),
        ("sum of coldest water North and South in 2023", "1.5", "degrees", "−0.5 + 2.0 = 1.5"),
        (
            "average ferry passengers from 2020 to 2023",
            "1100.0",
            "passengers",
            "(1,000 + 1,250 + 1,250 + 900) ÷ 4 = 1,100.0",
        ),
        ("average ferry passengers between 2020 and 2021", "1125.0", "passengers", "(1,000 + 1,250) ÷ 2 = 1,125.0"),
        (
            "median ferry passengers from 2020 to 2023",
            "1125.0",
            "passengers",
            "median of 1,000, 1,250, 1,250, 900 = 1,125.0",
        ),
        ("median ferry passengers from 2021 to 2023", "1250", "passengers", "median of 1,250, 1,250, 900 = 1,250"),
        ("average of punctual sailings on North and South in 2022", "87.25", "percent", "(90.5 + 84) ÷ 2 = 87.25"),
    ],
)
def test_totals(ferries: Asker, question: str, value: str, unit: str, expression: str) -> None:
    answer = ferries.ask(question)
    assert answered(answer) == (value, unit)
    assert answer.computation is not None
    assert answer.computation.expression == expression


def test_the_sentence_names_the_terms(ferries: Asker) -> None:
    text = ferries.ask("ferry passengers on North and South combined in 2023").text
    assert all(
        part in text
        for part in ("North and South", "The total number of ferry passengers", "was 750", "in 2023", "500 and 250")
    )


def test_shares_of_different_periods_do_not_add_up(ferries: Asker) -> None:
    answer = ferries.ask("sum of punctual sailings on North from 2022 to 2023")
    assert "cannot be added" in refused(answer)


def test_a_mean_of_shares_says_that_periods_count_alike(ferries: Asker) -> None:
    answer = ferries.ask("average punctual sailings on North from 2022 to 2023")
    assert answered(answer) == ("89.25", "percent")
    assert answer.caveats == ("Each period counts the same, however many it covers.",)


def test_a_mean_of_one_figure_is_refused(ferries: Asker) -> None:
    assert "only one" in refused(ferries.ask("median ferry passengers in 2021"))


def test_units_are_never_mixed() -> None:
    desk = of_table("""
        indicator,period,fuel,value,unit
        fuel sold,2022,Wood,30,tonnes
        fuel sold,2022,Diesel,40,litres
    """)
    answer = desk.ask("fuel sold in 2022, wood and diesel combined")
    assert refused(answer).endswith("they are in tonnes and litres.")
    assert {option.value for option in answer.nearest} == {"30", "40"}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("average ferry passengers in 2020 and 2023", "950.0"),
        ("average ferry passengers in 2020, 2021 and 2023", "1050.0"),
    ],
)
def test_listed_periods_are_no_stretch(ferries: Asker, question: str, value: str) -> None:
    assert answered(ferries.ask(question)) == (value, "passengers")


def test_the_change_of_what_is_called_a_total_is_no_sum_of_it() -> None:
    desk = of_table("""
        indicator,period,value,unit
        Unemployed total,2022-07,450,thousands
        Unemployed total,2022-08,460,thousands
        Unemployed total,2022-09,455,thousands
    """)
    assert answered(desk.ask("How did unemployed total change from July 2022 to September 2022?")) == ("5", "thousands")
