"""Figures of equal standing that disagree: whatever would rest on one of them is asked back, and all are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Engine, update

from bot.answer import Answer
from bot.ask.pipeline import Desk
from bot.ask.style import HouseStyle
from bot.cards.answer import AnswerCards
from bot.cards.chart import chart_of
from bot.domain import Agent, Figure, Indicator, Outcome, Qualifier, Review, Source, Status, Universe
from bot.ingest.batch import Batch
from bot.ingest.identity import figure_id
from bot.ledger.record import record
from bot.store.engine import writing
from bot.store.reader import Reader
from bot.store.tables import observation
from tests.ask.ledger import NOW, Asker, answered, asked_back, asker, of_table, refused, tidy
from tests.ask.samples import CLINICS, COUNCIL, FERRIES, TURNOUT
from tests.ledger.batches import batch, figure

_HEAD = "indicator,period,value,unit,source,published_on\n"
_SLIP = _HEAD + "jobless rate,2023-Q2,40,percent,Stats,2023-08-05\n"
_RIGHT = _HEAD + "jobless rate,2023-Q2,4.0,percent,Stats,2023-08-05\n"


def _in(engine: Engine, *batches: Batch) -> Asker:
    for one in batches:
        record(engine, one, NOW)
    return Asker(Desk(engine))


def _is_asked_back(answer: Answer, *values: str) -> None:
    """Asked back, with all of these and no others, and without a value of its own."""
    options = asked_back(answer)
    assert (answer.value, answer.computation) == (None, None)
    assert sorted(option.value or "" for option in options) == sorted(values)
    assert sorted(one.value for one in answer.figures) == sorted(values)


@pytest.mark.parametrize("order", [(_SLIP, _RIGHT), (_RIGHT, _SLIP)])
def test_a_mistyped_value_and_the_right_one_are_asked_back(engine: Engine, order: tuple[str, str]) -> None:
    answer = _in(engine, *map(tidy, order)).ask("what was the jobless rate in Q2 2023?")
    _is_asked_back(answer, "40", "4.0")
    assert answer.text.startswith(
        "Two figures of equal standing are held for the jobless rate in the June quarter 2023:"
    )
    assert answer.text.endswith(" (Stats, 5 August 2023). Ask the desk which one is right.")
    assert all(f"{value} per cent" in answer.text for value in ("40", "4.0"))
    assert {option.ask for option in answer.alternatives} == {None}
    assert {option.text for option in answer.alternatives} == {
        "40 per cent (Stats, 5 August 2023)",
        "4.0 per cent (Stats, 5 August 2023)",
    }


@pytest.mark.parametrize("other", ["4.2", "4.3", "0.4", "-4.0"])
def test_neither_the_larger_nor_the_later_is_taken(other: str) -> None:
    desk = of_table(_RIGHT + f"jobless rate,2023-Q2,{other},percent,Stats,2023-08-05\n")
    _is_asked_back(desk.ask("jobless rate in Q2 2023"), "4.0", other)


def test_a_unit_left_out_makes_no_other_figure() -> None:
    desk = of_table(_SLIP + "jobless rate,2023-Q2,4.0,,Stats,2023-08-05\n")
    _is_asked_back(desk.ask("jobless rate in Q2 2023"), "40", "4.0")
    same = of_table(_SLIP + "jobless rate,2023-Q2,40,,Stats,2023-08-05\n")
    assert answered(same.ask("jobless rate in Q2 2023")) == ("40", "percent")


def test_the_card_shows_the_question_and_every_rival() -> None:
    answer = of_table(_SLIP + _RIGHT.removeprefix(_HEAD)).ask("jobless rate in Q2 2023")
    card = AnswerCards(HouseStyle()).of_answer(answer)
    assert card.headline == answer.text
    assert [row.text for row in card.rows[:2]] == [option.text for option in answer.alternatives]
    assert not any(row.ask for row in card.rows)


def test_withdrawing_one_of_them_answers_with_the_other(engine: Engine) -> None:
    desk = _in(engine, tidy(_SLIP), tidy(_RIGHT))
    slip = next(one for one in desk.ask("jobless rate in Q2 2023").figures if one.value == "40")
    with writing(engine) as connection:
        withdrawn = {"review": Review.RETRACTED.value}
        connection.execute(update(observation).where(observation.c.id == slip.id).values(withdrawn))
    assert answered(desk.ask("jobless rate in Q2 2023")) == ("4.0", "percent")


# What tells them apart

_SURVEY, _CENSUS = Source("survey", "Stats", "Survey"), Source("census", "Stats", "Census")
_DAY = {"published_on": "2023-08-05"}


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ({"locator": "page 3"}, {"locator": "page 4"}, ("page 3", "page 4")),
        ({"source": "survey"}, {"source": "census"}, ("“Survey”", "“Census”")),
        ({"status": Status.PRELIMINARY}, {"status": Status.PROVISIONAL}, ("preliminary", "provisional")),
        ({"universe": "adults"}, {"universe": "all"}, ("base: Adults", "base: Everybody")),
        ({"attributed_to": "mayor"}, {"attributed_to": "union"}, ("the Mayor", "the Union")),
        ({"source": "a"}, {"source": "b"}, ("https://a.example", "https://b.example")),
    ],
)
def test_each_is_told_by_what_differs(one: dict[str, object], other: dict[str, object], told: tuple[str, str]) -> None:
    figures = [figure("5", **_DAY, **one), figure("7", **_DAY, **other)]
    desk = asker(
        batch(
            *figures,
            sources=(
                _SURVEY,
                _CENSUS,
                Source("a", "Gazette", url="https://a.example"),
                Source("b", "Gazette", url="https://b.example"),
            ),
            universes=(Universe("adults", "Adults"), Universe("all", "Everybody")),
            agents=(Agent("mayor", "the Mayor"), Agent("union", "the Union")),
        )
    )
    answer = desk.ask("rainfall")
    _is_asked_back(answer, "5", "7")
    texts = {option.value: option.text for option in answer.alternatives}
    assert told[0] in texts["5"]
    assert told[1] not in texts["5"]
    assert told[1] in texts["7"]


def test_two_releases_of_one_day_are_told_by_their_titles_and_asked_for_by_them() -> None:
    rivals = (figure("5", source="survey", **_DAY), figure("7", source="census", **_DAY))
    desk = asker(batch(*rivals, sources=(_SURVEY, _CENSUS)))
    for option in asked_back(desk.ask("rainfall in 2020")):
        assert option.ask is not None
        assert answered(desk.ask(option.ask))[0] == option.value


def test_sources_that_disagree_are_asked_for_by_name(turnout: Asker) -> None:
    answer = turnout.ask("weekly rent in 2022")
    _is_asked_back(answer, "120", "125")
    assert answer.text.endswith(" Name the source, or ask the desk which one is right.")
    for option in answer.alternatives:
        assert option.ask is not None
        again = turnout.ask(option.ask)
        assert answered(again)[0] == option.value
        assert [one.id for one in again.figures] == list(option.figures)
        (caveat,) = again.caveats
        assert caveat.startswith("Another figure of equal standing: ")


def test_the_source_may_be_named_in_the_thread(turnout: Asker) -> None:
    first, gazette, office = turnout.thread(
        "weekly rent in 2022", "according to the Gazette?", "and according to the Electoral Office?"
    )
    assert first.outcome is Outcome.AMBIGUOUS
    assert (gazette.value, office.value) == ("125", "120")


@pytest.mark.parametrize(
    "name", ["Stats", "Data Report", "The Number Desk", "Ministry of 2020", "Rainfall Rate", "North", "First Figures"]
)
def test_a_source_s_name_means_nothing_else(name: str) -> None:
    """Where a question would not be read as meant, none is offered."""
    codes = (("area", "north"),)
    rivals = (figure("5", dimensions=codes, source="a", **_DAY), figure("7", dimensions=codes, source="b", **_DAY))
    desk = asker(batch(*rivals, sources=(Source("a", name), Source("b", title="The Harbour Gazette"))))
    options = asked_back(desk.ask("rainfall in 2020"))
    assert {option.ask for option in options} != {None}
    for option in options:
        if option.ask is not None:
            assert answered(desk.ask(option.ask))[0] == option.value


def test_claims_without_a_record_are_asked_for_by_their_claimant() -> None:
    claims = (figure("60", attributed_to="mayor", **_DAY), figure("70", attributed_to="union", **_DAY))
    desk = asker(batch(*claims, agents=(Agent("mayor", "Ana Bell"), Agent("union", "the Union"))))
    for option in asked_back(desk.ask("rainfall in 2020")):
        assert option.ask is not None
        assert answered(desk.ask(option.ask))[0] == option.value
    recorded = asker(batch(*claims, figure("50", **_DAY)))
    assert answered(recorded.ask("rainfall in 2020"))[0] == "50"


def test_without_a_date_they_are_of_equal_standing_as_well() -> None:
    desk = of_table("indicator,period,value,source\nrent,2020,100,Herald\nrent,2020,120,Gazette\n")
    _is_asked_back(desk.ask("rent in 2020"), "100", "120")
    assert answered(desk.ask("rent in 2020 according to the Gazette"))[0] == "120"


def test_one_that_says_the_same_less_exactly_is_no_rival(engine: Engine) -> None:
    rough = figure("4", source="herald", qualifier=Qualifier.ABOUT, **_DAY)
    desk = _in(engine, batch(figure("4.3", source="office", **_DAY), rough))
    assert answered(desk.ask("rainfall in 2020"))[0] == "4.3"


def test_a_source_that_says_the_same_again_is_no_rival_to_itself() -> None:
    again = figure("4.3", source="herald", published_on="2023-09-01")
    desk = asker(batch(figure("4.3", source="office", **_DAY), again))
    answer = desk.ask("rainfall in 2020 according to Herald")
    assert answered(answer)[0] == "4.3"
    assert answer.caveats == ()


def test_many_rivals_are_counted() -> None:
    desk = of_table("indicator,period,value\n" + "".join(f"rent,2020,{value}\n" for value in range(100, 140)))
    answer = desk.ask("rent in 2020")
    assert answer.text.startswith("40 figures of equal standing are held for the rent in 2020: ")
    assert " and 28 more" in answer.text
    assert len(answer.alternatives) == len(answer.figures) == 12
    (nearest,) = desk.ask("rent in 2019").nearest
    assert nearest.text.endswith(" or 28 more, which disagree")


# What rests on them

_YEARS = """
    indicator,period,route,value,unit,source,published_on
    passengers,2019,North,700,passengers,Port,2024-01-01
    passengers,2020,North,800,passengers,Port,2024-01-01
    passengers,2021,North,900,passengers,Port,2024-01-01
    passengers,2021,North,90,passengers,Port,2024-01-01
    passengers,2022,North,950,passengers,Port,2024-01-01
    passengers,2019,South,70,passengers,Port,2024-01-01
    passengers,2020,South,80,passengers,Port,2024-01-01
    passengers,2021,South,85,passengers,Port,2024-01-01
    passengers,2022,South,95,passengers,Port,2024-01-01
