"""Whether what was answered holds: it is said again as it stands, and a question is never taken for thanks."""

from __future__ import annotations

import pytest

from bot.domain import Outcome
from bot.store.visibility import EVERYTHING
from tests.ask.dialogue.samples import talked
from tests.ask.ledger import Asker, of_table, refused

_NORTH = "number of farms in North in 2022"
_ASKING = (
    *("is that right?", "is it right", "right?", "really?", "ok?", "is this still right?", "great, is that right?"),
    *("thanks - is that right?", "is that correct?", "correct?", "can I use it?", "are you sure?", "sure?", "yes?"),
    *("hmm, are you sure that's right?", "nice, is it correct?", "is that wrong?", "can we print that?"),
)
_OBJECTING = ("that's wrong", "wrong", "it's wrong", "that is wrong, thanks", "that can't be right", "it's not true")


@pytest.mark.parametrize("message", _ASKING)
def test_what_was_answered_is_said_again_as_it_stands(farms: Asker, message: str) -> None:
    answer, last = talked(farms, _NORTH, message)
    assert (answer.outcome, answer.value) == (Outcome.ANSWERED, "640"), answer.text
    assert answer.text.startswith("This is what the ledger holds now: the number of farms (North) was 640")
    assert "No source is recorded." in answer.text
    assert talked(farms, "and South?", last=last)[0].value == "400"


@pytest.mark.parametrize("message", _ASKING)
def test_with_nothing_answered_the_whole_question_is_asked_for(farms: Asker, message: str) -> None:
    for answer in (farms.ask(message), talked(farms, "how many gorillas?", message)[0], talked(farms, message)[0]):
        assert "ask the whole question" in refused(answer)
        assert answer.missing is None


@pytest.mark.parametrize(
    "message",
    [
        "are you sure it's not 650?",
        "not 650?",
        "I thought it was 650",
        "are you sure it's 640, not 650?",
        "is it not 650?",
    ],
)
def test_what_it_is_not_is_said_with_the_figure_and_its_source(farms: Asker, message: str) -> None:
    answer, last = talked(farms, _NORTH, message)
    assert (answer.value, answer.claim and answer.claim.holds) == ("640", False)
    assert answer.text == "Not 650: the number of farms (North) was 640 in 2022. No source is recorded."
    assert talked(farms, "and South?", last=last)[0].value == "400"


@pytest.mark.parametrize(
    ("message", "begins", "holds"),
    [
        ("isn't it 650?", "No. The number", False),
        ("isn't it 640?", "Yes. The number", True),
        ("it's 640 farms, isn't it?", "Yes. The number", True),
        ("it can't be 640", "This is what the ledger holds now: the number", True),
        ("are you sure it's not 640?", "This is what the ledger holds now: the number", True),
        ("are you sure it's not over 700?", "Not over 700: the number", False),
    ],
)
def test_a_number_is_agreed_with_only_where_it_is_right(farms: Asker, message: str, begins: str, holds: bool) -> None:
    answer, _ = talked(farms, _NORTH, message)
    assert answer.text.startswith(begins)
    assert (answer.value, answer.claim and answer.claim.holds) == ("640", holds)


@pytest.mark.parametrize(
    "message",
    ["are you sure it's not 650 per cent?", "are you sure it's not 650 people?", "are you sure it's not South?"],
)
def test_another_unit_or_name_is_no_number_to_compare(farms: Asker, message: str) -> None:
    assert talked(farms, _NORTH, message)[0].claim is None


def test_of_a_figure_that_is_only_bounded_nothing_is_denied() -> None:
    desk = of_table("""
        indicator,period,value,unit,qualifier
        farms,2022,600,farms,more than
    """)
    assert "Not 650" not in talked(desk, "farms in 2022", "are you sure it's not 650?")[0].text


_WHOSE = "Whether to publish it is for your desk to decide."


@pytest.mark.parametrize(
    "message", ["can I use it?", "can I use it in a headline?", "could we run that on the front page?"]
)
def test_whether_it_may_be_used_is_told_by_what_is_recorded(message: str) -> None:
    desk = of_table("""
        indicator,period,value,unit,source,attributed_to,embargo_until
        farms,2022,640,farms,Farm Office,Ann Roe,
        barns,2022,90,barns,Farm Office,,2024-06-01T00:00+00:00
    """)
    told = talked(desk, "farms in 2022", message)[0].text
    assert "Source: Farm Office." in told
    assert told.endswith(f"To be attributed to Ann Roe. {_WHOSE}")
    answer, last = desk.desk.follow("barns in 2022", None, desk.now, rights=EVERYTHING)
    assert answer.value == "90"
    answer, _ = desk.desk.follow(message, last, desk.now, rights=EVERYTHING)
    assert f"Under embargo until 2024-06-01T00:00+00:00: not to be published before. {_WHOSE}" in answer.text


@pytest.mark.parametrize("message", _OBJECTING)
def test_an_objection_is_shown_the_button_and_leaves_the_thread_as_it_was(farms: Asker, message: str) -> None:
    answer, last = talked(farms, _NORTH, message)
    assert "“Wrong?”" in refused(answer)
    assert talked(farms, "and South?", last=last)[0].value == "400"


def test_a_figure_that_was_replaced_is_said_to_be() -> None:
    desk = of_table("""
        indicator,period,status,published,value,unit,source
        turnout,2022,preliminary,2022-10-08,61.2,percent,Electoral Office
        turnout,2022,final,2022-10-20,63.4,percent,Electoral Office
    """)
    answer, _ = talked(desk, "preliminary turnout in 2022", "is that still right?")
    assert answer.text.startswith("It is held, but a later figure has replaced it: the turnout was 61.2 per cent")
    assert "Source: Electoral Office, 8 October 2022." in answer.text
    assert talked(desk, "turnout in 2022", "is that still right?")[0].text.startswith("This is what the ledger holds")


def test_words_of_the_ledger_ask_for_its_figures() -> None:
    desk = of_table("""
        indicator,answer,period,value,unit
        answers given,right,2022,70,answers
        answers given,wrong,2022,30,answers
    """)
    assert talked(desk, "right answers given in 2022", "wrong?")[0].value == "30"


def test_what_goes_on_is_no_doubt(farms: Asker) -> None:
    assert talked(farms, _NORTH, "ok, and South?")[0].value == "400"
    assert talked(farms, _NORTH, "right, the year before?")[0].value == "700"
    assert talked(farms, _NORTH, "is that more than in 2021?")[0].claim is not None


@pytest.mark.parametrize("message", ["thanks?", "hello?", "is that good?", "is that nice?"])
def test_a_question_is_no_thanks(farms: Asker, message: str) -> None:
    assert not talked(farms, _NORTH, message)[0].text.startswith("Glad to help")


@pytest.mark.parametrize("message", ["ngā mihi", "ka pai, thanks", "great, that's right", "really", "hi, how are you"])
def test_a_courtesy_still_is(farms: Asker, message: str) -> None:
    answer, last = talked(farms, _NORTH, message)
    assert refused(answer).startswith("Glad to help")
    assert talked(farms, "and South?", last=last)[0].value == "400"


def test_after_a_refusal_there_is_no_source_to_tell(farms: Asker) -> None:
    for before in ((_NORTH, "how many gorillas?"), ("what is the population of gorillas on Mars?",)):
        answer, _ = talked(farms, *before, "source?")
        assert "ask the whole question" in refused(answer)
