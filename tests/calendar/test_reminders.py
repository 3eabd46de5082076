"""Reminders: once, on time or marked late, and corrected where they were given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from bot.calendar import due_reminders
from bot.calendar.keydates import cancel, confirm, move
from bot.calendar.moments import parse_moment
from bot.calendar.subscriptions import listed, pause, remove, resume
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Message
from bot.domain import Code, Dimension, KeyDate
from bot.ledger.record import record
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate
from bot.store.engine import writing
from tests.calendar.newsroom import AUCKLAND, DESK, DISCORD, PERSON, SLACK, Newsroom, figure, ledger, utc
from tests.delivery.office import drop_after

HOUR = timedelta(hours=1)
VOTE = utc(2027, 5, 20, 2)  # 14:00 in Auckland


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A vote in two days, and a channel that is reminded of it."""
    newsroom.plan("the vote", "2027-05-20 14:00", brings="turnout", source="office")
    newsroom.subscribe(offsets="1 day, 1 hour, at the moment")
    newsroom.look()
    return newsroom


def _move(room: Newsroom, text: str) -> None:
    move(room.engine, "the-vote", parse_moment(text, AUCKLAND, room.now), PERSON, room.now)


def test_each_comes_once_however_often_anybody_looks(room: Newsroom) -> None:
    for _ in range(2):
        room.look(VOTE - 24 * HOUR, VOTE - 24 * HOUR, VOTE - 23 * HOUR, VOTE - HOUR, VOTE, VOTE + HOUR)
    assert [post.occurrence for post in room.posts()] == [
        "1 day 2027-05-19T14:00",
        "1 hour 2027-05-20T13:00",
        "at the moment 2027-05-20T14:00",
    ]
    assert not any(post.late for post in room.posts())


def test_what_has_no_source_is_said_once(newsroom: Newsroom) -> None:
    newsroom.record(replace(figure("a", "61.5"), source=None))
    newsroom.plan("the vote", "2027-05-20 14:00", brings="turnout")
    newsroom.subscribe(offsets="1 day")
    newsroom.look()
    newsroom.look(VOTE - 24 * HOUR)
    (told,) = newsroom.texts()
    assert "Unrecorded: source; source of the date" in told
    assert "Date from" not in told


def test_a_reminder_waits_in_the_outbox_before_its_time_and_never_leaves_early(room: Newsroom) -> None:
    room.look(VOTE - 24 * HOUR - timedelta(seconds=30))
    assert room.states() == {("reminder", "1 day 2027-05-19T14:00"): "due"}
    assert room.posts() == []
    room.clock.now = VOTE - 24 * HOUR
    room.relay()
    assert len(room.posts()) == 1


def test_it_says_what_is_known_and_awaited_by_both_clocks(room: Newsroom) -> None:
    room.subscribe(DISCORD, "1 hour", zone="Europe/Berlin")
    room.record(figure("a", "61.5", published="2027-05-01"))
    room.look(VOTE - HOUR)
    (told,) = room.texts(DISCORD)
    assert told.splitlines() == [
        "The vote: in 1 hour",
        "When: Thursday, 20 May 2027, 04:00 (Europe/Berlin)",
        "Thursday, 20 May 2027, 14:00 (Pacific/Auckland)",
        "Known: Turnout at the vote, in 2027, preliminary: 61.5 per cent (Elections Office, 1 May 2027)",
        "Awaited: a new figure: turnout at the vote",
        "Date from: Elections Office",
    ]
    (own,) = room.texts(SLACK)
    assert "When: Thursday, 20 May 2027, 14:00 (Pacific/Auckland)\nKnown" in own


def test_a_day_elsewhere_is_today_once_it_has_come_there(newsroom: Newsroom) -> None:
    newsroom.plan("the caucus", "2027-05-20", zone="America/Los_Angeles")
    newsroom.subscribe(SLACK, "1 day, at the moment")
    newsroom.look()
    # 09:00 of the days in Los Angeles is 04:00 of the next ones in Auckland.
    newsroom.look(utc(2027, 5, 19, 16), utc(2027, 5, 20, 16))
    assert [told.splitlines()[0] for told in newsroom.texts()] == ["The caucus: tomorrow", "The caucus: today"]


