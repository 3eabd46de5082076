"""What the members of figures are called says which years they are of, and which kind of quantity they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.ask.prove import counts, named_times, of_what, one_time, quantities
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


@pytest.mark.parametrize(
    ("words", "member", "verdict"),
    [
        (("the", "strike", "rate"), "strike rate", Verdict.PROVEN),
        (("the", "highest", "rate"), "strike rate", Verdict.PROVEN),
        (("the", "accident", "rate"), "strike rate", Verdict.UNPROVEN),
        (("the", "accident", "index"), "strike rate", Verdict.UNPROVEN),
    ],
)
def test_a_rate_is_that_of_the_word_before_it(words: tuple[str, ...], member: str, verdict: Verdict) -> None:
    stems = tuple(token.stem for token in tokenize(" ".join(words)))
    assert of_what.check(Asked(words, stems, words), given("mills", member)).verdict is verdict


@pytest.mark.parametrize(
    ("asked_for", "verdict"), [("2020-03", Verdict.UNPROVEN), ("2020", Verdict.PROVEN), ("2018", Verdict.VETOED)]
)
def test_a_month_in_a_longer_time_is_asked_about(asked_for: str, verdict: Verdict) -> None:
    assert one_time.check(asked(asked_for), given("mills", "workers", period="2020")).verdict is verdict


@pytest.mark.parametrize(
    ("counted", "unit", "verdict"),
    [
        ("worker", "workers", Verdict.PROVEN),
        ("visitor", "workers", Verdict.UNPROVEN),
        ("worker", "percent", Verdict.VETOED),
    ],
)
def test_how_many_is_of_what_is_counted(counted: str, unit: str, verdict: Verdict) -> None:
    question = replace(asked(), counts=frozenset((counted,)))
    assert counts.check(question, replace(given("mills", "north"), unit=unit)).verdict is verdict
