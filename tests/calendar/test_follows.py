"""Who follows a figure is told once of each vintage that everybody may know, and of nothing that is withheld."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, update

from bot.calendar.errors import TooManyFollows, UnusableChannel
from bot.calendar.follows import MOST, follow
from bot.calendar.nouns import FOLLOWED, Place, Subscription
from bot.calendar.subscriptions import get, listed, pause, remove, resume
from bot.calendar.tick import tick
from bot.delivery.manage import deliveries
from bot.delivery.manage import pause as pause_destination
from bot.delivery.nouns import Address, State
from bot.delivery.ports import Uncertain
from bot.domain import Figure, Qualifier, SeriesKey, Status
from bot.ledger.correct import Amendment, correct
from bot.ledger.retracting import Act
from bot.ledger.withdraw import withdraw
from bot.periods import PartialDate, Period
from bot.store.calendar_tables import subscription
from bot.store.engine import writing
from bot.store.reader import Reader
from bot.store.tables import delivery
from tests.calendar.newsroom import AUCKLAND, DISCORD, SLACK, START, Newsroom, figure

ANA = Address.of_person("slack/T1/U1")
PLACE = Place(SeriesKey("turnout", ()), Period("2027"))
FIRST = figure("a", "61.5", published="2027-05-17")
FINAL = figure("b", "62.25", Status.FINAL, published="2027-05-25")
HOUR = timedelta(hours=1)


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    newsroom.record(FIRST)
    return newsroom


def _follow(room: Newsroom, address: Address = SLACK, *places: Place) -> Subscription:
    return follow(room.engine, address, places or [PLACE], AUCKLAND, "terminal", room.now)[0]


def _act(room: Newsroom) -> Act:
    return Act("ana", "a slip", room.now)


def _id(room: Newsroom, value: str) -> str:
    return next(one.id for one in Reader(room.engine, room.now).figures_page() if one.value == Decimal(value))


def _told(room: Newsroom, address: Address = SLACK) -> list[str]:
    return room.texts(address, FOLLOWED)


def test_a_preliminary_figure_that_becomes_final_is_news(room: Newsroom) -> None:
    number = _follow(room).id
    room.look()
    assert _told(room) == []
    room.look(START + HOUR)
    room.record(FINAL)
    room.look(START + 2 * HOUR, START + 3 * HOUR)
    assert _told(room) == [
        (
            "New figure: turnout at the vote in 2027 (final): 62.25 per cent\n"
            "Was: Turnout at the vote, in 2027, preliminary: 61.5 per cent (Elections Office, 17 May 2027)\n"
            "Now: Turnout at the vote, in 2027, final: 62.25 per cent (Elections Office, 25 May 2027)\n"
            "Status: final\nSince: 25 May 2027\n"
            f"Stop: the button, or “unsubscribe {number}”"
        )
    ]


def test_a_later_figure_of_the_same_status_is_a_revision(room: Newsroom) -> None:
    _follow(room)
    room.record(figure("b", "62", published="2027-05-25"))
    room.look()
    assert _told(room)[0].startswith("Revised figure: turnout at the vote in 2027 (preliminary): 62 per cent\n")


def test_a_correction_is_told_as_one(room: Newsroom) -> None:
    _follow(room)
    correct(room.engine, "a", Amendment("65.1"), _act(room))
    room.look()
    (told,) = _told(room)
    lead = "Correction: turnout at the vote in 2027 (preliminary): 65.1 per cent, not 61.5 per cent\n"
    assert told.startswith(lead)
    assert "slip" not in told


def test_what_stands_again_after_a_withdrawal_is_told_as_one(room: Newsroom) -> None:
    room.record(FINAL)
    _follow(room)
    withdraw(room.engine, "b", _act(room))
    room.look()
    (told,) = _told(room)
    lead = "Withdrawn: turnout at the vote in 2027 (preliminary): 61.5 per cent, not 62.25 per cent\n"
    assert told.startswith(lead)


def test_what_nothing_takes_the_place_of_is_told_and_what_comes_then_too(room: Newsroom) -> None:
    _follow(room)
    withdraw(room.engine, "a", _act(room))
    room.look()
    room.record(FINAL)
    room.look(START + HOUR)
    lines = [text.partition("\n")[0] for text in _told(room)]
    assert lines == [
        "Withdrawn: turnout at the vote in 2027 (preliminary) is not given any more; it was 61.5 per cent",
        "New figure: turnout at the vote in 2027 (final): 62.25 per cent",
    ]


def test_rivals_are_told_side_by_side(room: Newsroom) -> None:
    _follow(room)
    room.record(figure("c", "60", published="2027-05-17"))
    room.look()
    (told,) = _told(room)
    assert told.startswith("Disputed: turnout at the vote in 2027 (preliminary): ")
    assert "which disagree" in told


def test_the_same_again_and_what_is_of_another_kind_are_no_news(room: Newsroom) -> None:
    _follow(room)
    room.record(replace(FIRST, id="again", locator="p. 3", published_on=PartialDate("2027-05-30")))
    room.record(replace(FIRST, id="other", unit="votes", value=Decimal(900)))
    room.record(replace(FIRST, id="later", period=Period("2028"), value=Decimal(70)))
    room.look()
    assert _told(room) == []
    room.record(FINAL)
    room.look(START + HOUR)
    assert len(_told(room)) == 1


def test_what_is_under_embargo_is_told_when_that_is_over(room: Newsroom) -> None:
    _follow(room)
    lifts = START + 3 * HOUR
    room.record(replace(FINAL, embargo_until=lifts))
    room.look(START + HOUR, lifts - timedelta(microseconds=1))
    assert deliveries(room.engine) == []
    room.look(lifts, lifts + HOUR)
    assert [text.partition(":")[0] for text in _told(room)] == ["New figure"]


def test_of_a_figure_that_comes_under_embargo_nothing_is_told(room: Newsroom) -> None:
    """Not even that what it had replaced stands again: that would tell of the embargo."""
    room.record(FINAL)
    _follow(room)
    lifts = START + 3 * HOUR
    room.record(replace(FINAL, embargo_until=lifts))
    room.look(START + HOUR, lifts, lifts + HOUR)
    assert deliveries(room.engine) == []


def test_what_is_right_under_embargo_is_told_when_that_is_over(room: Newsroom) -> None:
    _follow(room)
    room.look()
    right = correct(room.engine, "a", Amendment("65.1"), _act(room))[1]
    lifts = START + 3 * HOUR
    room.record(replace(right, embargo_until=lifts))
    room.look(START + HOUR)
    assert deliveries(room.engine) == []
    room.look(lifts)
    assert [text.partition(":")[0] for text in _told(room)] == ["Correction"]


def test_an_embargo_that_begins_before_it_is_sent_keeps_it_back(room: Newsroom) -> None:
    _follow(room)
    room.record(FINAL)
    assert room.tick() == 1
    room.record(replace(FINAL, embargo_until=START + 3 * HOUR))
    room.relay()
    assert _told(room) == []
    assert [row.state for row in deliveries(room.engine)] == [State.CANCELLED]


def test_what_is_overtaken_before_it_is_sent_is_told_as_it_stands(room: Newsroom) -> None:
    _follow(room)
    room.record(FINAL)
    room.tick()
    correct(room.engine, "b", Amendment("63"), _act(room))
    room.relay()
    assert _told(room) == []
    room.look(START + HOUR)
    (told,) = _told(room)
    assert told.startswith("Correction: turnout at the vote in 2027 (final): 63 per cent, not 62.25 per cent\n")


def test_it_is_told_once_though_old_rows_are_deleted_and_clocks_set_back(room: Newsroom) -> None:
    _follow(room)
    room.record(FINAL)
    room.look()
    with writing(room.engine) as connection:
        connection.execute(delete(delivery))
    room.look(START + HOUR, START - HOUR, START + 2 * HOUR)
    assert len(_told(room)) == 1


def test_what_comes_to_stand_a_second_time_is_told_a_second_time(room: Newsroom) -> None:
    _follow(room)
    for number, value in enumerate(("62.25", "62.5"), 1):
        room.record(replace(FINAL, id=f"b{number}", value=Decimal(value)))
        room.look(START + number * HOUR)
        withdraw(room.engine, _id(room, value), _act(room))
        room.look(START + number * HOUR + HOUR / 2)
    assert [text.partition(":")[0] for text in _told(room)] == ["New figure", "Withdrawn"] * 2


def test_of_two_that_look_at_once_one_tells(room: Newsroom) -> None:
    _follow(room)
    room.record(FINAL)
    counts: list[int] = []
    looks = [threading.Thread(target=lambda: counts.append(tick(room.engine, room.now))) for _ in range(2)]
    for look in looks:
        look.start()
    for look in looks:
        look.join()
    assert sorted(counts) == [0, 1]
    room.relay()
    assert len(_told(room)) == 1


def test_an_answer_that_is_lost_is_found_and_nothing_told_twice(room: Newsroom) -> None:
    _follow(room)
    room.record(FINAL)

    def taken_and_lost(board, found):  # type: ignore[no-untyped-def]
        board.posts.append(found)
        return Uncertain("lost")

    room.boards["slack"].script = [taken_and_lost]
    room.look(*(START + number * timedelta(minutes=2) for number in range(4)))
    assert len(_told(room)) == 1
    assert [row.state for row in deliveries(room.engine)] == [State.SENT]


def test_a_person_is_told_in_person_and_each_follow_for_itself(room: Newsroom) -> None:
    _follow(room, ANA)
    _follow(room, DISCORD)
    room.record(FINAL)
    room.look()
    assert len(_told(room, ANA)) == len(_told(room, DISCORD)) == 1
    assert _told(room) == []
    assert {row.asker for row in deliveries(room.engine)} == {"slack/T1/U1", None}


def test_whoever_pauses_is_owed_nothing_of_the_pause(room: Newsroom) -> None:
    one = _follow(room)
    pause(room.engine, one.id, room.now)
    room.record(FINAL)
    room.look()
    resume(room.engine, one.id, room.now)
    room.look(START + HOUR)
    assert deliveries(room.engine) == []
    room.record(replace(FINAL, id="d", value=Decimal(63), published_on=PartialDate("2027-06-01")))
    room.look(START + 2 * HOUR)
    assert len(_told(room)) == 1


@pytest.mark.parametrize("end", [pause, remove])
def test_what_waits_is_not_told_once_it_is_ended(room: Newsroom, end: object) -> None:
    one = _follow(room)
    room.record(FINAL)
    room.tick()
    end(room.engine, one.id, room.now)  # type: ignore[operator]
    room.relay()
    assert _told(room) == []
    assert [row.state for row in deliveries(room.engine)] == [State.CANCELLED]


def test_to_follow_again_changes_nothing_but_a_pause(room: Newsroom) -> None:
    one = _follow(room)
    room.record(FINAL)
    assert _follow(room).stood == one.stood
    pause(room.engine, one.id, room.now)
    again = _follow(room)
    assert (again.id, again.paused_at) == (one.id, None)
    assert again.stood != one.stood
    assert len(listed(room.engine)) == 1


def test_nobody_follows_more_than_there_may_be(room: Newsroom) -> None:
    years = [Place(PLACE.series, Period(str(year))) for year in range(1900, 1900 + MOST)]
    follow(room.engine, ANA, years, AUCKLAND, "terminal", room.now)
    with pytest.raises(TooManyFollows, match=f"more than {MOST}"):
        _follow(room, ANA)
    _follow(room, SLACK)
    assert len(listed(room.engine, ANA)) == MOST


def test_a_channel_that_is_closed_follows_nothing_and_a_person_is_tried_again(room: Newsroom) -> None:
    for address in (SLACK, ANA):
        pause_destination(room.engine, address, "is gone", room.now)
    with pytest.raises(UnusableChannel, match="is gone"):
        _follow(room, SLACK)
    _follow(room, ANA)
    room.record(FINAL)
    room.look()
    assert len(_told(room, ANA)) == 1


def test_what_cannot_be_read_of_it_stops_nothing(room: Newsroom) -> None:
    one = _follow(room)
    with writing(room.engine) as connection:
        connection.execute(update(subscription).values(zone="Nowhere"))
    room.record(FINAL)
    room.look()
    assert _told(room) == []
    assert get(room.engine, one.id).fault is not None


@pytest.mark.parametrize("series", [("a@b", ()), ("a", (("d;1", "c=2"), ("e", "f%")))])
def test_a_topic_reads_as_it_was_written(series: tuple[str, tuple[tuple[str, str], ...]]) -> None:
    place = Place(SeriesKey(*series), Period("2027-Q1"))
    assert Place.parse(place.topic) == place


def test_about_and_exact_are_told_apart(room: Newsroom) -> None:
    _follow(room)
    about: Figure = replace(FINAL, qualifier=Qualifier.ABOUT)
    room.record(about)
    room.look()
    assert "about 62.25" in _told(room)[0]
