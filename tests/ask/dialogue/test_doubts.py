"""Whether what was answered holds: it is said again as it stands, and a question is never taken for thanks."""

from __future__ import annotations

import pytest

from bot.domain import Outcome
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
    assert answer.text.endswith("No source is recorded.")
    assert talked(farms, "and South?", last=last)[0].value == "400"


@pytest.mark.parametrize("message", _ASKING)
def test_with_nothing_answered_the_whole_question_is_asked_for(farms: Asker, message: str) -> None:
    for answer in (farms.ask(message), talked(farms, "how many gorillas?", message)[0], talked(farms, message)[0]):
        assert "ask the whole question" in refused(answer)
        assert answer.missing is None


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
