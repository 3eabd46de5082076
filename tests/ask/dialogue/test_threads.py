"""Threads: what a message goes on from, and what it leaves alone."""

from __future__ import annotations

import pytest

from bot.ask.conversation import Conversation
from bot.domain import Outcome
from tests.ask.dialogue.samples import talked
from tests.ask.ledger import NOW, Asker, asked_back, of_table

_NORTH = "number of farms in North in 2022"
_VISITS = "museum visits in 2022-Q1"
_RAIN = "rainfall in January 2022"


@pytest.mark.parametrize(
    ("thread", "value"),
    [
        # slots: a member, a time, both, a month of the year that was spoken of
        ((_NORTH, "South?"), "400"),
        ((_NORTH, "same for East, please"), "80"),
        ((_NORTH, "2020?"), "800"),
        ((_NORTH, "and South in 2020?"), "300"),
        ((_RAIN, "and February?"), "10"),
        ((_RAIN, "in February?", "what about January?"), "20"),
        # two members, or two that are compared
        ((_NORTH, "compare South and East"), "320"),
        ((_NORTH, "and South?", "and East?", "add them up"), "1120"),
        ((_NORTH, "and South?", "the two together?", "plus East?"), "1120"),
        # what was answered, set against another
        ((_NORTH, "how does that compare with 2020?"), "-160"),
        ((_NORTH, "what is the difference to South?"), "240"),
        ((_NORTH, "and in 2020?", "how has it changed?"), "-160"),
        ((_NORTH, "and in 2020?", "how has it changed?", "in per cent?"), "-20.0"),
        ((_NORTH, "and in 2020?", "how has it changed?", "and for South?"), "100"),
        ((_NORTH, "and South?", "how many times as many is that?"), "1.6"),
        # shares
        ((_NORTH, "what share of all is that?"), "57.1"),
        ((_NORTH, "and South?", "what share of the total is that?"), "35.7"),
        # the highest and lowest of what was answered, and of all
        ((_NORTH, "and East?", "which is lower?"), "80"),
        ((_NORTH, "which town has the most?"), "640"),
        ((_NORTH, "which town has the most?", "and the fewest?"), "80"),
        ((_NORTH, "which town has the most?", "and in 2020?"), "800"),
        # steps
        ((_NORTH, "and the year before?", "and before that?"), "800"),
        ((_NORTH, "the next one?"), "600"),
        ((_VISITS, "a year later?"), "70"),
        ((_VISITS, "and the previous quarter?"), "90"),
        ((_RAIN, "and a year later?"), "40"),
        ((_RAIN, "the month before?"), "30"),
        # since then, since a year, the latest
        ((_NORTH, "how much has that changed since?"), "-40"),
        ((_NORTH, "how has it changed since 2020?"), "-160"),
        ((_NORTH, "and since 2020?"), "-160"),
        ((_NORTH, "and the latest?"), "600"),
        ((_NORTH, "how does that compare with 2021?", "and since 2020?"), "-160"),
        # taking back
        ((_NORTH, "no, I meant South"), "400"),
        ((_NORTH, "sorry, 2020"), "800"),
        ((_NORTH, "and West?", "no, I meant East"), "80"),
        # all of them
        ((_NORTH, "and for all towns?"), "1120"),
    ],
)
def test_a_thread_comes_to(farms: Asker, thread: tuple[str, ...], value: str) -> None:
    answer, _ = talked(farms, *thread)
    assert (answer.outcome, answer.value) == (Outcome.ANSWERED, value), answer.text


def test_another_status(turnout: Asker) -> None:
    assert talked(turnout, "turnout in 2022", "the preliminary one?")[0].value == "61.2"
    assert talked(turnout, "turnout in 2022", "the preliminary one?", "and the final?")[0].value == "63.4"


