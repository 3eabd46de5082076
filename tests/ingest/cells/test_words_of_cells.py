"""Missing marks, flags and units."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Status
from bot.ingest.cells.flags import Flag, Scheme, read_flag
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.cells.units import scale_of, scaled, unit_of


@pytest.mark.parametrize(
    "text",
    [
        "", "..", "...", "…", ".", "-", "–", "—", "−", "--", ":", ": c", ":u", "n/a", "N/A", "#N/A", "na", "n.a.",
        "NaN", "null", "x", "X", "(x)", "[x]", "[c]", "[low]", "c", "z", "*", "**", "(D)", "(NA)", "suppressed",
        "S", "F",
        "..s", "nil", "np", "n.p.",
    ],
)  # fmt: skip
def test_what_says_that_there_is_no_figure(text: str) -> None:
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "5", "-99", "a", "North", "<5", "#REF!", "#DIV/0!", "2020", "(1)", "12*", "yes"])
def test_what_says_something(text: str) -> None:
    assert not is_missing(text)


def test_further_marks_are_those_that_are_given() -> None:
    assert is_missing("-99", ("-99",))
    assert not is_missing("-99.0", ("-99",))


@pytest.mark.parametrize(
    ("text", "scheme", "flag"),
    [
        ("p", "letters", Flag(Status.PROVISIONAL)),
        ("(e)", "letters", Flag(Status.ESTIMATE)),
        ("Forecast", "letters", Flag(Status.FORECAST)),
        ("actual", "letters", Flag(Status.FINAL)),
        ("r", "letters", Flag(note="revised")),
        ("b", "letters", Flag(note="break in the series")),
        ("ep", "letters", Flag(Status.ESTIMATE)),
        ("bp", "letters", Flag(Status.PROVISIONAL, "break in the series")),
        ("p,r", "letters", Flag(Status.PROVISIONAL, "revised")),
        ("¹", "letters", Flag(note="footnote ¹")),
        ("[note 1]", "letters", Flag(note="footnote 1")),
        ("A", "sdmx", Flag()),
        ("B", "sdmx", Flag(note="break in the series")),
        ("E", "statcan", Flag(note="use with caution")),
        ("B", "statcan", Flag()),
        ("F", "final", Flag(Status.FINAL)),
        ("strike in the north", "letters", Flag(note="strike in the north")),
        ("", "letters", Flag()),
    ],
)
def test_what_a_flag_says(text: str, scheme: Scheme, flag: Flag) -> None:
    assert read_flag(text, scheme) == flag


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("%", "percent"), ("Per cent", "percent"), ("$ millions", "millions of dollars"), ("$m", "millions of dollars"),
        ("US$ bn", "billions of US dollars"), ("000s", "thousands"), ("'000", "thousands"),
        ("£000", "thousands of pounds"),
        ("thousands of dollars", "thousands of dollars"), ("Thousands", "thousands"),
        ("current US$", "current US dollars"),
        ("constant 2015 US$", "constant 2015 US dollars"), ("US$ (millions)", "millions of US dollars"),
        ("Million euro", "millions of euros"), ("thousand persons", "thousands of persons"), ("Number", "number"),
        ("2015=100", "index, 2015=100"), ("(2015 = 100)", "index, 2015 = 100"), ("1 000 tonnes", "thousands of tonnes"),
        ("Rate per 100,000", "rate per 100,000"), ("dollars per hour", "dollars per hour"),
        ("% of GDP", "percent"), ("percentage points", "percentage points"), ("in thousands", "thousands"),
        ("GDP", None), ("m", None), ("Value", None), ("Percentage change", None), ("North", None), ("", None),
    ],
)  # fmt: skip
def test_a_unit(text: str, unit: str | None) -> None:
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("header", "label", "unit"),
    [
        ("Value (thousands of dollars)", "Value", "thousands of dollars"),
        ("GDP, current US$", "GDP", "current US dollars"),
        ("Sales ($m)", "Sales", "millions of dollars"),
        ("Debt (% of GDP)", "Debt (% of GDP)", "percent"),
        ("Unemployment rate %", "Unemployment rate", "percent"),
        ("Sales $m", "Sales", "millions of dollars"),
        ("Output 000s", "Output", "thousands"),
        ("Population - thousands", "Population", "thousands"),
        ("Deaths, Auckland", "Deaths, Auckland", None),
        ("Value", "Value", None),
        ("%", "%", "percent"),
    ],
)
def test_a_unit_in_a_header(header: str, label: str, unit: str | None) -> None:
    assert split_unit(header) == (label, unit)


def test_a_scale_goes_before_its_unit() -> None:
    assert scale_of("thousands") == scale_of("3") == scale_of("1,000") == "thousands"
    assert scale_of("units") is None
    assert scale_of("0") is None
    assert scaled("thousands", "dollars") == "thousands of dollars"
    assert scaled("thousands", None) == "thousands"
    assert scaled(None, "dollars") == "dollars"


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    is_missing(text)
    read_flag(text)
    unit_of(text)
    split_unit(text)
    scale_of(text)