"""


@pytest.fixture(scope="module")
def years() -> Asker:
    return of_table(_YEARS)


@pytest.mark.parametrize(
    "question",
    [
        "passengers on North in 2021",
        "how much more passengers did North have than South in 2021?",
        "gap between North and South in passengers in 2021",
        "how many times as many passengers did North have as South in 2021?",
        "how did passengers on North change from 2020 to 2021?",
        "percentage change in passengers on North from 2021 to 2022",
        "how did passengers on North change in 2021?",
        "passengers on North and South combined in 2021",
        "total passengers on North from 2019 to 2022",
        "average passengers on North from 2019 to 2022",
        "which route had the most passengers in 2021?",
        "which route had the fewest passengers in 2021?",
        "which route came second in passengers in 2021?",
        "in which year were passengers on North highest?",
        "which route had more than 100 passengers in 2021?",
        "how many routes had more than 100 passengers in 2021?",
        "trend of passengers on North over time",
        "compare North and South in passengers in 2021",
        "when was the gap between North and South in passengers widest?",
        "how did the gap between North and South in passengers change from 2020 to 2021?",
        "in which year did North exceed South in passengers?",
        "which route gained the most passengers from 2020 to 2021?",
        "where do the 90 passengers on North in 2021 come from?",
        "what is the source of passengers on North in 2021?",
        "how many more passengers than the 900 in 2021 did North have in 2022?",
        "average passengers a month on North in 2021",
    ],
)
def test_nothing_is_made_of_one_of_them(years: Asker, question: str) -> None:
    _is_asked_back(years.ask(question), "900", "90")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("passengers on North in 2020", "800"),
        ("passengers on South in 2021", "85"),
        ("how did passengers on North change from 2019 to 2022?", "250"),
        ("how did passengers on North change since 2019?", "250"),
        ("which route had the most passengers in 2022?", "950"),
        ("how did passengers on South change from 2020 to 2021?", "5"),
        ("trend of passengers on South over time", "95"),
        ("average passengers on North from 2019 to 2020", "750.0"),
    ],
)
def test_what_does_without_them_is_answered(years: Asker, question: str, value: str) -> None:
    assert answered(years.ask(question))[0] == value


@pytest.mark.parametrize("question", ["passengers on North since 2020", "passengers on North in 2031"])
def test_where_they_are_shown_beside_others_they_are_shown_together(years: Asker, question: str) -> None:
    answer = years.ask(question)
    assert answer.outcome is not Outcome.ANSWERED
    shown = [one for one in (*answer.alternatives, *answer.nearest) if "2021" in one.text]
    (together,) = shown
    assert together.value is None
    assert len(together.figures) == 2
    assert all(told in together.text for told in (" 900 passengers", " 90 passengers", ", which disagree"))


def test_no_chart_is_drawn_of_them(years: Asker) -> None:
    assert chart_of(years.ask("trend of passengers on North over time"), HouseStyle()) is None
    assert chart_of(years.ask("trend of passengers on South over time"), HouseStyle()) is not None


def test_all_disputes_of_a_question_are_told_at_once() -> None:
    desk = of_table(_YEARS + "passengers,2022,North,95,passengers,Port,2024-01-01\n")
    answer = desk.ask("how did passengers on North change from 2021 to 2022?")
    _is_asked_back(answer, "900", "90", "950", "95")
    assert answer.text.endswith(" Ask the desk which ones are right.")
    assert all(str(year) in answer.text for year in (2021, 2022))


@pytest.mark.parametrize(
    "question",
    [
        "who were the passengers on North in 2021?",
        "how much higher were passengers on North in 2021?",
        "monthly passengers on North in 2021",
        "what percentage of passengers were on North in 2021?",
    ],
)
def test_a_refusal_names_all_of_them(years: Asker, question: str) -> None:
    answer = years.ask(question)
    sentence = refused(answer)
    assert "900 passengers" in sentence
    assert " 90 passengers" in sentence
    assert [(option.value, len(option.figures)) for option in answer.nearest] == [(None, 2)]


# Ratios and their parts

_UPTAKE = (
    figure("37.5", "uptake", period="2022"),
    figure("300", "attended", period="2022"),
    figure("800", "invited", period="2022"),
)
_CLINIC = {
    "indicators": CLINICS.indicators,
    "universes": CLINICS.universes,
    "sources": (Source("register", "Health Register"), Source("gazette", "The Gazette")),
}


def _clinic(*figures: Figure) -> Asker:
    return asker(batch(*_UPTAKE, figure("4000", "adults", period="2022"), *figures, **_CLINIC))


@pytest.mark.parametrize(
    "question",
    [
        "uptake of check-ups in 2022",
        "what share of people invited to a check-up attended in 2022?",
        "one in how many people invited attended a check-up in 2022?",
        "how many of those invited did not attend a check-up in 2022?",
        "ratio of people who attended a check-up to people invited to a check-up in 2022",
    ],
)
@pytest.mark.parametrize(("part", "values"), [("invited", ("800", "900")), ("attended", ("300", "30"))])
def test_a_ratio_rests_on_both_of_its_parts(question: str, part: str, values: tuple[str, str]) -> None:
    answer = _clinic(figure(values[1], part, period="2022")).ask(question)
    _is_asked_back(answer, *values)


def test_the_reported_ratio_may_be_disputed_where_it_is_computed() -> None:
    answer = _clinic(figure("73.5", "uptake", period="2022")).ask("uptake of check-ups in 2022")
    assert answered(answer) == ("37.5", "percent")
    assert any("73.5 per cent" in caveat for caveat in answer.caveats)


def test_a_base_that_is_disputed_is_said_to_be() -> None:
    answer = _clinic(figure("900", "invited", period="2022")).ask("how many people attended a check-up in 2022?")
    assert answered(answer)[0] == "300"
    assert answer.base is not None
    assert answer.base.startswith("of people invited to a check-up: ")
    assert answer.base.endswith(" people, which disagree")


def test_no_other_base_is_offered_that_is_disputed() -> None:
    answer = _clinic(figure("5000", "adults", period="2022")).ask("uptake of check-ups in 2022")
    assert answered(answer) == ("37.5", "percent")
    assert answer.alternatives == ()


def test_the_source_that_a_ratio_is_asked_of_settles_its_parts() -> None:
    told = [replace(one, source="register") for one in _UPTAKE]
    rival = figure("900", "invited", period="2022", source="gazette")
    figures = [replace(one, id=figure_id(one)) for one in told]
    desk = asker(batch(*figures, rival, **_CLINIC))
    _is_asked_back(desk.ask("uptake of check-ups in 2022"), "800", "900")
    answer = desk.ask("uptake of check-ups in 2022 according to the Health Register")
    assert answered(answer) == ("37.5", "percent")


# Vintages


def _count(value: str, status: Status, day: str, **others: object) -> Figure:
    return figure(value, "turnout", period="2022", status=status, published_on=day, source="count", **others)


_EARLY = [_count(value, Status.PRELIMINARY, "2022-10-08") for value in ("61", "16")]
_FINAL = _count("63", Status.FINAL, "2022-10-20")
_OFFICE = {
    "indicators": (Indicator("turnout", "turnout", unit="percent"),),
    "sources": (Source("count", "Electoral Office"), Source("gazette", "The Gazette")),
}


@pytest.fixture
def settled(engine: Engine) -> Asker:
    return _in(engine, batch(*_EARLY, _FINAL, **_OFFICE))


def test_rivals_that_were_replaced_leave_the_latest_undisputed(settled: Asker) -> None:
    answer = settled.ask("turnout in 2022")
    assert answered(answer) == ("63", "percent")
    assert (answer.caveats, answer.alternatives) == ((), ())
    assert answer.figures[0].superseded_by is None


@pytest.mark.parametrize("question", ["preliminary turnout in 2022", "what was turnout in 2022 first reported as?"])
def test_asked_for_they_are_asked_back_with_what_replaced_them(settled: Asker, question: str) -> None:
    answer = settled.ask(question)
    _is_asked_back(answer, "61", "16")
    assert {one.superseded_by for one in answer.figures} == {_FINAL.id}
    (caveat,) = answer.caveats
    assert caveat.startswith("Superseded: ")
    assert caveat.endswith("were replaced by 63 per cent in 2022 (final) (Electoral Office, 20 October 2022).")


def test_as_of_a_day_they_are_asked_back_if_they_stood_then(settled: Asker) -> None:
    for day in (date(2022, 10, 8), date(2022, 10, 19)):
        _is_asked_back(settled.ask("turnout in 2022", as_of=day), "61", "16")
    _is_asked_back(settled.ask("turnout in 2022 as of 10 October 2022"), "61", "16")
    assert answered(settled.ask("turnout in 2022", as_of=date(2022, 10, 20)))[0] == "63"
    refused(settled.ask("turnout in 2022", as_of=date(2022, 10, 7)))


def test_a_change_from_them_is_asked_back(settled: Asker) -> None:
    for question in ("how did turnout in 2022 change?", "how much did turnout rise in the final count in 2022?"):
        _is_asked_back(settled.ask(question), "61", "16")


def test_what_rivals_replaced_is_said_to_be_replaced_by_all_of_them() -> None:
    first = _count("61", Status.PRELIMINARY, "2022-10-08")
    rivals = [_count(value, Status.FINAL, "2022-10-20") for value in ("63", "36")]
    desk = asker(batch(first, *rivals, **_OFFICE))
    for answer in (desk.ask("preliminary turnout in 2022"), desk.ask("turnout in 2022", as_of=date(2022, 10, 9))):
        assert answered(answer)[0] == "61"
        (caveat,) = answer.caveats
        assert "63 per cent" in caveat
        assert "36 per cent" in caveat
        assert "figures of equal standing that disagree" in caveat
        assert set((answer.figures[0].superseded_by or "").split()) == {rival.id for rival in rivals}
        status = next(row.text for row in AnswerCards(HouseStyle()).of_answer(answer).rows if row.label == "Status")
        assert status.endswith(", which disagree")


def test_a_rival_of_another_source_that_was_replaced_is_asked_for_as_of_its_day() -> None:
    other = replace(_EARLY[1], source="gazette")
    desk = asker(batch(_EARLY[0], replace(other, id=figure_id(other)), _FINAL, **_OFFICE))
    for option in asked_back(desk.ask("preliminary turnout in 2022")):
        assert option.ask is not None
        assert answered(desk.ask(option.ask))[0] == option.value


def test_periods_beside_the_one_meant_are_shown_with_all_rivals() -> None:
    rows = "rent,2020,100,,\nrent,2021,120,,\nrent,2021,12,,\n"
    desk = of_table("indicator,period,value,source,published_on\n" + rows + "rent,2022,130,,\n")
    answer = desk.ask("rent")
    assert answered(answer)[0] == "130"
    assert [(option.value, len(option.figures)) for option in answer.alternatives] == [(None, 2), ("100", 1)]


def test_overlapping_periods_are_held_with_all_rivals() -> None:
    desk = of_table("indicator,period,value\nrent,2022,100\nrent,2022,10\nrent,2020/2022,90\n")
    answer = desk.ask("rent")
    assert answered(answer)[0] == "90"
    (caveat,) = answer.caveats
    assert caveat.startswith("Also held: rent, in 2022: ")
    assert all(told in caveat for told in (" 100", " 10", ", which disagree ("))


# Who stands for what


def test_who_won_just_so_many_is_open_where_one_of_them_did(engine: Engine) -> None:
    rival = figure("30", "seats", (("party", "Blue"),), "2022", status=Status.FINAL, published_on="2022-11-02")
    desk = _in(engine, COUNCIL, Batch(figures=(rival,)))
    for question in ("what share of the vote did the party with 30 seats get?", "which party had 30 seats?"):
        _is_asked_back(desk.ask(question), "20", "30")
    assert answered(desk.ask("how many seats did Red win?"))[0] == "30"
    _is_asked_back(desk.ask("what share of the vote did the party that won the most seats get?"), "20", "30")


def test_talk_of_two_is_about_neither_where_one_is_disputed() -> None:
    rival = figure("3", "seats", (("party", "Blue"),), "2022", status=Status.FINAL, published_on="2022-11-02")
    desk = asker(replace(COUNCIL, figures=(*COUNCIL.figures, rival)))
    answer = desk.ask("I talked with Red and Blue. How many seats did it win?")
    assert answer.outcome is not Outcome.ANSWERED


# Whichever of them is right

_QUESTIONS = (
    "ferry passengers",
    "ferry passengers in 2022",
    "ferry passengers on North in 2023",
    "how did ferry passengers on North change from 2022 to 2023?",
    "how many more ferry passengers did North have than South in 2023?",
    "which route had the most ferry passengers in 2023?",
    "which route had the second most ferry passengers?",
    "top two routes by ferry passengers in 2023",
    "which route lost the most ferry passengers?",
    "what share of ferry passengers used North in 2022?",
    "how many ferry passengers did not use North in 2022?",
    "average ferry passengers from 2020 to 2023",
    "total ferry passengers on North and South in 2023",
    "trend of ferry passengers",
    "in which year were ferry passengers highest?",
    "how many routes had more than 300 ferry passengers in 2023?",
    "which route had 250 ferry passengers in 2023?",
    "when was the gap between North and South in ferry passengers widest?",
    "compare punctual sailings by route in 2023",
    "punctual sailings, South",
    "which route improved most in punctual sailings?",
    "how many times as many ferry passengers did North have as Island in 2023?",
    "coldest water in South",
    "ferry passengers in 2019",
    "ferry passengers on West in 2023",
    "how did the gap between North and South in ferry passengers change?",
    "in which year did South exceed North in punctual sailings?",
)


def _rivals_of(ledger: Batch) -> Iterator[tuple[Figure, Figure]]:
    for number, held in enumerate(ledger.figures):
        step = (Decimal(1), held.value * 9 + 2, Decimal("0.5"), -held.value - 3)[number % 4]
        rival = replace(held, id="", value=held.value + step)
        yield held, replace(rival, id=figure_id(rival))


def test_what_is_answered_is_answered_so_whichever_of_them_is_right() -> None:
    ledger = tidy(FERRIES)
    one = asker(ledger)
    before = {question: one.ask(question) for question in _QUESTIONS}
    back = 0
    for held, rival in _rivals_of(ledger):
        disputed = asker(replace(ledger, figures=(*ledger.figures, rival)))
        other = asker(replace(ledger, figures=(rival, *(figure for figure in ledger.figures if figure is not held))))
        for question in _QUESTIONS:
            answer = disputed.ask(question)
            shown = [set(option.figures) & {held.id, rival.id} for option in (*answer.alternatives, *answer.nearest)]
            assert sum(len(found) for found in shown) in (0, 2), question
            if answer.outcome is not Outcome.ANSWERED:
                back += before[question].outcome is Outcome.ANSWERED
                continue
            assert not {held.id, rival.id} & {figure.id for figure in answer.figures}, question
            for twin in (before[question], other.ask(question)):
                assert (answer.value, answer.unit, answer.text) == (twin.value, twin.unit, twin.text), question
    assert back > len(ledger.figures)


def test_a_rival_under_embargo_is_no_rival_to_the_public() -> None:
    held = figure("4.0", "jobless", period="2023", **_DAY)
    secret = figure("40", "jobless", period="2023", embargo_until=NOW.replace(year=2030), **_DAY)
    indicators = (Indicator("jobless", "jobless rate", unit="percent"),)
    twin, desk = (asker(batch(held, indicators=indicators)) for _ in range(2))
    desk.add(batch(secret, indicators=indicators))
    asked = [json.dumps(one.ask("jobless rate in 2023").as_json()) for one in (twin, desk)]
    assert asked[0] == asked[1]


def test_what_is_disputed_costs_no_query_more(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    figures = Reader.figures

    def counted(reader: Reader, series: Sequence[int]) -> list[Figure]:
        read.append(series)
        return figures(reader, series)

    desk = _in(engine, TURNOUT)
    monkeypatch.setattr(Reader, "figures", counted)
    assert len(asked_back(desk.ask("weekly rent in 2022"))) == 2
    assert len(read) == 1
