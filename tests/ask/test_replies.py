"""Yes and no, said to somebody: they ask nothing, but where they pick what was asked back."""

from __future__ import annotations

import pytest

from bot.ask.language.rows import rows
from tests.ask.ledger import Asker, answered, of_table, refused

_REPLIES = [word.strip() for row in rows("replies") if row["means"] == "reply" for word in row["words"].split(";")]
_BESIDE = [word.strip() for row in rows("replies") if row["means"] == "beside" for word in row["words"].split(";")]


@pytest.fixture(scope="module")
def vote() -> Asker:
    return of_table("""
        indicator,answer,period,value,unit
        share of the bridge vote,yes,2022,44.5,percent
        share of the bridge vote,no,2022,53.5,percent
        share of the bridge vote,maybe later,2022,2,percent
        turnout,,2022,61,percent
    """)


@pytest.mark.parametrize("message", [*_REPLIES, *(f"no {one}" for one in _BESIDE), "No.", "NOPE!", "yes, please"])
def test_a_yes_or_no_is_no_question(vote: Asker, message: str) -> None:
    answer = vote.ask(message)
    assert refused(answer).startswith("Ask for a figure in words")
    assert (answer.nearest, answer.alternatives) == ((), ())


@pytest.mark.parametrize(
    "message",
    [
        "no thanks",
        "No, thank you!",
        "nope, cheers",
        "yes thanks",
        "thanks but no",
        "not now, thx",
        "no, ta, I'm good",
    ],
)
@pytest.mark.parametrize("before", [(), ("share of the bridge vote",), ("share of the bridge vote that said yes",)])
def test_thanks_with_it_are_met_without_a_figure(vote: Asker, message: str, before: tuple[str, ...]) -> None:
    answer = vote.thread(*before, message)[-1]
    assert refused(answer) == "Glad to help. Ask whenever you need a figure."
    assert answer.nearest == ()


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("share of no in the bridge vote", "53.5"),
        ("what share of the bridge vote was no?", "53.5"),
        ("yes share of the bridge vote, please", "44.5"),
    ],
)
def test_what_asks_for_a_share_still_does(vote: Asker, message: str, value: str) -> None:
    assert answered(vote.ask(message))[0] == value


@pytest.mark.parametrize("message", ["and no?", "what about no?", "no?"])
def test_a_follow_up_still_does(vote: Asker, message: str) -> None:
    assert answered(vote.thread("share of the bridge vote that said yes", message)[-1])[0] == "53.5"


@pytest.mark.parametrize(
    ("message", "value"), [("no", "53.5"), ("yes", "44.5"), ("No.", "53.5"), ("yes please", "44.5")]
)
def test_it_picks_what_was_asked_back(vote: Asker, message: str, value: str) -> None:
    asked_back, answer = vote.thread("share of the bridge vote", message)
    assert asked_back.alternatives
    assert answered(answer)[0] == value


_SAID = (
    *("No, thanks anyway!", "no that's fine", "no it's ok", "no i don't", "no ty", "no bye", "no nothing else"),
    *("no, my mistake", "no it wasn't", "yes it did", "Yes that works", "no, leave it there", "no more questions"),
    *("oh no, never mind that", "nope we're sorted", "yes, brilliant", "no dramas"),
)


@pytest.mark.parametrize("message", _SAID)
@pytest.mark.parametrize("before", [(), ("share of the bridge vote",), ("turnout in 2022",)])
def test_a_yes_or_no_with_no_word_of_the_ledger_is_said_to_somebody(
    vote: Asker, message: str, before: tuple[str, ...]
) -> None:
    answer = vote.thread(*before, message)[-1]
    assert refused(answer).startswith(("Ask for a figure in words", "Glad to help"))
    assert (answer.missing, answer.nearest, answer.alternatives) == (None, (), ())


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("no lead over yes", "9.0"),
        ("no share of the bridge vote", "53.5"),
        ("no per cent", "53.5"),
        ("yes, 2022", "44.5"),
    ],
)
def test_a_yes_or_no_is_asked_for_by_what_is_to_be_told_of_it(vote: Asker, message: str, value: str) -> None:
    assert answered(vote.ask(message))[0] == value


@pytest.mark.parametrize("message", ["yes, rainfall in Otago", "no Otago", "no rainfall?"])
def test_what_is_asked_for_and_not_held_is_still_told(vote: Asker, message: str) -> None:
    assert "nothing on" in refused(vote.ask(message))


@pytest.mark.parametrize("message", ["no more for now", "No, that will be all"])
def test_what_asks_something_in_a_thread_alone_asks_nothing_by_itself(vote: Asker, message: str) -> None:
    assert refused(vote.ask(message)).startswith("Ask for a figure in words")
    refused(vote.thread("turnout in 2022", message)[-1])


@pytest.mark.parametrize("message", ["no", "yes", "oh no"])
def test_it_is_no_question_after_an_answer(vote: Asker, message: str) -> None:
    refused(vote.thread("turnout in 2022", message)[-1])