def test_a_base_and_another_measure(clinics: Asker) -> None:
    attended = "how many people attended a check-up in 2022?"
    assert talked(clinics, attended, "as a share of those invited?")[0].value == "37.5"
    assert talked(clinics, attended, "in per cent?")[0].value == "37.5"
    assert talked(clinics, attended, "and the number of people invited to a check-up?")[0].value == "800"


@pytest.mark.parametrize(
    "message",
    [
        "how many visits is that?",
        "how many dollars was that?",
        "how many barns are they?",
        "how many farms is that?",
    ],
)
def test_how_many_of_something_else_that_is_is_no_figure_by_that_name(farms: Asker, message: str) -> None:
    answer, _ = talked(farms, "clinic uptake in North in 2022", message)
    assert answer.outcome is Outcome.ABSTAINED
    assert answer.figures == ()


@pytest.mark.parametrize(
    "message",
    ["and West?", "and in 1999?", "and what do the neighbours say?", "the quarter before?", "how many gorillas?"],
)
def test_what_is_not_held_is_refused_and_leaves_nothing_behind(farms: Asker, message: str) -> None:
    answer, last = talked(farms, _NORTH, message)
    assert answer.outcome is not Outcome.ANSWERED, answer.text
    assert talked(farms, "how far apart are they?", last=last)[0].outcome is Outcome.ABSTAINED
    assert talked(farms, "no, I meant South", last=last)[0].value == "400"


def test_a_complete_question_inherits_nothing(farms: Asker) -> None:
    assert talked(farms, "number of farms in North in 2020", "number of farms in South")[0].value == "500"
    assert talked(farms, "number of farms in North in 2020", "how many farms were there in 2022?")[0].value == "1120"


def test_two_readings_are_asked_back_and_each_can_be_picked(farms: Asker) -> None:
    """After a comparison of two another town may take the place of either."""
    answer, _ = talked(farms, _NORTH, "and South?", "what is the difference?", "and East?")
    assert {option.value for option in asked_back(answer)} == {"560", "320"}
    for option in answer.alternatives:
        assert option.reading is not None


@pytest.mark.parametrize("stored", ["a question", "one reading", "garbage", "a reading of another ledger"])
def test_threads_as_they_were_stored_before(farms: Asker, stored: str) -> None:
    reading = (
        '{"of": {"agent": null, "dimensions": {"town": "North"}, "indicator": "number-of-farms", "period": "2022",'
    )
    reading += ' "source": null, "statuses": []}, "operation": "lookup"}'
    last = {
        "a question": Conversation(_NORTH),
        "one reading": Conversation("", reading),
        "garbage": Conversation(_NORTH, '{"operation": [[['),
        "a reading of another ledger": Conversation(_NORTH, reading.replace("number-of-farms", "gorillas")),
    }[stored]
    answer, _ = farms.desk.follow("and South?", last, NOW)
    assert answer.value == "400"


@pytest.mark.parametrize("name", ["number-of-farms", "North", "town"])
def test_a_reading_of_what_is_held_no_more_is_forgotten(farms: Asker, name: str) -> None:
    _, last = talked(farms, _NORTH)
    assert last is not None
    assert last.reading is not None
    assert name in last.reading
    answer, _ = farms.desk.follow("and South?", Conversation("", last.reading.replace(name, "gone")), NOW)
    assert answer.outcome is Outcome.ABSTAINED


def test_after_a_refusal_no_other_measure_is_slipped_in() -> None:
    """The refused turn asks for a share; the only share that is held for South is one of something else."""
    desk = of_table("""
        indicator,town,period,value,unit
        bread sales,North,2022,90,loaves
        bread sales,South,2022,70,loaves
        share of doors that are blue,South,2022,8,percent
    """)
    answer, last = talked(desk, "bread sales in North in 2022", "what's that as a share of all towns?")
    assert answer.outcome is Outcome.ABSTAINED
    assert desk.desk.follow("and South?", last, NOW)[0].value != "8"


