"""An indicator is asked for by what it is, without how offices say that it was made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.ask.vocabulary.heads import with_heads
from bot.domain import Catalogue, Indicator

EMPTY = Catalogue(0, {}, {}, {}, {}, {}, {}, {}, {})


def heads(*labels: str) -> list[tuple[str, ...]]:
    indicators = {str(number): Indicator(str(number), label) for number, label in enumerate(labels)}
    return [one.alt_labels for one in with_heads(replace(EMPTY, indicators=indicators)).indicators.values()]


@pytest.mark.parametrize(
    ("label", "head"),
    [
        ("Inflation, consumer prices (annual %)", "Inflation"),
        ("Unemployment rate, seasonally adjusted", "Unemployment rate"),
        ("GDP per capita (current US$)", "GDP per capita"),
        ("Population, total", "Population"),
        ("Rents (in thousands)", None),
        ("Population, female (% of total population)", None),
        ("Deaths, road traffic", None),
        ("Prices, houses (annual %)", None),
        ("Wages (15-24 years)", None),
        ("Bread", None),
        (", seasonally adjusted", None),
    ],
)
def test_what_stands_before_the_technique_is_a_name(label: str, head: str | None) -> None:
    assert heads(label) == [(head,) if head else ()]


def test_a_name_that_two_could_have_is_given_to_neither() -> None:
    assert heads("GDP (current US$)", "GDP (annual %)", "Bread, total") == [(), (), ("Bread",)]
    assert heads("Rent, total", "rent") == [(), ()]
