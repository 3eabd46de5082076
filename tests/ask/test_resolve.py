"""Slots, not likeness: each word of the question is explained, or the desk refuses and names the word."""

from __future__ import annotations

import pytest

from bot.domain import Code, Dimension, Indicator, KeyDate, NamedPeriod, Universe
from bot.periods import PartialDate, Period
from tests.ask.ledger import Asker, answered, asked_back, asker, of_table, refused
from tests.ledger.batches import batch, figure


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("ferry passengers for women in 2022", "women"),
        ("ferry passengers in Wellington in 2022", "Wellington"),
        ("ferry passengers on the West route in 2022", "West"),
        ("ferry passengers on the North and West routes in 2022", "West"),
        ("bus passengers in 2022", "bus"),
        ("ferry crew in 2022", "crew"),
        ("ferry passengers in June 2022", "June 2022"),
        ("ferry passengers on North in 2020", "2020"),
        ("ferry passengers of MPs in 2022", "MPs"),
        ("ferry passengers according to the Herald in 2022", "Herald"),
    ],
)
def test_what_the_ledger_lacks_is_named(ferries: Asker, question: str, word: str) -> None:
    answer = ferries.ask(question)
    assert word in refused(answer)
    assert word in (answer.missing or "")


def test_the_nearest_figures_are_shown_with_questions_that_lead_there(ferries: Asker) -> None:
    answer = ferries.ask("ferry passengers on North in 2020")
    assert answer.nearest
    for option in answer.nearest:
        assert option.ask is not None
        assert answered(ferries.ask(option.ask))[0] == option.value


def test_a_figure_of_another_universe_is_refused(clinics: Asker) -> None:
    for who in ("nurses", "children", "visitors"):
        assert who in refused(clinics.ask(f"how many {who} attended a check-up in 2022?"))


@pytest.mark.parametrize(
    "question",
    ["Will ferry passengers rise?", "do you think ferry passengers are too few?", "tell me a joke about ferries"],
)
def test_predictions_opinions_and_jokes_are_refused(ferries: Asker, question: str) -> None:
    refused(ferries.ask(question))


def test_a_group_that_is_not_named_is_asked_back_with_options(ferries: Asker) -> None:
    answer = ferries.ask("punctual sailings in 2022")
    options = asked_back(answer)
    assert [option.value for option in options] == ["90.5", "84", "84"]
    assert "route" in answer.text
    for option in options:
        assert option.ask is not None
        assert answered(ferries.ask(option.ask))[0] == option.value


def test_two_indicators_that_fit_alike_are_asked_back() -> None:
    desk = asker(
        batch(
            figure("12", "measles", period="2022"),
            figure("40", "mumps", period="2022"),
            indicators=(
                Indicator("measles", "notified measles", ("cases",)),
                Indicator("mumps", "notified mumps", ("cases",)),
            ),
        )
    )
    assert {option.value for option in asked_back(desk.ask("how many cases in 2022?"))} == {"12", "40"}
    assert answered(desk.ask("notified mumps in 2022"))[0] == "40"


def test_a_share_asked_the_wrong_way_round_is_refused() -> None:
    survey = batch(
        *(
            figure(value, "verdicts", (("ethnicity", who), ("verdict", verdict)), "2022", unit="percent")
            for who, verdict, value in (
                ("tongan", "charged", "20"),
                ("tongan", "warned", "80"),
                ("samoan", "charged", "30"),
                ("samoan", "warned", "70"),
            )
        ),
        indicators=(Indicator("verdicts", "share of police verdicts", unit="percent"),),
        dimensions=(Dimension("ethnicity", "ethnicity"), Dimension("verdict", "verdict", whole=True)),
    )
    desk = asker(survey)
    assert answered(desk.ask("what share of Samoan people were charged in 2022?"))[0] == "30"
    refused(desk.ask("what share of charged people were Samoan in 2022?"))


def test_a_code_that_is_named_is_never_ignored() -> None:
    desk = of_table("""
        indicator,period,sex,region,value
        licences issued,2022,women,,10
        licences issued,2022,men,,20
        licences issued,2022,,North,7
        licences issued,2022,,South,23
    """)
    assert answered(desk.ask("licences issued to women in 2022"))[0] == "10"
    assert answered(desk.ask("licences issued in North in 2022"))[0] == "7"
    refused(desk.ask("licences issued to women in North in 2022"))


def test_a_name_in_capitals_is_a_name() -> None:
    desk = of_table("""
        indicator,period,party,value,unit
        seats won,2022,TOP,3,seats
        seats won,2022,ACT,9,seats
        seats won,2022,Unity,20,seats
    """)
    assert answered(desk.ask("how many seats did TOP win in 2022?")) == ("3", "seats")
    assert answered(desk.ask("seats won by ACT in 2022")) == ("9", "seats")
    assert "MAX" in refused(desk.ask("how many seats did MAX win in 2022?"))


