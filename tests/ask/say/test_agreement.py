"""Words that agree with whatever label a ledger has."""

from __future__ import annotations

import pytest

from bot.ask.say.agreement import (
    beside,
    can_be_highest,
    can_be_total,
    counted,
    is_title,
    nth,
    plural,
    things,
    was,
    with_article,
)

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


@pytest.mark.parametrize(
    ("label", "unit", "subject", "of_unit"),
    [
        ("votes", "votes", "number of votes", None),
        ("Votes for president", "votes", "number of votes for president", None),
        ("patients on the waiting list", "patients", "number of patients on the waiting list", None),
        ("pupils attending regularly", "pupils", "number of pupils attending regularly", None),
        ("teachers, full-time equivalent", "teachers", "number of teachers, full-time equivalent", None),
        ("all boats", "boats", "number of all boats", None),
        ("number of seats in Parliament", "seats", "number of seats in Parliament", None),
        ("average daily number of cyclists on the bridge", "cyclists a day", None, "a day"),
        ("pupils attending regularly", "percent", None, "percent"),
        ("house price index", "index points", None, "index points"),
        ("resident population", "people", None, "people"),
        ("share of boats", "boats", None, "boats"),
        ("cost of boats", "boats", None, "boats"),
        ("seats", None, None, None),
        ("how many boats sailed", "boats", None, "boats"),
    ],
)
def test_a_unit_is_said_once(label: str, unit: str | None, subject: str | None, of_unit: str | None) -> None:
    assert counted(label, unit) == (subject or label)
    assert beside(label, unit) == of_unit


def test_what_is_counted() -> None:
    assert things("number of seats in Parliament") == "seats in Parliament"
    assert things("votes") == "votes"


@pytest.mark.parametrize("label", ["catch", "number of boats", "share of women"])
def test_what_can_be_highest_or_a_total(label: str) -> None:
    assert can_be_highest(label)
    assert can_be_total(label)


@pytest.mark.parametrize("label", ["lowest temperature", "record rainfall", "house prices", "the catch", "all boats"])
def test_what_cannot(label: str) -> None:
    assert not can_be_highest(label)
    assert not can_be_total(label)


def test_an_average_is_no_total() -> None:
    assert can_be_highest("median rent")
    assert not can_be_total("median rent")


def test_the_title_of_a_table_is_no_subject() -> None:
    assert is_title("boats lost, by cause of loss and by coast, 2016")
    assert is_title("this table shows boats lost")
    for label in (
        "boats lost",
        "teachers, full-time equivalent",
        "share of boats lost on their way to the coast",
    ):
        assert not is_title(label)
