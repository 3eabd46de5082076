"""Values with more decimals than anyone measured are said with three digits; the answer has them in full."""

from __future__ import annotations

from tests.ask.ledger import of_table

_TABLE = """
    indicator,country,period,value,unit
    life expectancy,Aland,2020,82.8426829268293,years
    life expectancy,Bland,2020,82.8429999999999,years
    life expectancy,Cland,2020,82.842,years
    lead in water,Aland,2020,0.0123456789,mg
"""


def test_three_digits_are_said_and_all_are_kept() -> None:
    desk = of_table(_TABLE)
    answer = desk.ask("life expectancy in Aland in 2020")
    assert "82.8 years" in answer.text
    assert answer.value == "82.8426829268293"
    assert "0.0123 mg" in desk.ask("lead in water in Aland in 2020").text
    assert "82.842 years" in desk.ask("life expectancy in Cland in 2020").text


def test_what_is_compared_stays_apart() -> None:
    text = of_table(_TABLE).ask("difference in life expectancy between Aland and Bland in 2020").text
    assert "82.8427" in text
    assert "82.8430" in text or "82.843" in text