def test_another_measure_is_of_the_same_members_or_refused(farms: Asker) -> None:
    """Uptake is held for each town, and for none in 2023."""
    answer, _ = talked(farms, "number of farms in North in 2022", "and the clinic uptake?")
    assert (answer.value, answer.unit) == ("62.5", "percent")
    answer, _ = talked(farms, "number of farms in North in 2023", "and the clinic uptake?")
    assert answer.value is None


@pytest.mark.parametrize("message", ["so they lost?", "fastest growing town?", "which town rose most?"])
def test_what_may_mean_something_else_is_not_judged_or_answered_for_one(farms: Asker, message: str) -> None:
    answer, _ = talked(farms, _NORTH, "and in 2023?", message)
    assert answer.claim is None
    assert message == "so they lost?" or answer.outcome is not Outcome.ANSWERED or answer.label


def test_a_share_of_a_member_that_is_the_whole_stays_one_of_the_whole() -> None:
    desk = of_table("""
        indicator,mode,period,value,unit
        journeys,Bus,2022,30,journeys
        journeys,Tram,2022,70,journeys
        journeys,All modes,2022,100,journeys
    """)
    answer, _ = talked(desk, "journeys by tram in 2022", "what share of all modes is that?", "and bus?")
    assert (answer.value, answer.unit) == ("30.0", "percent"), answer.text


def test_another_member_changed_between_the_times_that_were_spoken_of(ferries: Asker) -> None:
    answers = ferries.thread(
        "ferry passengers on North in 2022", "and in 2023?", "by how much did South go up between those two years?"
    )
    assert answers[-1].value == "-150"
    last = ferries.thread("ferry passengers on North in 2022", "by how much did South go up?")[-1]
    assert last.value is None


@pytest.mark.parametrize(
    "thread",
    [
        ("how many farms did North have in 2022?", "and South?", "which lost more?"),
        ("how many farms did North have in 2022?", "and South?", "which made the bigger loss?"),
        ("how many farms did North have in 2022?", "is that more than South?", "is that the most?"),
    ],
)
def test_what_the_figures_that_were_answered_do_not_tell_is_refused(farms: Asker, thread: tuple[str, ...]) -> None:
    answer, _ = talked(farms, *thread)
    assert answer.value is None


@pytest.mark.parametrize("asked", ["the average?", "the average of them?", "on average?"])
def test_averages_of_several_members_have_no_plain_average(asked: str) -> None:
    desk = of_table("""
        indicator,clinic,period,value,unit
        median wait,North,2022,10.4,weeks
        median wait,North,2023,10.0,weeks
        median wait,South,2022,12.0,weeks
    """)
    answer, _ = talked(desk, "median wait in North in 2022?", "and in South?", asked)
    assert answer.value is None
    answer, _ = talked(desk, "median wait in North in 2022?", "and in 2023?", "the average?")
    assert answer.value == "10.20"


@pytest.mark.parametrize(
    "message",
    [
        "thanks for the 800",
        "many thanks for the museum visits",
        "and thank you for North",
        "thank you so much for the rainfall!",
    ],
)
def test_thanks_for_something_ask_for_nothing(farms: Asker, message: str) -> None:
    answer, _ = talked(farms, "how many farms did North have in 2020?", message)
    assert (answer.value, answer.alternatives) == (None, ())
    assert answer.text.startswith("Glad to help")
    assert farms.ask(message).text.startswith("Glad to help")


def test_what_follows_thanks_is_asked(farms: Asker) -> None:
    answer, _ = talked(farms, "how many farms did North have in 2020?", "thanks for that, and South?")
    assert answer.value == "300"
    assert farms.ask("thanks for checking: how many farms did North have in 2020?").value == "800"
    assert farms.ask("thanks for that how many farms did North have in 2020").value == "800"


