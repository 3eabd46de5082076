from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Qualifier
from bot.ingest.cells.conventions import Decimals, decimal_of
from bot.ingest.cells.numbers import Number, read_number, require_number
from bot.ingest.faults import BadCell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.5", "1234.5"),
        ("1,234", "1234"),
        ("1 234 567.8", "1234567.8"),
        ("1\u202f234", "1234"),
        ("1\u00a0234", "1234"),
        ("1'234'567", "1234567"),
        ("1’234.5", "1234.5"),
        ("12,34,567", "1234567"),
        ("(1,234)", "-1234"),
        ("\u22125", "-5"),
        ("\u20135", "-5"),
        ("1,234-", "-1234"),
        ("+5", "5"),
        ("-0", "0"),
        ("1.2E+06", "1200000"),
        (".5", "0.5"),
    ],
)
def test_a_number_in_plain_form(text: str, value: str) -> None:
    assert read_number(text) == Number(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4,3", "4.3"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("0,123", "0.123"),
        ("1 234,567", "1234.567"),
        ("-12'345,6", "-12345.6"),
    ],
)
def test_a_decimal_comma(text: str, value: str) -> None:
    assert read_number(text, ",") == Number(value)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("£1,234", "1234", "pounds"),
        ("1,234 €", "1234", "euros"),
        ("-£5", "-5", "pounds"),
        ("£(5)", "-5", "pounds"),
        ("12.3%", "12.3", "percent"),
        ("12.3 %", "12.3", "percent"),
        ("5 per cent", "5", "percent"),
        ("$5.2bn", "5.2", "billions of dollars"),
        ("US$ 5 million", "5", "millions of US dollars"),
        ("£5m", "5", "millions of pounds"),
    ],
)
def test_a_number_that_says_its_unit(text: str, value: str, unit: str) -> None:
    assert read_number(text) == Number(value, unit)


def test_a_percentage_with_a_decimal_comma() -> None:
    assert read_number("47,70 %", ",") == Number("47.70", "percent")


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("1,234p", "1234", "p"),
        ("56.7 (e)", "56.7", "e"),
        ("1,234 r", "1234", "r"),
        ("12*", "12", "*"),
        ("12¹", "12", "¹"),
        ("12[1]", "12", "1"),
        ("12 [note 1]", "12", "note 1"),
        ("12(1)", "12", "1"),
        ("1,234 p,r", "1234", "p,r"),
        ("12ep", "12", "ep"),
        ("12.3E", "12.3", "E"),
    ],
)
def test_a_mark_behind_a_number_is_no_part_of_it(text: str, value: str, mark: str) -> None:
    assert read_number(text) == Number(value, mark=mark)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("<5", "5", Qualifier.LESS_THAN),
        (">95", "95", Qualifier.MORE_THAN),
        ("≥5", "5", Qualifier.AT_LEAST),
        ("<= 5", "5", Qualifier.AT_MOST),
        ("~10", "10", Qualifier.ABOUT),
        ("c. 100", "100", Qualifier.ABOUT),
        ("about 1,000", "1000", Qualifier.ABOUT),
        ("less than 5", "5", Qualifier.LESS_THAN),
        ("5+", "5", Qualifier.AT_LEAST),
        ("5 or more", "5", Qualifier.AT_LEAST),
        ("5 or fewer", "5", Qualifier.AT_MOST),
    ],
)
def test_how_exactly_a_number_is_stated(text: str, value: str, qualifier: Qualifier) -> None:
    assert read_number(text) == Number(value, qualifier=qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "10-20", "10 – 20", "2019-20", "12 3", "12 (5)", "5 kg", "5 m", "cat 5", "1,23", "1.2.3", "1,2345",
        "1e400", "9" * 61, "9" * 1_000_000, "1/2", "12:30", "#REF!", "=A1", "five", "(5", "5)", "--5", "-5-", "-(5)",
        "£5 €", "31/12/2020",
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("9" * 61, "more than 60 digits", "a larger unit"),
        ("-" + "9" * 1_000_000, "more than 60 digits", "a larger unit"),
        ("#REF!", "an error of the spreadsheet", "mend the formula"),
        ("4,3", "where a point comes before decimals", "--decimal ,"),
        ("abc", "is not a number", "--missing"),
    ],
)
def test_a_refusal_says_why(text: str, wrong: str, right: str) -> None:
    with pytest.raises(BadCell) as bad:
        require_number(text)
    assert wrong in bad.value.wrong
    assert right in bad.value.right
    assert len(str(bad.value)) < 250


@pytest.mark.parametrize(
    ("column", "decimals"),
    [
        (["1.234,5", "7"], Decimals(",", True, "1.234,5", shown=True)),
        (["1.234", "4,3"], Decimals(",", True, "4,3", shown=True)),
        (["1 234,567"], Decimals(",", True, "1 234,567", shown=True)),
        (["1.234.567"], Decimals(",", True, "1.234.567", shown=True)),
        (["1,234", "4.5"], Decimals(".", True, "4.5", shown=True)),
        (["1,234,567"], Decimals(".", True, "1,234,567", shown=True)),
        (["0.123", "1.234"], Decimals(".", True, "0.123", shown=True)),
        (["1,234"], Decimals(".", True, "1,234")),
        (["1.234", "345"], Decimals(".", False, "1.234")),
        (["1.5", "4,3"], Decimals(".", False, "1.5", shown=True)),
        (["26.09.2021", "x", ".."], Decimals(".")),
        (
            ["2,222", "14,500", "960 (est.)", "c. 960", "c.960", "approx. 960", "999 (prov.)"],
            Decimals(".", True, "2,222"),
        ),
        (["2.222", "14.500", "960 (est.)"], Decimals(".", False, "2.222")),
        (["2,222", "2,223", "14,500", "3,4561"], Decimals(".", False, "3,4561", odd=True)),
        (["2,222", "3,4561", "2,5", "0,5"], Decimals(",", True, "3,4561", shown=True)),
        (["2,222", "2,223", "14,500", "3,4561", "5.5"], Decimals(".", False, "5.5", shown=True)),
        ([*(f"{one}.250" for one in range(1, 30)), "2.2501"], Decimals(".", False, "2.2501", odd=True)),
        (["1.250", "2.250", "3.250", "4.5"], Decimals(".", True, "4.5", shown=True)),
        (["1.250", "2.250", "3.250", "4.250.000"], Decimals(",", True, "4.250.000", shown=True)),
        ([], Decimals(".")),
    ],
)
def test_a_column_settles_what_comes_before_decimals(column: list[str], decimals: Decimals) -> None:
    assert decimal_of(column) == decimals


@given(st.text(max_size=40), st.sampled_from(".,"))
def test_no_text_raises(text: str, decimal: str) -> None:
    number = read_number(text, decimal)
    assert number is None or Decimal(number.text).is_finite()
    decimal_of([text])


@given(st.text(alphabet="0123456789.,' -+()£%<>~epr*", max_size=25), st.sampled_from(".,"))
def test_no_text_like_a_number_raises(text: str, decimal: str) -> None:
    number = read_number(text, decimal)
    assert number is None or Decimal(number.text).is_finite()
    if number is None:
        with pytest.raises(BadCell):
            require_number(text, decimal)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**15), max_value=10**15))
def test_numbers_read_back_in_both_conventions(value: Decimal) -> None:
    english = f"{value:,f}"
    german = english.translate(str.maketrans(",.", ".,"))
    for text, decimal in ((english, "."), (german, ","), (english.replace(",", "\u202f"), ".")):
        number = read_number(text, decimal)
        assert number is not None
        assert Decimal(number.text) == value
