"""Messages that turn down what was answered: what they ask instead, and where "no" is a name."""

from __future__ import annotations

import pytest

from bot.domain import Outcome
from tests.ask.dialogue.samples import talked
from tests.ask.ledger import Asker, of_table

_NORTH = "number of farms in North in 2022"


@pytest.fixture(scope="module")
def vote() -> Asker:
    return of_table("""
        indicator,answer,town,period,status,value,unit
        bridge vote,yes,,2022,preliminary,44.1,percent
        bridge vote,yes,,2022,final,44.5,percent
        bridge vote,no,,2022,preliminary,55.9,percent
        bridge vote,no,,2022,final,55.5,percent
        wait times,,North,2022,final,40,minutes
        wait times,,South,2022,final,50,minutes
    """)


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("no, as a share of the total", "57.1"),
        ("not that, the year before", "700"),
        ("no I asked for South", "400"),
        ("that's not what I asked, I asked for East", "80"),
        ("nope - South in 2020", "300"),
        ("no no, I want 2020", "800"),
        ("sorry, I mean the latest", "600"),
        ("no, rainfall in January 2022", "20"),
        ("no, not North, South", "400"),
        ("no, is it more than in 2021?", "-60"),
        ("no, are you sure?", "640"),
    ],
)
def test_what_comes_after_it_is_asked(farms: Asker, message: str, value: str) -> None:
    answer, last = talked(farms, _NORTH, message)
    assert (answer.outcome, answer.value, answer.question) == (Outcome.ANSWERED, value, message)
    assert last is not None


@pytest.mark.parametrize("message", ["no change since 2021?", "no more than 700?", "no difference to 2021?"])
def test_a_no_that_belongs_to_the_next_word_is_left_there(farms: Asker, message: str) -> None:
    """It may be refused, but is not answered as if it were not there."""
    answer, _ = talked(farms, _NORTH, message)
    assert answer.value in {None, "640", "-60"}
    assert answer.claim is None or answer.claim.holds is (message == "no more than 700?")


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("and no?", "55.5"),
        ("no?", "55.5"),
        ("no in 2022", "55.5"),
        ("no preliminary", "55.9"),
        ("no, the preliminary one", "44.1"),
        ("no I meant the preliminary one", "44.1"),
        ("no bridge vote in 2022", "55.5"),
    ],
)
def test_a_no_that_names_a_member_is_one_unless_a_sign_or_what_was_meant_follows(
    vote: Asker, message: str, value: str
) -> None:
    assert talked(vote, "yes bridge vote in 2022", message)[0].value == value


@pytest.mark.parametrize("message", ["no, yes", "no yes", "no the yes side", "sorry, yes"])
def test_of_two_members_the_first_turns_down(vote: Asker, message: str) -> None:
    assert talked(vote, "no bridge vote in 2022", message)[0].value == "44.5"


@pytest.mark.parametrize("message", ["wait times in South", "wait times in South in 2022?"])
def test_a_word_of_the_ledger_is_part_of_the_question(vote: Asker, message: str) -> None:
    assert talked(vote, "wait times in North", message)[0].value == "50"


def test_without_a_thread_nothing_is_taken_back(vote: Asker) -> None:
    assert talked(vote, "no bridge vote in 2022")[0].value == "55.5"


def test_thanks_and_a_bare_no_are_met_as_before(farms: Asker) -> None:
    for message in ("no, thanks anyway!", "no that's fine", "no, my mistake", "no, leave it there"):
        assert talked(farms, _NORTH, message)[0].outcome is Outcome.ABSTAINED
