"""A date whose figure arrives closes itself; one whose figure does not is asked about once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.calendar.keydates import confirm, find, history
from bot.calendar.tick import tick
from bot.domain import KeyDateStatus
from bot.ledger.correct import Amendment, correct
from bot.ledger.retracting import Act
from bot.store.key_dates import CALENDAR, Change
from tests.calendar.newsroom import AUCKLAND, DESK, PERSON, Newsroom, figure, insert_date, utc

VOTE = utc(2027, 5, 20, 2)  # 14:00 in Auckland
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.plan("the vote", "2027-05-20 14:00", brings="turnout")
    newsroom.look()
    return newsroom


def _status(room: Newsroom) -> KeyDateStatus:
    return find(room.engine, "the-vote", room.now).status


def test_the_figure_closes_its_date(room: Newsroom) -> None:
    room.look(VOTE + MINUTE)
    room.record(figure("a", "61.5", published="2027-05-20"))
    room.look()
    assert _status(room) is KeyDateStatus.HAPPENED
    last = history(room.engine, find(room.engine, "the-vote", room.now))[-1]
    assert (last.change, last.by) == (Change.HAPPENED, CALENDAR)
    room.play(VOTE + 5 * HOUR)
    assert room.posts(DESK) == []


def test_a_date_without_a_zone_begins_and_passes_in_the_newsroom(newsroom: Newsroom) -> None:
    insert_date(newsroom.engine, at="2027-05-20", brings="turnout")
    new = figure("a", "61.5", published="2027-05-20")
    newsroom.look()
    midnight = utc(2027, 5, 19, 12)
    newsroom.look(midnight - MINUTE)
    newsroom.record(new)
    assert tick(newsroom.engine, midnight, newsroom.policy, DESK, zone=AUCKLAND) == 0
    assert find(newsroom.engine, "old", newsroom.now).status is KeyDateStatus.SCHEDULED
    for later, told in ((25, 0), (26, 1)):
        newsroom.clock.now = midnight + later * HOUR
        assert tick(newsroom.engine, newsroom.now, newsroom.policy, DESK, zone=AUCKLAND) == told
    newsroom.record(replace(new, id="b", value=Decimal(62)))
    tick(newsroom.engine, newsroom.now, newsroom.policy, DESK, zone=AUCKLAND)
    assert find(newsroom.engine, "old", newsroom.now).status is KeyDateStatus.HAPPENED


def test_a_figure_from_before_does_not(room: Newsroom) -> None:
    room.record(figure("a", "61.5"))
    room.look(VOTE + MINUTE)
    room.record(figure("b", "61.6", published="2027-05-19"))
    room.look()
    assert _status(room) is KeyDateStatus.SCHEDULED


def test_nor_does_the_correction_of_one_from_before(room: Newsroom) -> None:
    room.record(figure("a", "61.5"))
    room.look(VOTE + MINUTE)
    correct(room.engine, "a", Amendment("16.5"), Act(PERSON, "digits swapped", room.now))
    room.look()
    assert _status(room) is KeyDateStatus.SCHEDULED


def test_nor_does_one_under_embargo_until_it_lifts(room: Newsroom) -> None:
    room.look(VOTE + MINUTE)
    room.record(replace(figure("a", "61.5"), embargo_until=VOTE + HOUR))
    room.look()
    assert _status(room) is KeyDateStatus.SCHEDULED
    room.look(VOTE + HOUR)
    assert _status(room) is KeyDateStatus.HAPPENED


def test_the_desk_is_asked_once_for_a_figure_that_does_not_come(room: Newsroom) -> None:
    room.record(figure("a", "61.5"))
    room.look(VOTE + 2 * HOUR - MINUTE)
    assert room.posts(DESK) == []
    room.play(VOTE + 9 * HOUR)
    (told,) = room.texts(DESK)
    assert told.splitlines()[:3] == [
        "Still no new figure: the vote",
        "When: Thursday, 20 May 2027, 14:00 (Pacific/Auckland)",
        "Known: Turnout at the vote, in 2027, preliminary: 61.5 per cent (Elections Office)",
    ]
    assert told.endswith("To do: import the new figure, or confirm, move or cancel the date")
    assert room.posts(DESK, "chase")


def test_a_day_has_passed_when_it_is_over(newsroom: Newsroom) -> None:
    newsroom.plan("the count", "2027-05-19", brings="turnout")
    newsroom.look()
    newsroom.look(utc(2027, 5, 19, 13, 59))
    assert newsroom.posts(DESK) == []
    newsroom.look(utc(2027, 5, 19, 14, 0))
    assert len(newsroom.posts(DESK)) == 1


def test_nobody_is_asked_where_the_figure_comes_before_the_question_is_sent(room: Newsroom) -> None:
    room.clock.now = VOTE + 2 * HOUR
    room.tick()
    room.record(figure("a", "61.5"))
    room.tick()
    room.relay()
    assert room.posts(DESK) == []


def test_nobody_is_asked_about_what_brings_nothing_or_is_confirmed(room: Newsroom) -> None:
    room.plan("the party", "2027-05-20 14:00")
    room.look(VOTE + MINUTE)
    confirm(room.engine, "the-vote", PERSON, room.now)
    room.play(VOTE + 5 * HOUR)
    assert room.posts(DESK) == []
