"""Labels that are written as headings or by programs, within a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.ask.say.agreement import is_title, with_article
from bot.ask.say.amounts import written
from bot.ask.style import HouseStyle


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Life expectancy at birth", "the life expectancy at birth"),
        ("Population, total", "the population, total"),
        ("Labour seats", "the Labour seats"),
        ("GDP growth (annual %)", "the GDP growth (annual %)"),
        ("Gross Domestic Product", "the Gross Domestic Product"),
        ("Unemployment", "the unemployment"),
    ],
)
def test_a_heading_begins_small_where_its_first_word_is_no_name(label: str, said: str) -> None:
    assert with_article(label) == said


def test_what_stands_in_brackets_makes_no_title() -> None:
    assert not is_title("Unemployment rate (aged 16 and over, seasonally adjusted)")
    assert is_title("homicides, by weapon and city of the victim, 2016")


def test_thousands_of_billions_are_trillions() -> None:
    assert written(HouseStyle(), Decimal("1204.500"), "billions of US dollars") == "1.2 trillion US dollars"
    assert written(HouseStyle(), Decimal("215.125"), "billions of US dollars") == "215.125 billion US dollars"
