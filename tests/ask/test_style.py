"""House style: numbers, units, dates and periods, in the newsroom's own way or in that of a language."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.locale import UnknownLanguage, style_of
from bot.ask.style import HouseStyle
from bot.domain import Qualifier
from bot.periods import PartialDate, Period

HOUSE = HouseStyle()


def test_a_style_is_a_value() -> None:
    assert HouseStyle() == HOUSE
    with pytest.raises(FrozenInstanceError):
        HOUSE.percent = "%"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("7654321", "7,654,321"),
        ("100", "100"),
        ("1000", "1,000"),
        ("-1234.50", "−1,234.50"),
        ("0.05", "0.05"),
        ("1E+6", "1,000,000"),
        ("12345678901234567.89", "12,345,678,901,234,567.89"),
    ],
)
def test_numbers_keep_their_scale(value: str, text: str) -> None:
    assert HOUSE.number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("thousands", "decimal", "text"),
    [(".", ",", "7.654.321,5"), (" ", ",", "7 654 321,5"), ("’", ".", "7’654’321.5"), ("", ".", "7654321.5")],
)
def test_separators(thousands: str, decimal: str, text: str) -> None:
    assert replace(HOUSE, thousands=thousands, decimal=decimal).number(Decimal("7654321.5")) == text


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from(["en-NZ", "en-US", "en-IN", "de", "de-CH", "fr", "sv", "ja"]),
)
def test_a_number_is_read_back_from_any_style(value: Decimal, language: str) -> None:
    style = style_of(language)
    plain = style.number(value).replace(style.thousands, "").replace(style.decimal, ".").replace("−", "-")
    assert Decimal(plain) == value
    assert Decimal(plain).as_tuple().exponent == value.as_tuple().exponent


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("0", "boats", "zero boats"),
        ("1", "boats", "one boat"),
        ("9", "people", "nine people"),
        ("10", "people", "10 people"),
        ("9.0", "people", "9.0 people"),
        ("-3", "boats", "−3 boats"),
        ("9", "percent", "9 per cent"),
        ("3", "percentage points", "3 percentage points"),
        ("1", "percentage points", "1 percentage point"),
        ("1", "children under five", "one child under five"),
        ("7", None, "seven"),
    ],
)
def test_whole_counts_below_ten_are_words(value: str, unit: str | None, text: str) -> None:
    assert HOUSE.quantity(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("12.5", "thousands of dollars", "12.5 thousand dollars"),
        ("390.1", "Thousands", "390.1 thousand"),
        ("1", "millions of pounds", "one million pounds"),
        ("20998", "number", "20,998"),
        ("12", "number of boats", "12 number of boats"),
    ],
)
def test_scales_and_numbers_are_said_as_people_say_them(value: str, unit: str, text: str) -> None:
    assert HOUSE.quantity(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("below", "texts"), [(0, ["1 boat", "9 boats"]), (3, ["one boat", "9 boats"]), (10, ["one boat", "nine boats"])]
)
def test_how_many_numbers_are_words_is_a_setting(below: int, texts: list[str]) -> None:
    style = replace(HOUSE, words_below=below)
    assert [style.quantity(Decimal(value), "boats") for value in (1, 9)] == texts


@pytest.mark.parametrize(("percent", "text"), [("per cent", "about 37.5 per cent"), ("%", "about 37.5%")])
def test_per_cent_or_a_sign(percent: str, text: str) -> None:
    assert replace(HOUSE, percent=percent).quantity(Decimal("37.5"), "percent", Qualifier.ABOUT) == text


@pytest.mark.parametrize(
    ("iso", "day_first", "month_first"),
    [
        ("2020-11-06", "6 November 2020", "November 6, 2020"),
        ("2020-11", "November 2020", "November 2020"),
        ("2020-Q2", "June quarter 2020", "June quarter 2020"),
        ("2020", "2020", "2020"),
    ],
)
def test_dates_are_as_precise_as_they_are_known(iso: str, day_first: str, month_first: str) -> None:
    assert HOUSE.date(PartialDate(iso)) == day_first
    assert replace(HOUSE, month_first=True).date(PartialDate(iso)) == month_first


@pytest.mark.parametrize(
    ("iso", "period", "span"),
    [
        ("2020", "in 2020", "2020"),
        ("2020-11-06", "on 6 November 2020", "6 November 2020"),
        ("2020-Q1", "in the March quarter 2020", "March quarter 2020"),
        ("2019-08/2020-07", "from August 2019 to July 2020", "August 2019 to July 2020"),
        ("1980/..", "since 1980", "since 1980"),
        ("../2019-12", "until December 2019", "until December 2019"),
        ("", "", ""),
    ],
)
def test_periods_with_and_without_their_preposition(iso: str, period: str, span: str) -> None:
    assert HOUSE.period(Period(iso)) == period
    assert HOUSE.span(Period(iso)) == span


@pytest.mark.parametrize("label", ["Ōtautahi, Māori", "O\u0304tautahi, Ma\u0304ori"], ids=["composed", "decomposed"])
def test_macrons_are_kept_or_left_out(label: str) -> None:
    assert HOUSE.spelling(label) == label
    assert replace(HOUSE, macrons=False).spelling(label) == "Otautahi, Maori"


@pytest.mark.parametrize(
    ("language", "number", "date", "share"),
    [
        ("en-NZ", "7,654,321.5", "6 November 2020", "3.5 per cent"),
        ("en", "7,654,321.5", "6 November 2020", "3.5 per cent"),
        ("en-US", "7,654,321.5", "November 6, 2020", "3.5 percent"),
        ("en-IN", "76,54,321.5", "6 November 2020", "3.5 per cent"),
        ("de", "7.654.321,5", "6 November 2020", "3,5 per cent"),
        ("de-CH", "7’654’321.5", "6 November 2020", "3.5 per cent"),
        ("fr", "7\u202f654\u202f321,5", "6 November 2020", "3,5 per cent"),
        ("hu", "7\xa0654\xa0321,5", "November 6, 2020", "3,5 per cent"),
    ],
)
def test_the_style_of_a_language(language: str, number: str, date: str, share: str) -> None:
    style = style_of(language)
    assert style.number(Decimal("7654321.5")) == number
    assert style.date(PartialDate("2020-11-06")) == date
    assert style.quantity(Decimal("3.5"), "percent") == share
    assert style.language == language


@pytest.mark.parametrize(
    ("language", "four", "five"),
    [
        ("es", "1234", "12.345"),
        ("es-ES", "1234", "12.345"),
        ("es-MX", "1,234", "12,345"),
        ("es-419", "1,234", "12,345"),
        ("pl", "1234", "12\N{NO-BREAK SPACE}345"),
        ("pl-PL", "1234", "12\N{NO-BREAK SPACE}345"),
        ("pt-PT", "1234", "12\N{NO-BREAK SPACE}345"),
        ("pt-AO", "1234", "12\N{NO-BREAK SPACE}345"),
        ("pt", "1.234", "12.345"),
        ("pt-BR", "1.234", "12.345"),
        ("it", "1234", "12.345"),
        ("hu", "1234", "12\N{NO-BREAK SPACE}345"),
        ("bg", "1234", "12\N{NO-BREAK SPACE}345"),
        ("de", "1.234", "12.345"),
        ("en-GB", "1,234", "12,345"),
        ("en-IN", "1,234", "12,345"),
    ],
)
def test_from_which_size_on_numbers_are_grouped(language: str, four: str, five: str) -> None:
    style = style_of(language)
    assert (style.number(Decimal(1234)), style.number(Decimal(12345))) == (four, five)
    assert style.number(Decimal("-1234.5")) == f"−{four}{style.decimal}5"
    assert style.number(Decimal(999)) == "999"


@pytest.mark.parametrize("language", ["", "english", "en_GB", "zz-ZZ", "12", "en-", "../en"])
def test_no_language(language: str) -> None:
    with pytest.raises(UnknownLanguage, match="is not a language that Factdesk knows; write a tag such as en-GB"):
        style_of(language)


@pytest.mark.parametrize(("language", "loaded"), [("en-NZ", False), ("en", False), ("en-GB", True)])
def test_babel_is_loaded_only_for_other_languages(language: str, loaded: bool) -> None:
    code = f"import sys; from bot.ask.locale import style_of; style_of({language!r}); print('babel' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == str(loaded)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [("12", "£m", "£12m"), ("-3.5", "$bn", "−$3.5bn"), ("540", "$", "$540"), ("12", "$ a week", "12 $ a week")],
)
def test_a_currency_s_symbol_stands_before_its_amount(value: str, unit: str, written: str) -> None:
    assert HouseStyle().quantity(Decimal(value), unit) == written
