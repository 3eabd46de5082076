"""Words that agree with whatever label a ledger has."""

from __future__ import annotations

import pytest

from bot.ask.say.agreement import nth, plural, was, with_article

PLURAL = ("deaths from falls", "apples picked", "women", "families by kind", "police-reported thefts, by town", "boats")
SINGULAR = ("number of boats", "share of women", "rent", "gross income", "census", "analysis of soils", "catch (boats)")


@pytest.mark.parametrize("label", PLURAL)
def test_several_were(label: str) -> None:
    assert was(label) == "were"


@pytest.mark.parametrize("label", SINGULAR)
def test_one_was(label: str) -> None:
    assert was(label) == "was"


def test_articles() -> None:
    assert with_article("catch") == "the catch"
    for label in ("the catch", "This table shows catches", "how boats were lost", "All boats"):
        assert with_article(label) == label


def test_plurals() -> None:
    assert [plural(noun) for noun in ("party", "valley", "church", "area", "sex")] == [
        "parties",
        "valleys",
        "churches",
        "areas",
        "sexes",
    ]


def test_places() -> None:
    assert [nth(place) for place in (1, 2, 10, 11)] == ["", "second ", "tenth ", "number 11 "]