def test_what_is_known_is_told_with_all_that_disagrees(room: Newsroom) -> None:
    room.record(*(figure(id_, value, published="2027-05-01") for id_, value in (("a", "61.5"), ("b", "6.15"))))
    room.look(VOTE - HOUR)
    (known,) = (line for line in room.texts()[0].splitlines() if "per cent" in line)
    assert known in (
        f"Known: Turnout at the vote, in 2027, preliminary: {one} per cent or {other} per cent, which disagree "
        "(Elections Office, 1 May 2027)"
        for one, other in (("61.5", "6.15"), ("6.15", "61.5"))
    )


def test_what_is_known_again_says_that_a_later_figure_was_withdrawn(room: Newsroom) -> None:
    room.record(figure("a", "61.5", published="2027-05-01"), figure("b", "16.5", published="2027-05-02"))
    withdraw(room.engine, "b", Act("terminal:ana", "digits swapped", room.now))
    room.look(VOTE - HOUR)
    assert (
        "Known: Turnout at the vote, in 2027, preliminary: 61.5 per cent, a later figure was withdrawn on 18 May 2027 "
        "(Elections Office, 1 May 2027)"
    ) in room.texts()[0].splitlines()


def test_it_is_built_from_the_ledger_when_it_is_sent(room: Newsroom) -> None:
    room.clock.now = VOTE - HOUR
    room.tick()
    room.record(figure("a", "61.5", published="2027-05-01"))
    room.relay()
    assert "61.5 per cent" in room.texts()[0]


def test_downtime_within_the_bound_is_caught_up_and_marked_late(room: Newsroom) -> None:
    room.look(VOTE + 4 * HOUR)
    assert [(post.occurrence.split(" 2027")[0], post.late) for post in room.posts()] == [
        ("1 hour", True),
        ("at the moment", True),
    ]
    assert "Late: this could not be sent when it was due" in room.texts()[0]
    assert room.texts()[0].startswith("The vote: 4 hours ago")


def test_downtime_beyond_the_bound_is_recorded_as_missed_and_told(room: Newsroom) -> None:
    room.look(VOTE + 4 * HOUR)
    assert room.states()["reminder", "1 day 2027-05-19T14:00"] == "missed"
    (notice,) = room.texts(DESK, "notice")
    assert notice.startswith(
        "One reminder of a key date was not sent in time\nNumbers: 1\nTo do: factdesk deliveries show "
    )


def test_a_clock_that_jumps_forward_and_back_doubles_and_loses_nothing(room: Newsroom) -> None:
    room.look(VOTE - HOUR, VOTE - 24 * HOUR, VOTE - 25 * HOUR)
    room.look(VOTE - 24 * HOUR, VOTE - HOUR, VOTE)
    told = sorted(post.occurrence.split(" 2027")[0] for post in room.posts())
    assert told == ["1 hour", "at the moment"]
    assert room.states()["reminder", "1 day 2027-05-19T14:00"] == "missed"
    room.plan("the count", "2027-05-21 13:30")
    room.look(VOTE - 30 * HOUR)
    room.play(VOTE + 24 * HOUR)
    assert sum(post.subject.startswith("the-count") for post in room.posts()) == 3


def test_a_date_known_late_is_not_reminded_of_for_the_past(room: Newsroom) -> None:
    room.look(VOTE - HOUR)
    room.plan("the count", "2027-05-21 12:00")
    room.play(VOTE + 24 * HOUR)
    told = [post.occurrence.split(" 2027")[0] for post in room.posts() if post.subject.startswith("the-count")]
    assert told == ["1 hour", "at the moment"]


