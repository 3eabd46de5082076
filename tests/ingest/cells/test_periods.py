from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.cells.periods import Marked, PeriodStyle, read_marked, read_period
from bot.ingest.cells.styles import Settled, style_of
from bot.periods import Period


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020", "2020"), ("2020-03", "2020-03"), ("2020-03-31", "2020-03-31"), ("1986/1987", "1986/1987"),
        ("1980/..", "1980/.."), ("2019-08/2020-07", "2019-08/2020-07"),
        # months
        ("2020M03", "2020-03"), ("2020-M3", "2020-03"), ("Mar-20", "2020-03"), ("Mar-98", "1998-03"),
        ("2020 MAR", "2020-03"), ("Sept 2020", "2020-09"), ("March, 2020", "2020-03"), ("2020/03", "2020-03"),
        ("03/2020", "2020-03"), ("202003", "2020-03"), ("2020.03", "2020-03"),
        # days
        ("20200331", "2020-03-31"), ("31/12/2020", "2020-12-31"), ("12/31/2020", "2020-12-31"),
        ("26.09.2021", "2021-09-26"), ("31-Dec-20", "2020-12-31"), ("31 December 2020", "2020-12-31"),
        ("December 31, 2020", "2020-12-31"), ("Monday 7 June 2021", "2021-06-07"), ("1st January 2020", "2020-01-01"),
        ("as at 30 June 2020", "2020-06-30"), ("2020-03-31T00:00:00", "2020-03-31"),
        ("2020-03-31 00:00:00", "2020-03-31"), ("2020-03-31T00:00:00Z", "2020-03-31"), ("2020/3/1", "2020-03-01"),
        # quarters and halves
        ("1991Q1", "1991-Q1"), ("Q1 1991", "1991-Q1"), ("1991:Q1", "1991-Q1"), ("1991-Q1", "1991-Q1"),
        ("First quarter 1991", "1991-Q1"), ("June quarter 2020", "2020-Q2"), ("Jan-Mar 2020", "2020-Q1"),
        ("H1 2020", "2020-01/2020-06"), ("2020H2", "2020-07/2020-12"), ("2020-S1", "2020-01/2020-06"),
        # weeks and decades
        ("2020-W05", "2020-01-27/2020-02-02"), ("2020W05", "2020-01-27/2020-02-02"),
        ("Week 5, 2020", "2020-01-27/2020-02-02"), ("week ending 7 June 2020", "2020-06-01/2020-06-07"),
        ("1990s", "1990/1999"),
        # years of two calendar years
        ("2019/20", "2019/2020"), ("2012-13", "2012/2013"), ("1999-00", "1999/2000"), ("1990-1995", "1990/1995"),
        ("2010-15", "2010/2015"), ("FY2019", "2019"), ("FY2019/20", "2019/2020"), ("FY19", "2019"),
        ("school year 2019/20", "2019/2020"), ("2019/20 academic year", "2019/2020"), ("2018 to 2020", "2018/2020"),
        # named stretches
        ("year ended June 2020", "2019-07/2020-06"), ("Year ended 30 June 2020", "2019-07/2020-06"),
        ("July 2019 to June 2020", "2019-07/2020-06"), ("12 months to March 2021", "2020-04/2021-03"),
        ("three months ended 31 March 2020", "2020-Q1"), ("Dec 2019-Feb 2020", "2019-12/2020-02"),
        ("1 July 2019 to 30 June 2020", "2019-07/2020-06"), ("year to December 2020", "2020"),
        ("2015-01-01/P1Y", "2015"), ("2009-10", "2009-10"),
    ],
)  # fmt: skip
def test_a_period_in_iso_form(text: str, iso: str) -> None:
    assert read_period(text) == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "5", "May", "total", "0000", "2020-00", "2020-13", "20-Mar", "99999999", "2020-02-30", "31/31/2020",
        "2020-03-31 12:00:00", "2019/20 Q1", "2020/2019", "Under 2020 people", "9" * 1000, "year ended 15 June 2020",
        "2020-W60", "week ending June 2020", "12.5", "1,234",
    ],
)  # fmt: skip
def test_what_is_no_period(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "iso", "mark"),
    [
        ("2019p", "2019", "p"),
        ("2020 (forecast)", "2020", "forecast"),
        ("2017 actual", "2017", "actual"),
        ("Forecast 2021", "2021", "Forecast"),
        ("2020 est.", "2020", "est."),
        ("2019¹", "2019", "¹"),
        ("2019 [1]", "2019", "1"),
        ("2020-21 actual", "2020/2021", "actual"),
        ("2020 Q1 r", "2020-Q1", "r"),
    ],
)
def test_a_status_behind_a_period(text: str, iso: str, mark: str) -> None:
    assert read_marked(text) == Marked(iso, mark)
    assert read_period(text) == iso