@pytest.mark.parametrize(("code", "value"), [("no", "41"), ("yes", "52"), ("not stated", "7")])
def test_labels_that_are_only_little_words_can_be_named(code: str, value: str) -> None:
    desk = of_table("""
        indicator,period,answer,value,unit
        share of bridge votes,2022,yes,52,percent
        share of bridge votes,2022,no,41,percent
        share of bridge votes,2022,not stated,7,percent
    """)
    assert answered(desk.ask(f"share of bridge votes for {code} in 2022")) == (value, "percent")


def test_alternative_labels_and_macrons() -> None:
    desk = asker(
        batch(
            figure("5", "rolls", (("area", "west"),), "2022"),
            indicators=(Indicator("rolls", "Māori roll", ("enrolments",)),),
            codes=(Code("west", "Waitākere", ("Westies", "out west"), dimension="area"),),
        )
    )
    for question in ("Maori roll Waitakere 2022", "enrolments out west, 2022", "MĀORI ROLL, WESTIES, 2022"):
        assert answered(desk.ask(question))[0] == "5"


def test_words_for_what_the_whole_ledger_is_about_narrow_nothing() -> None:
    scoped = asker(batch(figure("5", "rainfall", period="2022"), scope=("Freedonia", "Freedonian")))
    assert answered(scoped.ask("Freedonian rainfall in 2022"))[0] == "5"
    assert "Sylvania" in refused(scoped.ask("rainfall in Sylvania in 2022"))


POLL = batch(
    figure("61", "poll", (("side", "for"), ("bill", "parks")), "2022"),
    figure("39", "poll", (("side", "against"), ("bill", "parks")), "2022"),
    indicators=(Indicator("poll", "share of ballots", ("ballots",), unit="percent"),),
    dimensions=(Dimension("side", "side"), Dimension("bill", "bill")),
    codes=(
        Code("for", "yes", ("support", "backed"), dimension="side"),
        Code("against", "no", ("opposed",), dimension="side"),
        Code("parks", "parks bill", ("parks",), dimension="bill"),
    ),
)


@pytest.mark.parametrize("question", ["support for the no on parks, ballots", "support for no, parks ballots"])
def test_a_code_that_governs_another_is_not_meant(question: str) -> None:
    assert answered(asker(POLL).ask(question)) == ("39", "percent")


def test_when_all_is_counted_names_no_code() -> None:
    answer = asker(POLL).ask("what share of ballots backed parks once every ballot was in?")
    assert answered(answer) == ("61", "percent")


def test_one_word_of_a_longer_base_is_not_said() -> None:
    desk = asker(
        batch(
            figure("24", "fined", (), "2022"),
            indicators=(Indicator("fined", "share of drivers fined", unit="percent", universe="drivers"),),
            universes=(Universe("drivers", "drivers with speeding as their worst offence", ("drivers",)),),
        )
    )
    assert answered(desk.ask("share of drivers fined")) == ("24", "percent")
    assert "worst" in refused(desk.ask("what share of drivers was the worst fined"))


def test_a_verb_and_its_particle_are_part_of_a_label() -> None:
    desk = asker(
        batch(
            figure("9", "took", (), "2022"),
            figure("30", "sent", (), "2022"),
            indicators=(
                Indicator("took", "number of people who took up help", unit="people"),
                Indicator("sent", "number of people sent for help", unit="people"),
            ),
        )
    )
    assert answered(desk.ask("how many people took up help?")) == ("9", "people")
    assert answered(desk.ask("how many people were sent for help?")) == ("30", "people")


@pytest.mark.parametrize(
    "question",
    [
        "what did ferry passengers come to in 2022?",
        "in how many cases did ferry passengers apply in 2022?",
        "how strong were ferry passengers in 2022?",
    ],
)
def test_words_that_narrow_nothing_down_are_passed_over(ferries: Asker, question: str) -> None:
    assert answered(ferries.ask(question)) == ("1250", "passengers")


def test_a_rate_is_a_share_rather_than_a_count() -> None:
    desk = asker(
        batch(
            figure("9", "visits", (), "2022"),
            figure("30", "share", (), "2022"),
            indicators=(
                Indicator("visits", "number of visits", ("visits",), unit="visits"),
                Indicator("share", "share of patients with visits", ("visits",), unit="percent"),
            ),
        )
    )
    assert answered(desk.ask("what was the rate of visits in 2022?")) == ("30", "percent")


def test_a_no_that_is_an_answer_is_explained_or_refused(ferries: Asker) -> None:
    assert answered(asker(POLL).ask("share of no ballots on parks")) == ("39", "percent")
    assert "no" in refused(ferries.ask("how many no votes did ferry passengers cast in 2022?"))


def test_taking_part_is_no_voting_where_nobody_votes() -> None:
    desk = asker(
        batch(
            figure("30", "sent", (), "2022"),
            indicators=(Indicator("sent", "number of people sent to a service", unit="people"),),
        )
    )
    assert "part" in refused(desk.ask("number of people who took part in a service"))


def test_a_first_year_is_no_rank(ferries: Asker) -> None:
    assert "timetable" in refused(ferries.ask("how many ferry passengers in first year of the timetable?"))