def test_a_moved_date_corrects_what_was_given_and_is_reminded_of_anew(room: Newsroom) -> None:
    room.subscribe(DISCORD, "1 hour", zone="Europe/Berlin")
    room.look(VOTE - 24 * HOUR)
    _move(room, "2027-05-21 10:00")
    room.look(VOTE - 23 * HOUR)
    assert [post.kind for post in room.posts()] == ["reminder", "moved"]
    assert room.texts()[-1].splitlines() == [
        "Moved: the vote, now Friday, 21 May 2027, 10:00 (Pacific/Auckland).",
        "Was: Thursday, 20 May 2027, 14:00 (Pacific/Auckland)",
        "Date from: Elections Office",
    ]
    room.play(utc(2027, 5, 20, 23))
    assert [post.occurrence for post in room.posts(DISCORD)] == ["1 hour 2027-05-21T09:00"]
    assert [post.occurrence.split(" 2027")[0] for post in room.posts()[2:]] == ["1 day", "1 hour", "at the moment"]


def test_moved_away_and_back_it_is_reminded_of_again(room: Newsroom) -> None:
    _move(room, "2027-05-21 10:00")
    _move(room, "2027-05-20 14:00")
    room.play(VOTE)
    assert [post.kind for post in room.posts()] == ["reminder"] * 3


def test_a_reminder_not_sent_yet_is_withdrawn_by_a_move(room: Newsroom) -> None:
    room.clock.now = VOTE - HOUR
    room.tick()
    _move(room, "2027-05-22 10:00")
    room.relay()
    assert room.posts() == []
    assert room.states()["reminder", "1 hour 2027-05-20T13:00"] == "cancelled"


