"""What the members of figures are called says which years they are of, and which kind of quantity they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.ask.prove import named_times, quantities
from bot.ask.prove.finding import Asked, Given, Measure, Verdict
from bot.ask.text import tokenize
from bot.domain import Code, Figure
from bot.periods import Period


def asked(*years: str) -> Asked:
    return Asked((), (), (), tuple(map(Period, years)))


def given(title: str, *members: str, period: str = "") -> Given:
    figures = tuple(Figure(one, "mills", (("column", one),), Period(period), Decimal(7)) for one in members)
    codes = {("column", one): Code(one, one, dimension="column") for one in members}
    stems = frozenset(token.stem for one in members for token in tokenize(one))
    measure = Measure(title, ((title,),), frozenset())
    return Given("lookup", Decimal(7), None, figures, (measure,), members=codes, naming=lambda: stems)


@pytest.mark.parametrize(
    ("title", "members"),
    [
        ("mills", ("change from 1996 to 2016",)),
        ("mills", ("1996", "2016")),
        ("mills, 1996 to 2016", ("workers",)),
    ],
)
def test_years_are_borne_by_members_or_else_by_what_the_figures_are_called(
    title: str, members: tuple[str, ...]
) -> None:
    assert named_times.check(asked("1996", "2016"), given(title, *members)).verdict is Verdict.PROVEN


@pytest.mark.parametrize(
    ("title", "members", "period"),
    [
        ("mills, 1996 to 2016", ("1996",), ""),
        ("mills", ("workers",), ""),
        ("mills", ("change from 1996 to 2006",), ""),
        ("mills, 1996 to 2016", ("workers",), "1996"),
    ],
)
def test_years_that_nothing_bears_are_not_held(title: str, members: tuple[str, ...], period: str) -> None:
    assert named_times.check(asked("1996", "2016"), given(title, *members, period=period)).verdict is Verdict.VETOED


@pytest.mark.parametrize(("member", "verdict"), [("rate", Verdict.PROVEN), ("number", Verdict.VETOED)])
def test_a_rate_is_meant_per_so_many(member: str, verdict: Verdict) -> None:
    words = ("mills", "per", "100000")
    assert quantities.check(Asked(words, words, words), given("mills", member)).verdict is verdict