@pytest.mark.parametrize("said", ["who aren't local", "who are not local", "that weren’t local", "who are non-local"])
def test_a_denial_that_a_label_says_in_one_word(said: str) -> None:
    desk = of_table("""
        indicator,period,origin,value,unit
        hikers,2022,local,700,people
        hikers,2022,non-local,400,people
    """)
    question = f"How many hikers {said} were there in 2022?"
    answer = desk.ask(question)
    assert answered(answer) == ("400", "people")
    assert answer.question == question


def test_a_denial_that_no_label_says_is_as_it_was(ferries: Asker) -> None:
    assert ferries.ask("ferry passengers who are not on North in 2022").value != "700"


STRETCHES = """
    indicator,period,value,unit
    fall in the number of bus crashes,2010/2019,64,percent
    number of bus drivers,2010,80,people
    number of bus drivers,2019,92,people
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how far did the number of bus crashes fall between 2010 and 2019?", "64"),
        ("fall in the number of bus crashes, from 2010 to 2019", "64"),
        ("how did the number of bus drivers change between 2010 and 2019?", "12"),
    ],
)
def test_a_change_that_is_held_for_a_stretch_is_that_between_its_ends(question: str, value: str) -> None:
    assert answered(of_table(STRETCHES).ask(question))[0] == value


def test_a_stretch_that_is_not_held_is_refused() -> None:
    refused(of_table(STRETCHES).ask("how far did the number of bus crashes fall between 2010 and 2018?"))


DECISIONS = """
    indicator,decision,period,value,unit
    share of cases in which a warning or fine was given,warning,2021,65,percent
    share of cases in which a warning or fine was given,fine,2021,24,percent
"""


@pytest.mark.parametrize(
    ("question", "value"), [("what share of cases were warnings?", "65"), ("what share of cases were fines?", "24")]
)
def test_a_member_is_named_in_the_plural_too(question: str, value: str) -> None:
    assert answered(of_table(DECISIONS).ask(question))[0] == value


BRIDGES = """
    indicator,period,value,unit
    age of the iron bridge over the river,2021,45,years
    age of the town hall clock,2021,10,years
    height of the town hall clock,2021,31,metres
"""


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("how old is the iron bridge over the river?", "45"),
        ("how tall is the town hall clock?", "31"),
    ],
)
def test_how_old_asks_for_an_age(question: str, value: str) -> None:
    assert answered(of_table(BRIDGES).ask(question))[0] == value


@pytest.mark.parametrize(
    "question", ["how old is the town hall?", "how tall is the town hall?", "how old is the river?"]
)
def test_the_age_of_something_else_is_not_answered(question: str) -> None:
    assert of_table(BRIDGES).ask(question).value is None


def test_which_of_a_kind_narrows_a_measure_down() -> None:
    csv = """
        indicator,party,period,value,unit
        number of seats in the council,Reds,2021,12,seats
        number of seats in the council,Blues,2021,9,seats
        number of road signs,,2021,812,signs
    """
    desk = of_table(csv)
    assert answered(desk.ask("which party has the most seats?"))[0] == "12"
    assert desk.ask("which party has the most chairs in the council?").value is None


def test_which_of_a_kind_does_not_narrow_another_measure_down() -> None:
    csv = """
        indicator,town,period,value,unit
        median price of a house in the district,Ash,2021,529500,dollars
        median price of a house in the district,Elm,2021,610000,dollars
        number of road signs,,2021,812,signs
    """
    assert of_table(csv).ask("town with the lowest land price in 2021").value is None


def test_a_definition_says_which_event_a_figure_is_of() -> None:
    seats = Indicator(
        "seats", "number of seats", definition="Seats a party holds after the town election", unit="seats"
    )
    signs = Indicator("signs", "number of signs", unit="signs")
    desk = asker(
        batch(
            figure("12", "seats", period="2021"),
            figure("812", "signs", period="2021"),
            indicators=(seats, signs),
            key_dates=(KeyDate("poll", "2021 town election", at=PartialDate("2021")),),
        )
    )
    assert answered(desk.ask("how many seats were there in the election?"))[0] == "12"
    refused(desk.ask("how many seats were there before the election?"))
    refused(desk.ask("how many signs were there in the election?"))


def test_camps_and_what_takes_effect_say_no_more_than_their_names() -> None:
    needed = Indicator("needed", "share of late votes that had to be yes to turn the ballot", unit="percent")
    trips = Indicator("trips", "number of ferry trips", unit="trips")
    change = NamedPeriod("2021/2022", "since the fare change", period=Period("2021/2022"))
    desk = asker(
        batch(
            figure("70", "needed", period="2020", unit="percent"),
            figure("812", "trips", period="2021/2022"),
            figure("640", "trips", period="2019/2020"),
            indicators=(needed, trips),
            periods=(change,),
        )
    )
    share = "what share of late votes had to be yes for the yes camp to turn the ballot?"
    assert answered(desk.ask(share))[0] == "70"
    for effect in ("kicked in", "took effect", "came into force"):
        assert answered(desk.ask(f"how many ferry trips were there since the fare change {effect}?"))[0] == "812"
    refused(desk.ask("how many ferry trips were there since the fare change for pensioners?"))