def test_a_reminder_that_another_process_enqueues_after_the_move_says_nothing(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_back: list[Message] = []

    def hold_back(_connection: Connection, messages: Iterable[Message], _now: datetime) -> int:
        held_back.extend(messages)
        return 0

    room.clock.now = VOTE - HOUR
    with monkeypatch.context() as patched:
        patched.setattr(due_reminders, "enqueue", hold_back)
        room.tick()
    _move(room, "2027-05-22 10:00")
    room.look()
    with writing(room.engine) as connection:
        assert enqueue(connection, held_back, room.now) == len(held_back) > 0
    room.relay()
    assert room.posts() == []


def test_a_correction_waits_for_what_is_being_sent(room: Newsroom) -> None:
    room.boards["slack"].script = [drop_after]
    room.look(VOTE - 24 * HOUR)
    assert room.states()["reminder", "1 day 2027-05-19T14:00"] == "sending"
    _move(room, "2027-05-21 10:00")
    room.look()
    assert [post.kind for post in room.posts()] == ["reminder"]
    room.look(room.now + timedelta(minutes=1), room.now + timedelta(minutes=2))
    assert [post.kind for post in room.posts()] == ["reminder", "moved"]


def test_a_cancelled_date_is_told_where_it_was_given_and_nowhere_else(room: Newsroom) -> None:
    room.subscribe(DISCORD, "1 hour")
    room.look(VOTE - 24 * HOUR)
    cancel(room.engine, "the-vote", PERSON, room.now)
    room.play(VOTE + 3 * HOUR)
    assert [post.kind for post in room.posts()] == ["reminder", "cancelled"]
    assert room.texts()[-1].startswith("Cancelled: the vote\nWas set for: Thursday, 20 May 2027, 14:00")
    assert room.posts(DISCORD) == []
    assert room.posts(DESK) == []


def test_an_import_that_moves_a_date_corrects_too(newsroom: Newsroom) -> None:
    vote = KeyDate("vote", "the vote", at=PartialDate("2027-05-20"), zone=AUCKLAND)
    newsroom.subscribe(offsets="1 day")
    newsroom.look()
    for day in ("2027-05-20", "2027-05-25"):
        dated = replace(vote, at=PartialDate(day))
        record(newsroom.engine, replace(ledger(), key_dates=(dated,)), newsroom.now)
        newsroom.look(utc(2027, 5, 18, 21))
    assert [post.kind for post in newsroom.posts()] == ["reminder", "moved"]


def test_quiet_hours_delay_reminders_but_not_corrections(newsroom: Newsroom) -> None:
    newsroom.plan("the count", "2027-05-20 05:30")
    newsroom.subscribe(offsets="1 day", quiet="22:00-07:00")
    newsroom.play(utc(2027, 5, 18, 18, 30))  # 06:30: its time was 05:30
    assert newsroom.posts() == []
    newsroom.look(utc(2027, 5, 18, 19))
    assert [(post.kind, post.late) for post in newsroom.posts()] == [("reminder", False)]
    newsroom.look(utc(2027, 5, 19, 11))  # 23:00
    move(newsroom.engine, "the-count", parse_moment("2027-05-22", AUCKLAND, newsroom.now), PERSON, newsroom.now)
    newsroom.look()
    assert [post.kind for post in newsroom.posts()] == ["reminder", "moved"]


def test_a_pause_is_not_made_up_for(room: Newsroom) -> None:
    (wish,) = (one.id for one in listed(room.engine))
    pause(room.engine, wish, room.now)
    room.look(VOTE - 24 * HOUR)
    resume(room.engine, wish, room.now + HOUR)
    room.play(VOTE)
    assert [post.occurrence.split(" 2027")[0] for post in room.posts()] == ["1 hour", "at the moment"]


def test_what_waits_for_a_removed_subscription_is_not_sent(room: Newsroom) -> None:
    room.clock.now = VOTE - HOUR
    room.tick()
    (wish,) = (one.id for one in listed(room.engine))
    remove(room.engine, wish, room.now)
    room.relay()
    assert room.posts() == []


def test_a_confirmed_date_is_not_reminded_of(room: Newsroom) -> None:
    room.look(VOTE - 24 * HOUR)
    confirm(room.engine, "the-vote", PERSON, room.now)
    room.play(VOTE + 4 * HOUR)
    assert [post.kind for post in room.posts()] == ["reminder"]


def test_topics_choose_the_dates(newsroom: Newsroom) -> None:
    vote = newsroom.plan("the vote", "2027-05-19 14:00", brings="turnout")
    party = newsroom.plan("the party", "2027-05-19 15:00")
    newsroom.subscribe(SLACK, "1 hour", topics=("turnout",))
    newsroom.subscribe(DISCORD, "1 hour", topics=("the party",))
    newsroom.play(utc(2027, 5, 19, 4))
    assert [post.subject for post in newsroom.posts(SLACK)] == [f"{vote.id}@1"]
    assert [post.subject for post in newsroom.posts(DISCORD)] == [f"{party.id}@1"]


def test_two_subscriptions_of_a_channel_remind_once(room: Newsroom) -> None:
    room.subscribe(offsets="1 hour", topics=("turnout",))
    room.look(VOTE - HOUR)
    assert [post.occurrence for post in room.posts()] == ["1 hour 2027-05-20T13:00"]


def test_every_series_that_the_date_brings_is_told(newsroom: Newsroom) -> None:
    """The yes and the no of one vote are two figures: the one published later takes nobody's place."""
    parts = [
        replace(figure(id_, value, published=day), dimensions=(("option", id_),))
        for id_, value, day in (("yes", "46.1", "2027-05-01"), ("no", "53.1", "2027-05-02"))
    ]
    codes = tuple(Code(id_, id_, dimension="option") for id_ in ("yes", "no"))
    batch = replace(ledger(parts), dimensions=(Dimension("option", "option"),), codes=codes)
    record(newsroom.engine, batch, newsroom.now)
    newsroom.plan("the vote", "2027-05-20 14:00", brings="turnout")
    newsroom.subscribe(offsets="1 hour")
    newsroom.look(newsroom.now, VOTE - HOUR)
    (told,) = newsroom.texts()
    assert "46.1 per cent" in told
    assert "53.1 per cent" in told
