"""Financial years span two calendar years: answers call them, and questions find them, as the file does."""

from __future__ import annotations

import pytest

from bot.domain import NamedPeriod
from bot.periods import Period
from tests.ask.ledger import answered, of_table, refused, tidy

_PLACES = """
    indicator,region,period,value,unit
    school places,North,2009-10,100,places
    school places,North,2010-11,110,places
    school places,North,2011-12,120,places
"""


def test_a_column_of_years_and_the_next_is_of_financial_years() -> None:
    batch = tidy(_PLACES)
    assert [figure.period.iso for figure in batch.figures] == ["2009/2010", "2010/2011", "2011/2012"]
    assert batch.periods[1] == NamedPeriod("2010/2011", "2010-11", ("2010/11", "2010–11"), period=Period("2010/2011"))


@pytest.mark.parametrize("year", ["2010-11", "2010/11"])
def test_a_question_finds_them_by_their_name(year: str) -> None:
    answer = of_table(_PLACES).ask(f"school places in North in {year}")
    assert answered(answer) == ("110", "places")
    assert answer.text == "The number of school places (North) was 110 in 2010-11."


def test_a_change_between_two_of_them() -> None:
    answer = of_table(_PLACES).ask("how did school places in North change from 2009-10 to 2011-12?")
    assert answered(answer) == ("20", "places")


def test_one_that_is_not_held_is_no_month() -> None:
    refused(of_table(_PLACES).ask("school places in North in 2007-08"))


def test_months_stay_months() -> None:
    table = "indicator,period,value\njobs,2010-10,1\njobs,2010-11,2\njobs,2010-12,3"
    batch = tidy(table)
    assert [figure.period.iso for figure in batch.figures] == ["2010-10", "2010-11", "2010-12"]
    assert batch.periods == ()