_ROLL = """
    indicator,sex,period,value,unit
    pupils on the roll,Boys,2022,100,pupils
    pupils on the roll,Boys,2023,110,pupils
    pupils on the roll,Girls,2022,120,pupils
    pupils on the roll,Girls,2023,130,pupils
    median wait for a place,Boys,2023,9,weeks
    median wait for a place,Girls,2023,8,weeks
    seats won,Boys,2023,7,seats
    seats won,Girls,2023,4,seats
"""


@pytest.mark.parametrize(
    "thread",
    [
        ("how many pupils dropped out in 2023?",),
        ("how many boys fell over in 2023?",),
        ("how many pupils dropped out?", "boys only please"),
    ],
)
def test_what_those_that_are_counted_did_is_not_how_many_there_are(thread: tuple[str, ...]) -> None:
    for ledger in (_ROLL, _ROLL.split("    median", maxsplit=1)[0]):
        assert talked(of_table(ledger), *thread)[0].value is None


@pytest.mark.parametrize("asked", ["in days?", "and in months?", "what's that in hours?", "hours?"])
def test_a_length_of_time_is_not_told_in_another_unit(asked: str) -> None:
    answer, _ = talked(of_table(_ROLL), "median wait for a place for boys in 2023", asked)
    assert (answer.outcome, answer.value) == (Outcome.ABSTAINED, None), answer.text


@pytest.mark.parametrize(
    "thread",
    [
        ("seats won by boys in 2023", "and all up?"),
        ("seats won by boys in 2023", "and in total?"),
        ("seats won by boys in 2023", "all up, every sex?"),
        ("seats won by boys in 2023", "and girls?", "all up?"),
    ],
)
def test_all_of_them_are_added_where_no_whole_is_held(thread: tuple[str, ...]) -> None:
    assert talked(of_table(_ROLL), *thread)[0].value == "11"
    assert talked(of_table(_ROLL), "median wait for a place for boys in 2023", *thread[1:])[0].value is None


def test_a_message_that_takes_back_what_was_refused_asks_what_that_asked(farms: Asker) -> None:
    assert talked(farms, _NORTH, "and the difference to West?", "no, I meant South")[0].value == "240"
    wanted = ("and the difference to West?", "how much did that go up by in West?")
    assert talked(farms, _NORTH, wanted[0], "oops, South, not North")[0].value is None
    assert talked(farms, _NORTH, wanted[1], "no, I meant South")[0].value is None
    assert talked(farms, _NORTH, "so it went up by?", "oops, South, not North")[0].value == "40"
    assert talked(farms, _NORTH, "which gorilla is the highest?", "no, I meant South")[0].value is None
    assert talked(farms, _NORTH, "and West?", "no, I meant South")[0].value == "400"


def test_what_goes_on_from_nothing_is_no_question_to_be_completed() -> None:
    """Of "a fall" and a town alone the only measure that fell would be made, of which nobody spoke."""
    desk = of_table("""
        indicator,town,period,value,unit
        share of loaves that are rye,North,2021,20,percent
        share of loaves that are rye,North,2022,18,percent
        share of loaves that are rye,South,2022,8,percent
        share of doors that are blue,South,2021,9,percent
        share of doors that are blue,South,2022,7,percent
    """)
    first = "share of loaves that are rye in North in 2022"
    after = ("and of barns?", "that's a fall of how many points?", "and the same fall for South?")
    answer, _ = talked(desk, first, *after)
    assert answer.value is None, answer.text


@pytest.mark.parametrize(
    "message", ["the number of votes", "as a number", "not that, the number of votes", "how many votes in 2022?"]
)
def test_no_share_is_given_for_a_number(message: str) -> None:
    ferry = of_table("""
        indicator,answer,period,status,value,unit
        share of votes on the ferry,yes,2022,final,44.5,percent
        share of votes on the ferry,no,2022,final,55.5,percent
    """)
    answer, _ = talked(ferry, "what share of votes on the ferry was yes?", message)
    assert answer.outcome is not Outcome.ANSWERED
    assert talked(ferry, "what share of votes on the ferry was yes?", "and no?")[0].value == "55.5"
