"""A key date under embargo: until then as unknown as one that is not there, and from then on as any other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.ask.prose import Prose
from bot.calendar.errors import KeyDateTaken, UnknownKeyDate, UnknownTopic
from bot.calendar.keydates import Draft, add, cancel, confirm, find, history, move
from bot.calendar.moments import parse_moment
from bot.calendar.nouns import CANCELLED, CHASE, MOVED, REMINDER
from bot.calendar.rules import parse_offsets
from bot.calendar.subscriptions import Wish, listed, subscribe
from bot.calendar.wording import subscription_text
from bot.domain import KeyDate, KeyDateStatus
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.store.key_dates import Change
from bot.store.reader import Reader
from bot.store.visibility import DESK
from tests.calendar.newsroom import AUCKLAND, PERSON, SLACK, START, Newsroom, figure, utc
from tests.calendar.newsroom import DESK as DESK_CHANNEL

_TITLE = "Raid on the docks"
_LIFTS = START + timedelta(days=2)
_AT = "2027-05-24 12:00"
"""Some six days after the start, and four after the embargo: utc(2027, 5, 24)."""


def _plan(
    room: Newsroom, title: str = _TITLE, at: str = _AT, until: datetime | None = _LIFTS, **others: str
) -> KeyDate:
    draft = Draft(title, parse_moment(at, AUCKLAND, room.now), embargo_until=until, **others)
    return add(room.engine, draft, PERSON, room.now, DESK)


def _embargo(room: Newsroom, until: datetime | None) -> None:
    """By an import of the date as it is held."""
    held = find(room.engine, _TITLE, room.now, DESK)
    record(room.engine, Batch(key_dates=(replace(held, embargo_until=until),)), room.now, lift_embargo=until is None)


def test_nobody_but_the_desk_finds_it(newsroom: Newsroom) -> None:
    id_ = _plan(newsroom).id
    moment = parse_moment("2027-06-01", AUCKLAND, START)
    for word in (_TITLE, id_, "raid-on-the-docks", "raid on the dock"):
        with pytest.raises(UnknownKeyDate) as caught:
            find(newsroom.engine, word, newsroom.now)
        assert str(caught.value) == f"There is no key date “{word}”; write its id, or its label as it is listed"
        for change in (cancel, confirm):
            with pytest.raises(UnknownKeyDate):
                change(newsroom.engine, word, PERSON, newsroom.now)
        with pytest.raises(UnknownKeyDate):
            move(newsroom.engine, word, moment, PERSON, newsroom.now)
        with pytest.raises(UnknownTopic):
            subscribe(newsroom.engine, Wish(SLACK, "UTC", (word,), parse_offsets("1 day")), PERSON, newsroom.now)
    assert find(newsroom.engine, _TITLE, newsroom.now, DESK).embargo_until == _LIFTS
    assert find(newsroom.engine, _TITLE, _LIFTS).label == _TITLE
    assert newsroom.desk.ask("when is the raid on the docks?", START).text.startswith("We don't hold")
    assert newsroom.desk.ask("when is the raid on the docks?", _LIFTS).date == "2027-05-24"


def test_the_desk_moves_cancels_and_confirms_it(newsroom: Newsroom) -> None:
    _plan(newsroom)
    _, moved = move(newsroom.engine, _TITLE, parse_moment("2027-06-01", AUCKLAND, START), PERSON, START, DESK)
    assert (moved.at.iso, moved.embargo_until) == ("2027-06-01", _LIFTS)
    assert cancel(newsroom.engine, _TITLE, PERSON, START, DESK).embargo_until == _LIFTS
    assert [one.change for one in history(newsroom.engine, moved)] == [Change.ADDED, Change.MOVED, Change.CANCELLED]
    _plan(newsroom, "Second raid")
    assert confirm(newsroom.engine, "Second raid", PERSON, START, DESK).status is KeyDateStatus.HAPPENED


def test_the_catalogue_has_it_from_then_on(newsroom: Newsroom) -> None:
    planned = _plan(newsroom)
    before, after, desk = (
        Reader(newsroom.engine, START),
        Reader(newsroom.engine, _LIFTS),
        Reader(newsroom.engine, START, DESK),
    )
    assert (before.catalogue().key_dates, before.next_embargo()) == ({}, _LIFTS)
    for reader in (after, desk):
        assert (reader.catalogue().key_dates, reader.next_embargo()) == ({planned.id: planned}, None)
    newsroom.record(replace(figure("f1", "3"), embargo_until=_LIFTS - timedelta(hours=1)))
    assert before.next_embargo() == _LIFTS - timedelta(hours=1)


def test_a_desk_that_runs_notices_that_it_is_over(newsroom: Newsroom) -> None:
    question = "when is the raid on the docks?"
    _plan(newsroom)
    assert newsroom.desk.ask(question, _LIFTS - timedelta(seconds=1)).date is None
    assert newsroom.desk.ask(question, _LIFTS).date == "2027-05-24"


def test_reminders_of_before_are_not_owed_and_those_of_after_come(newsroom: Newsroom) -> None:
    newsroom.subscribe(offsets="5 days, 3 days, 1 hour")
    _plan(newsroom)
    newsroom.play(utc(2027, 5, 24, 1, 0), timedelta(hours=2))
    assert [one.payload["offset"] for one in newsroom.posts(kind=REMINDER)] == ["3 days", "1 hour"]
    assert _TITLE in newsroom.texts(kind=REMINDER)[0]


@pytest.mark.parametrize("early", [timedelta(0), timedelta(seconds=1)])
def test_a_reminder_of_the_moment_it_is_over_comes(newsroom: Newsroom, early: timedelta) -> None:
    """At that moment or after, but none of a second before."""
    newsroom.subscribe(offsets="3 days")
    _plan(newsroom, until=utc(2027, 5, 21, 0, 0) + early)
    newsroom.play(utc(2027, 5, 21, 2, 0), timedelta(minutes=30))
    assert len(newsroom.posts(kind=REMINDER)) == (0 if early else 1)


def test_one_that_is_lifted_early_is_reminded_of_from_then_on(newsroom: Newsroom) -> None:
    newsroom.subscribe(offsets="5 days, 3 days, 1 hour")
    _plan(newsroom, until=utc(2027, 5, 23, 22, 0))
    newsroom.look(utc(2027, 5, 20, 0, 0))
    _embargo(newsroom, None)
    newsroom.play(utc(2027, 5, 24, 1, 0), timedelta(hours=2))
    assert [one.payload["offset"] for one in newsroom.posts(kind=REMINDER)] == ["3 days", "1 hour"]


def test_a_reminder_that_waits_says_nothing_once_the_date_is_under_embargo(newsroom: Newsroom) -> None:
    newsroom.subscribe(offsets="1 hour")
    newsroom.plan(_TITLE, _AT)
    newsroom.clock.now = utc(2027, 5, 23, 22, 59, 30)
    assert newsroom.tick() == 1
    _embargo(newsroom, utc(2027, 6, 1))
    newsroom.clock.now = utc(2027, 5, 23, 23, 0)
    newsroom.relay()
    assert newsroom.posts() == []


@pytest.mark.parametrize("kind", [MOVED, CANCELLED])
def test_a_correction_waits_until_it_is_over(newsroom: Newsroom, kind: str) -> None:
    """The date was public and reminded of before it was put under embargo, and changed then."""
    newsroom.subscribe(offsets="5 days")
    newsroom.plan(_TITLE, _AT)
    newsroom.look(START, utc(2027, 5, 19, 0, 0))
    assert len(newsroom.posts(kind=REMINDER)) == 1
    _embargo(newsroom, utc(2027, 5, 22))
    if kind == MOVED:
        move(
            newsroom.engine, _TITLE, parse_moment("2027-05-30 9:00", AUCKLAND, newsroom.now), PERSON, newsroom.now, DESK
        )
    else:
        cancel(newsroom.engine, _TITLE, PERSON, newsroom.now, DESK)
    newsroom.play(utc(2027, 5, 21, 23, 59), timedelta(hours=6))
    assert len(newsroom.posts()) == 1
    newsroom.look(utc(2027, 5, 22))
    assert [one.kind for one in newsroom.posts()] == [REMINDER, kind]
    assert _TITLE in newsroom.texts(kind=kind)[0]


def test_the_desk_s_channel_is_asked_for_its_figure_when_it_is_over(newsroom: Newsroom) -> None:
    _plan(newsroom, until=utc(2027, 5, 26), brings="turnout")
    newsroom.play(utc(2027, 5, 26, 1, 0), timedelta(hours=2))
    assert newsroom.posts(DESK_CHANNEL) == []
    newsroom.play(utc(2027, 5, 26, 3, 0), timedelta(minutes=30))
    assert [one.kind for one in newsroom.posts(DESK_CHANNEL)] == [CHASE]


def test_it_closes_when_its_figure_is_there_and_it_is_over(newsroom: Newsroom) -> None:
    _plan(newsroom, until=utc(2027, 5, 26), brings="turnout")
    newsroom.look(utc(2027, 5, 24, 1, 0))
    newsroom.record(figure("f1", "80", published="2027-05-24"))
    newsroom.look(utc(2027, 5, 25))
    assert find(newsroom.engine, _TITLE, newsroom.now, DESK).status is KeyDateStatus.SCHEDULED
    newsroom.look(utc(2027, 5, 26))
    assert find(newsroom.engine, _TITLE, newsroom.now).status is KeyDateStatus.HAPPENED


def test_digests_list_it_from_then_on(newsroom: Newsroom) -> None:
    newsroom.subscribe(digest="daily 08:30")
    newsroom.plan("Public ballot", "2027-05-23 12:00")
    _plan(newsroom)
    newsroom.play(utc(2027, 5, 20, 21, 0))
    before, at = newsroom.texts()[0], newsroom.texts()[-1]
    assert "Public ballot" in before
    assert _TITLE not in before
    assert _TITLE in at


def test_a_subscription_to_it_names_it_no_more(newsroom: Newsroom) -> None:
    newsroom.plan(_TITLE, _AT)
    made = newsroom.subscribe(offsets="1 day", topics=(_TITLE,))
    _embargo(newsroom, utc(2027, 6, 1))
    for now, told in ((newsroom.now, "an unknown topic"), (utc(2027, 6, 1), _TITLE)):
        prose = Prose(Reader(newsroom.engine, now).catalogue(), newsroom.desk.style)
        assert subscription_text(made, prose, with_channel=False).split(";")[0] == told
    assert listed(newsroom.engine) == [made]


def test_another_of_its_title_and_day_can_be_added_by_who_does_not_know(newsroom: Newsroom) -> None:
    """Taken for the desk, which knows of it; for anybody else there is none."""
    planned = _plan(newsroom)
    with pytest.raises(KeyDateTaken):
        _plan(newsroom)
    draft = Draft(_TITLE, parse_moment("2027-05-24 15:00", AUCKLAND, START))
    other = add(newsroom.engine, draft, PERSON, START)
    assert other.label == _TITLE
    assert Reader(newsroom.engine, START).catalogue().key_dates == {other.id: other}
    assert find(newsroom.engine, _TITLE, START) == other != planned
    with pytest.raises(KeyDateTaken, match=other.id):
        add(newsroom.engine, draft, PERSON, START)
