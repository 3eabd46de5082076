from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.decimals import is_percentage, parse_value
from bot.ingest.faults import BadCell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("48.40", "48.40"),
        ("1,234", "1234"),
        ("12,345,678.90", "12345678.90"),
        ("1 234 567", "1234567"),
        ("48.4%", "48.4"),
        ("48.4 %", "48.4"),
        ("\u22123.5", "-3.5"),
        ("- 3.5", "-3.5"),
        ("+7", "7"),
        (".5", "0.5"),
        ("1.2e3", "1200"),
        ("5E-05", "0.00005"),
        ("-0.0", "0.0"),
        ("12345678901234567890123456789012345.678", "12345678901234567890123456789012345.678"),
    ],
)
def test_a_number_keeps_its_scale(text: str, value: str) -> None:
    assert str(parse_value(text)) == str(Decimal(value))


@pytest.mark.parametrize(
    "text",
    [
        "nan", "inf", "-Infinity", "1e400", "1e99", "1e-61", "9" * 61, "1,23", "1,2345", "0,123", "1.234,5", "12 34",
        "1_000", "٣", "5.", "--5", "1/2", "0x1f", "-", "%", "n/a", "1,234 567", "five",
    ],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        parse_value(text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("(12.5)", "write -12.5 for a negative number"),
        ("1,5", "write 1.5 with a decimal point, or 15 if the comma parts thousands"),
        ("$5", "write the number alone, and the currency in the column unit"),
        ("n/a", "write a decimal number such as 1234.5"),
    ],
)
def test_a_refusal_says_what_would_be_right(text: str, advice: str) -> None:
    with pytest.raises(BadCell) as bad:
        parse_value(text)
    assert bad.value.right == advice


def test_a_percentage_says_so_itself() -> None:
    assert is_percentage("5%")
    assert not is_percentage("5")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**18), max_value=10**18))
def test_numbers_written_out_read_back_alike(value: Decimal) -> None:
    assert parse_value(f"{value:f}") == value
    assert parse_value(f"{value:,f}") == value
    assert str(parse_value(f"{abs(value):f}")) == f"{abs(value):f}"
