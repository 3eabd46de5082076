"""Which figure of a series is meant: its period, its vintage, its status, its claimant."""

from __future__ import annotations

from datetime import date

import pytest

from bot.ask.select import Absent, Picked, Wish, pick
from bot.ask.when import When
from bot.domain import Figure, Status
from bot.periods import Period
from tests.ask.ledger import Asker, answered, asked_back, of_table, refused
from tests.ledger.batches import figure

EARLY = figure("61", period="2022", status=Status.PRELIMINARY, published_on="2022-10-08")
FINAL = figure("63", period="2022", status=Status.FINAL, published_on="2022-10-20")
OLDER = figure("58", period="2019", status=Status.FINAL, published_on="2019-10-20")
CLAIM = figure("70", period="2022", attributed_to="mayor", published_on="2022-10-09")
FORECAST = figure("64", period="2025", status=Status.FORECAST, published_on="2024-01-01")
ALL = (EARLY, FINAL, OLDER, CLAIM, FORECAST)


def _in(period: str) -> When:
    return When(0, 0, Period(period))


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (Wish(), FINAL),
        (Wish(when=_in("2022")), FINAL),
        (Wish(named=Period("2019")), OLDER),
        (Wish(when=_in("2015/2020")), OLDER),
        (Wish(when=_in("2022"), statuses=frozenset({Status.PRELIMINARY, Status.PROVISIONAL})), EARLY),
        (Wish(when=_in("2022"), first_given=True), EARLY),
        (Wish(as_of=date(2022, 10, 19)), EARLY),
        (Wish(as_of=date(2022, 10, 20)), FINAL),
        (Wish(as_of=date(2020, 1, 1)), OLDER),
        (Wish(agent="mayor"), CLAIM),
        (Wish(statuses=frozenset({Status.FORECAST})), FORECAST),
        (Wish(when=_in("2025")), FORECAST),
        (Wish(when=_in("2022-10-08")), EARLY),
    ],
)
def test_the_figure_meant(wish: Wish, expected: Figure) -> None:
    found = pick(ALL, wish)
    assert isinstance(found, Picked)
    assert found.figure == expected


def test_a_superseded_figure_is_told_from_what_replaced_it() -> None:
    early, final = pick(ALL, Wish(as_of=date(2022, 10, 10))), pick(ALL, Wish(when=_in("2022")))
    assert isinstance(early, Picked)
    assert isinstance(final, Picked)
    assert early.replaced_by == (FINAL,)
    assert (final.replaced_by, final.replaces) == ((), (EARLY,))


def test_a_claim_stands_beside_the_record_and_never_replaces_it() -> None:
    found = pick(ALL, Wish())
    assert isinstance(found, Picked)
    assert found.elsewhere == (CLAIM,)


@pytest.mark.parametrize(
    ("wish", "slot"),
    [
        (Wish(when=_in("2021")), "period"),
        (Wish(when=_in("2019"), statuses=frozenset({Status.PRELIMINARY})), "status"),
        (Wish(as_of=date(2019, 1, 1)), "as-of"),
        (Wish(agent="premier"), "agent"),
        (Wish(sources=frozenset({"post"})), "source"),
        (Wish(when=_in("2019/2022")), "several"),
    ],
)
def test_what_is_absent(wish: Wish, slot: str) -> None:
    found = pick(ALL, wish)
    assert isinstance(found, Absent)
    assert found.slot == slot
    assert found.nearest


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("turnout", "63.4"),
        ("preliminary turnout in 2022", "61.2"),
        ("preliminary turnout", "61.2"),
        ("what was turnout in 2022 first reported as?", "61.2"),
        ("initially reported turnout in 2022", "61.2"),
        ("election night turnout in 2022", "61.2"),
        ("final turnout in 2022", "63.4"),
        ("turnout as of 10 October 2022", "61.2"),
        ("turnout in 2019", "58.0"),
        ("number of polling stations", "9"),
        ("forecast number of polling stations", "11"),
    ],
)
def test_a_question_for_one_of_them(turnout: Asker, question: str, value: str) -> None:
    assert answered(turnout.ask(question))[0] == value


def test_a_superseded_figure_is_labelled_with_what_replaced_it(turnout: Asker) -> None:
    answer = turnout.ask("preliminary turnout in 2022")
    (caveat,) = answer.caveats
    assert caveat.startswith("Superseded: 61.2 per cent")
    assert "63.4 per cent" in caveat
    replacement = turnout.ask("final turnout in 2022").figures[0]
    assert answer.figures[0].superseded_by == replacement.id
    assert replacement.superseded_by is None


def test_what_is_not_final_is_said_not_to_be(turnout: Asker) -> None:
    assert "Not final: provisional." in turnout.ask("number of polling stations in 2023").caveats
    assert "Not final: a forecast." in turnout.ask("number of polling stations in 2025").caveats


def test_as_of_may_be_set_from_outside(turnout: Asker) -> None:
    assert answered(turnout.ask("turnout in 2022", as_of=date(2022, 10, 10)))[0] == "61.2"


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("turnout in 2021", "2021"),
        ("preliminary turnout in 2019", "figure in 2019"),
        ("turnout as of 1 October 2018", "1 October 2018"),
        ("turnout in 2022 as of 1 October 2022", "2022"),
        ("final number of polling stations in 2023", "final"),
    ],
)
def test_what_is_absent_is_named(turnout: Asker, question: str, word: str) -> None:
    answer = turnout.ask(question)
    assert word in refused(answer)
    assert answer.missing


def test_a_stretch_with_several_periods_is_asked_back(ferries: Asker) -> None:
    options = asked_back(ferries.ask("ferry passengers since 2021"))
    assert [option.value for option in options] == ["1250", "1250", "900"]


def test_the_most_recent_is_the_latest_not_the_highest() -> None:
    desk = of_table("indicator,period,value\nlake level,2020,9\nlake level,2021,4\n")
    for question in ("most recent lake level", "what is the latest lake level?", "the lake level most recently"):
        assert answered(desk.ask(question))[0] == "4", question
    assert answered(desk.ask("when was the lake level highest?"))[0] == "9"
