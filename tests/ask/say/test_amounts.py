"""Amounts in sentences: scale words for what is huge, the unit where the label does not say it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.say.amounts import written
from bot.ask.style import HouseStyle
from bot.domain import Qualifier

HOUSE = HouseStyle()


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("3890123456789", "US dollars", "3.89 trillion US dollars"),
        ("-3890123456789", "US dollars", "−3.89 trillion US dollars"),
        ("12500000", "euros", "12.5 million euros"),
        ("16250000", "euros", "16.25 million euros"),
        ("16254000", "euros", "16.3 million euros"),
        ("999999999", "dollars", "1 billion dollars"),
        ("3890123456789123", "US$", "3,890 trillion US$"),
        ("9999999", "dollars", "9,999,999 dollars"),
        ("15144253", "thousands of dollars", "15.1 billion dollars"),
        ("319.8", "million dollars", "319.8 million dollars"),
        ("9999.5", "million dollars", "9,999.5 million dollars"),
        ("2908071", "votes", "2,908,071 votes"),
        ("999999999", "people", "999,999,999 people"),
        ("7888408686", "people", "7.89 billion people"),
        ("12345678", None, "12,345,678"),
    ],
)
def test_money_and_billions_are_rounded(value: str, unit: str | None, text: str) -> None:
    assert written(HOUSE, Decimal(value), unit) == text


def test_as_many_digits_as_tell_values_apart() -> None:
    pair = [Decimal("3890123456789"), Decimal("3902500000000")]
    assert [written(HOUSE, one, "dollars", among=pair) for one in pair] == [
        "3.890 trillion dollars",
        "3.903 trillion dollars",
    ]
    short = [Decimal("9500000"), Decimal("16250000")]
    assert [written(HOUSE, one, "dollars", among=short) for one in short] == [
        "9.50 million dollars",
        "16.25 million dollars",
    ]
    far = [Decimal("123456789"), Decimal("3890123456789")]
    assert written(HOUSE, far[0], "dollars", among=far) == "123 million dollars"
    assert written(HOUSE, Decimal("1750000"), "dollars", near=short) == "1.75 million dollars"
    close = [Decimal("3890123456789"), Decimal("3890123456999")]
    assert written(HOUSE, close[0], "dollars", among=close) == "3,890,123,456,789 dollars"


def test_what_rounding_would_make_untrue_stays_exact() -> None:
    value = Decimal("3889999999999")
    assert written(HOUSE, value, "dollars", Qualifier.MORE_THAN) == "more than 3,889,999,999,999 dollars"
    assert written(HOUSE, Decimal("3890000000000"), "dollars", Qualifier.MORE_THAN) == "more than 3.89 trillion dollars"
    assert written(HOUSE, value, "dollars", Qualifier.ABOUT) == "about 3.89 trillion dollars"


def test_a_house_may_want_every_digit() -> None:
    house = replace(HOUSE, scale_words=False)
    assert written(house, Decimal("3890123456789"), "US dollars") == "3,890,123,456,789 US dollars"


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2), st.sampled_from(["dollars", "people", None]))
def test_never_further_off_than_its_last_digit(value: Decimal, unit: str | None) -> None:
    number, *words = written(HOUSE, value, unit).replace("−", "-").replace(",", "").split(" ")
    powers = {"million": 6, "billion": 9, "trillion": 12}
    power = powers.get(words[0], 0) if words else 0
    if power:
        assert abs(Decimal(number).scaleb(power) - value) <= abs(value) / 200