def test_a_column_of_years_and_the_next_is_of_two_years() -> None:
    settled = style_of(["2009-10", "2010-11", "2011-12"])
    assert settled == Settled(PeriodStyle(two_years=True), {})
    assert [read_period(text, settled.style) for text in ("2009-10", "2010/11")] == ["2009/2010", "2010/2011"]
    assert read_period("2005-06 to 2009-10", settled.style) == "2005/2010"
    assert read_period("2010-12", settled.style) == "2010-12"


@pytest.mark.parametrize(
    ("column", "style", "unsure"),
    [
        (["2010-11"], PeriodStyle(), {"two_years": "2010-11"}),
        (["2010-11", "2010-12"], PeriodStyle(), {}),
        (["2012-13"], PeriodStyle(), {}),
        (["2009/10", "2010/11"], PeriodStyle(two_years=True), {}),
        (["2010/11", "2010/12"], PeriodStyle(), {}),
        (["03/04/2020"], PeriodStyle(), {"day_first": "03/04/2020"}),
        (["03/04/2020", "13/04/2020"], PeriodStyle(day_first=True), {}),
        (["03/04/2020", "04/13/2020"], PeriodStyle(day_first=False), {}),
        (["13/04/2020", "04/13/2020"], PeriodStyle(day_first=True), {"day_first": "04/13/2020"}),
        (["01/01/2020", "01/02/2020", "01/03/2020"], PeriodStyle(), {"day_first": "01/02/2020"}),
        (["01/11/2020", "01/12/2020", "01/01/2021"], PeriodStyle(day_first=True), {}),
        (["11/1/2020", "12/1/2020", "1/1/2021"], PeriodStyle(day_first=False), {}),
        (["01/01/2020", "01/04/2020", "01/07/2020"], PeriodStyle(day_first=True), {}),
        (["1/1/2020", "4/1/2020", "7/1/2020"], PeriodStyle(day_first=False), {}),
        (["05/05/2020"], PeriodStyle(), {}),
        (["2020", "", "Total"], PeriodStyle(), {}),
    ],
)
def test_what_a_column_settles_and_leaves_open(column: list[str], style: PeriodStyle, unsure: dict[str, str]) -> None:
    assert style_of(column) == Settled(style, unsure)


def test_the_order_of_a_date_is_that_of_its_column() -> None:
    assert read_period("03/04/2020", PeriodStyle(day_first=True)) == "2020-04-03"
    assert read_period("03/04/2020", PeriodStyle(day_first=False)) == "2020-03-04"
    assert read_period("13/04/2020", PeriodStyle(day_first=False)) is None


@given(st.text(max_size=40), st.booleans(), st.booleans())
def test_no_text_raises(text: str, day_first: bool, two_years: bool) -> None:
    iso = read_period(text, PeriodStyle(day_first, two_years))
    assert iso is None or Period.parse(iso).iso == iso
    style_of([text])


_WORDS = ["2020", "1999", "0001", "9999", "99", "00", "13", "31", "q", "w", "m", "h", "mar", "june", "year ended", "fy"]
_PARTS = st.sampled_from(
    [*_WORDS, "week", "to", "-", "/", " ", "/p1y", "p", "quarter", "'", "s", "53", "first half of"]
)


@given(st.lists(_PARTS, max_size=7), st.booleans(), st.booleans())
def test_no_text_like_a_period_raises(parts: list[str], day_first: bool, two_years: bool) -> None:
    iso = read_period("".join(parts), PeriodStyle(day_first, two_years))
    assert iso is None or Period.parse(iso).iso == iso


@pytest.mark.parametrize(
    ("texts", "are"),
    [
        (("98/99", "99/00", "00/01"), True),
        (("97-98", "98-99"), True),
        (("08/09", "09/10", "10/11"), True),
        (("08/09", "09/10"), False),
        (("16-17", "18-19", "20-21"), False),
        (("16-17", "17-18", "18-19"), False),
        (("98/99",), False),
        (("98/99", "03/04"), False),
    ],
)
def test_pairs_of_digits_are_years_where_one_goes_on_from_another(texts: tuple[str, ...], are: bool) -> None:
    assert style_of(texts).style.short_years is are


def test_short_years_are_a_year_and_the_next() -> None:
    style = style_of(("98/99", "99/00", "00/01")).style

    assert [read_period(text, style) for text in ("98/99", "99/00", "00/01", "01/03")] == [
        "1998/1999", "1999/2000", "2000/2001", None,
    ]  # fmt: skip
    assert read_period("98/99") is None
