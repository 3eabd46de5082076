"""One key date, or one subscription, that cannot be worked with stops nothing else, is told of once, and is mended."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from bot.ask.pipeline import Desk
from bot.calendar.errors import InvalidRule, KeyDateClosed, PastDate, UnworkableKeyDate
from bot.calendar.exchange import FORMATS, read_dates, write_dates
from bot.calendar.keydates import cancel, find, history, move, zone_of_date
from bot.calendar.left_out import LeftOut, left_out
from bot.calendar.moments import parse_moment
from bot.calendar.subscriptions import get, listed, pause, remove, resume
from bot.calendar.tick import tick
from bot.cards.dates import When, when_lines
from bot.domain import KeyDateStatus
from bot.ledger.record import record
from bot.store.engine import open_engine, writing
from bot.store.reader import Reader
from bot.store.schema import prepare
from bot.store.visibility import DESK as DESK_RIGHTS
from bot.store.visibility import PUBLIC
from tests.calendar.newsroom import (
    AUCKLAND,
    DESK,
    DISCORD,
    PERSON,
    SLACK,
    START,
    Newsroom,
    figure,
    insert_date,
    utc,
)

VOTE = utc(2027, 5, 20, 2)  # 14:00 in Auckland
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MORNING = utc(2027, 5, 18, 20, 30)  # 08:30 in Auckland, on Wednesday 19 May

BROKEN = {
    "zone": ({"at": "2027-05-20", "zone": "Evil/Zone"}, "its time zone “Evil/Zone” is not known"),
    "timed": ({"at": "2027-05-20", "at_time": "2027-05-20 02:00:00", "zone": "nz"}, "its time zone “nz” is not known"),
    "year 1": ({"at": "0001-01-01", "zone": AUCKLAND}, "its day “0001-01-01” is too far off"),
    "year 9999": ({"at": "9999-12-31", "zone": "Etc/GMT+12"}, "its day “9999-12-31” is too far off"),
    "open year": ({"at": "9999", "zone": None}, "its day “9999” is too far off"),
    "minute": ({"at": "2027-05-20", "at_time": "0001-01-01 00:00:00", "zone": "UTC"}, "its time of day cannot be read"),
    "garbage": ({"at": "soon", "zone": AUCKLAND}, "its day “soon” is not in the calendar"),
    "nothing": ({"at": "", "zone": None}, "its day “” is not in the calendar"),
    "titles": ({"at": "2027-05-20", "zone": None, "alt_labels": "oops"}, "its other titles cannot be read"),
    "no titles": ({"at": "2027-05-20", "zone": None, "alt_labels": '{"a": 1}'}, "its other titles cannot be read"),
    "status": ({"at": "2027-05-20", "zone": None, "status": "postponed"}, "its status is none of scheduled, happened"),
}
_UNREADABLE = {"postgresql": "infinity", "sqlite": "soon"}
LOOKS = (MORNING, VOTE - DAY, MORNING + DAY, VOTE - HOUR)
"""When the sound date is reminded of, and the digests come."""


@pytest.fixture
def room(newsroom: Newsroom) -> Newsroom:
    """A sound date, a channel that is told of everything, and a clock that has looked."""
    newsroom.plan("the vote", "2027-05-20 14:00", brings="turnout")
    newsroom.subscribe(SLACK, "1 day, 1 hour", digest="daily 8:30")
    newsroom.look()
    newsroom.clock.forward(60)
    return newsroom


def _told(room: Newsroom, now: Any = None) -> list[LeftOut]:
    found: list[LeftOut] = []
    tick(room.engine, now or room.now, room.policy, DESK, tell=found.append)
    return found


# A key date


@pytest.mark.parametrize(("row", "why"), BROKEN.values(), ids=BROKEN)
def test_a_broken_date_stops_nothing_that_falls_due_and_is_told_once(
    room: Newsroom, row: dict[str, Any], why: str
) -> None:
    insert_date(room.engine, brings="turnout", **row)
    room.look(*LOOKS, VOTE + 2 * HOUR)
    assert [post.occurrence.partition(" 2027")[0] for post in room.posts(SLACK, "reminder")] == ["1 day", "1 hour"]
    assert ["The vote" in told for told in room.texts(SLACK, "digest")] == [True, True]
    assert not any("Old thing" in told for told in room.texts(SLACK))
    assert [told.splitlines()[0] for told in room.texts(DESK, "chase")] == ["Still no new figure: the vote"]
    room.record(figure("a", "61.5", published="2027-05-20"))
    room.look()
    assert find(room.engine, "the-vote", room.now).status is KeyDateStatus.HAPPENED
    (notice,) = room.texts(DESK, "notice")
    assert notice.startswith(f"The key date “Old thing” is left out\nWhy: {why}")
    assert notice.endswith(
        "To do: move it, as dates move old to 2027-05-20 14:00 zone Pacific/Auckland, or cancel it: dates cancel old"
    )
    (one,) = _told(room)
    assert str(one).startswith(f"the key date “old” is left out, as {why}")


@pytest.mark.parametrize(("row", "why"), BROKEN.values(), ids=BROKEN)
def test_no_list_and_no_file_has_it_until_it_is_mended_by_moving_it(
    room: Newsroom, tmp_path: Path, row: dict[str, Any], why: str
) -> None:
    insert_date(room.engine, **row)
    vote = find(room.engine, "the vote", room.now).id
    catalogue = Reader(room.engine, room.now).catalogue()
    assert set(catalogue.key_dates) == {vote}
    assert room.desk.ask("when is the vote?", room.now).date == "2027-05-20"
    for form in FORMATS:
        path = tmp_path / f"dates.{form}"
        path.write_text(write_dates(list(catalogue.key_dates.values()), catalogue, form, room.now), newline="")
        assert [date.id for date in read_dates(path).key_dates] == [vote]
    with pytest.raises(UnworkableKeyDate, match=f"cannot be worked with, as {why}.*; move it to when it is"):
        find(room.engine, "old thing", room.now)
    _, after = move(room.engine, "Old thing", parse_moment("2027-05-21 14:00", AUCKLAND, room.now), PERSON, room.now)
    assert find(room.engine, "old", room.now) == after
    assert _told(room) == []
    room.look(VOTE, VOTE + DAY - HOUR)
    assert sum(told.startswith("Old thing") for told in room.texts(SLACK, "reminder")) == 2
    (change,) = history(room.engine, after)
    assert change.was is not None
    (line,) = when_lines(When(change.was.at, change.was.time, change.was.zone), AUCKLAND, room.desk.style)[-1:]
    assert line == (
        "Thursday, 20 May 2027"
        if row.keys() & {"status", "alt_labels"}
        else " ".join(filter(None, (row["at"], row["zone"])))
    )


@pytest.mark.parametrize(("row", "why"), BROKEN.values(), ids=BROKEN)
def test_it_is_cancelled_by_its_id_and_nobody_is_told_of_it_any_more(
    room: Newsroom, row: dict[str, Any], why: str
) -> None:
    insert_date(room.engine, **row)
    assert zone_of_date(room.engine, "old", room.now) in (None, "UTC", AUCKLAND, "Etc/GMT+12")
    assert cancel(room.engine, "old", PERSON, room.now).status is KeyDateStatus.CANCELLED
    assert _told(room) == [], why


def test_one_that_is_over_is_mended_as_well_and_to_a_day_that_has_passed(room: Newsroom) -> None:
    insert_date(room.engine, at="0201-01-01", status="happened")
    assert len(_told(room)) == 1
    past = parse_moment("2001-01-01", AUCKLAND, room.now)
    move(room.engine, "old", past, PERSON, room.now)
    assert find(room.engine, "old", room.now).at.iso == "2001-01-01"
    with pytest.raises(PastDate):
        move(room.engine, "old", past, PERSON, room.now)
    cancel(room.engine, "old", PERSON, room.now)
    with pytest.raises(KeyDateClosed):
        cancel(room.engine, "old", PERSON, room.now)


def test_an_import_mends_it_even_where_a_person_had_said_when_it_is(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    vote = find(room.engine, "the vote", room.now).id
    path.write_text(f"key_date,label,at,zone\n{vote},the vote,2027-06-01,UTC\n", encoding="utf-8")
    record(room.engine, read_dates(path), room.now)
    assert find(room.engine, "the-vote", room.now).at.iso == "2027-05-20"
    with writing(room.engine) as connection:
        connection.execute(text("UPDATE key_date SET zone = 'Evil/Zone'"))
    record(room.engine, read_dates(path), room.now)
    assert find(room.engine, "the-vote", room.now).at.iso == "2027-06-01"


def test_it_is_told_of_again_once_it_is_broken_in_another_way(room: Newsroom) -> None:
    insert_date(room.engine, at="2027-05-20", zone="Evil/Zone")
    room.look(room.now, room.now + HOUR)
    with writing(room.engine) as connection:
        connection.execute(text("UPDATE key_date SET at = 'soon' WHERE id = 'old'"))
    room.look(room.now, room.now + HOUR)
    assert len(room.posts(DESK, "notice")) == 2


def test_many_broken_dates_are_told_one_by_one_and_the_sound_one_is_reminded_of(room: Newsroom) -> None:
    for number, (row, _) in enumerate(BROKEN.values()):
        insert_date(room.engine, id=f"old-{number}", **row)
    room.look(*LOOKS)
    assert len(room.posts(SLACK, "reminder")) == 2
    assert len(room.posts(DESK, "notice")) == len(BROKEN)


@pytest.mark.parametrize(
    "time", ["infinity", "-infinity", "0044-03-15 12:00:00+00 BC", "20270-05-20 02:00:00+00", "9999-12-31 23:59:00+00"]
)
def test_a_time_that_only_postgresql_can_tell(postgres_engine: Engine, time: str) -> None:
    """On a server whose clocks are ahead of UTC, the last minute of 9999 is one of the year 10000."""
    name = postgres_engine.url.database
    with postgres_engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET timezone TO '{AUCKLAND}'"))
        connection.commit()
    postgres_engine.dispose()
    _told_and_cancelled(postgres_engine, time)


@pytest.mark.parametrize("time", ["soon", "2027-05-20 soon", "2027-05-20 25:00:00.000000", "", "20270520"])
def test_a_time_that_only_sqlite_can_hold(sqlite_engine: Engine, time: str) -> None:
    _told_and_cancelled(sqlite_engine, time)


def _told_and_cancelled(engine: Engine, time: str) -> None:
    room = Newsroom(engine)
    vote = room.plan("the vote", "2027-05-20 14:00")
    insert_date(engine, at="2027-05-20", zone="UTC", at_time=time)
    (one,) = _told(room, START)
    assert one.why == "its time of day cannot be read"
    assert set(Reader(engine, START).catalogue().key_dates) == {vote.id}
    cancel(engine, "old thing", PERSON, START)
    assert _told(room, START) == []
    assert find(engine, "the vote", room.now) == vote


def test_an_embargo_that_cannot_be_read_fails_nothing_and_does_not_lift(room: Newsroom) -> None:
    insert_date(room.engine, at="2027-05-20", embargo_until=_UNREADABLE[room.engine.dialect.name])
    held = Reader(room.engine, START).catalogue().key_dates.get("old")
    assert held is None or (held.embargo_until is not None and held.embargo_until > VOTE + 1000 * DAY)


@pytest.mark.parametrize("values", [{"zone": "Evil/Zone"}, {"at": "soon"}])
def test_one_under_embargo_is_told_to_no_channel_until_it_is_over(room: Newsroom, values: dict[str, str]) -> None:
    insert_date(room.engine, **{"at": "2027-05-20", **values}, embargo_until="2027-05-19 00:00:00.000000")
    room.look(utc(2027, 5, 18, 23, 0))
    assert room.texts(DESK, "notice") == []
    assert left_out(room.engine, room.now) == []
    assert [one.id for one in left_out(room.engine, room.now, DESK_RIGHTS)] == ["old"]
    room.look(utc(2027, 5, 19, 0, 0))
    (notice,) = room.texts(DESK, "notice")
    assert notice.startswith("The key date “Old thing” is left out")


# A subscription


SUBSCRIPTIONS = {
    "zone": ({"zone": "Evil/Zone"}, "“Evil/Zone” is not a time zone"),
    "digest": ({"digest": "whenever"}, "“whenever” is no digest rule"),
    "zone of the digest": ({"digest": "daily 08:30 Evil/Zone"}, "“Evil/Zone” is not a time zone"),
    "digest without a zone": ({"digest": "daily 08:30"}, "“daily 08:30” names no time zone"),
    "quiet": ({"quiet": "at night"}, "“at night” are no quiet hours"),
    "offsets": ({"offsets": "some day"}, "“some day” is no time before a date"),
    "language": ({"language": "klingonese"}, "“klingonese” is not a language that Factdesk knows"),
    "channel": ({"destination": "news"}, "“news” is no channel"),
}


def _break(room: Newsroom, values: dict[str, str]) -> int:
    """A subscription of another channel, as somebody's SQL has left it; its number."""
    wish = room.subscribe(DISCORD, "1 hour", digest="daily 8:30", quiet="22:00-07:00", language="en-GB")
    settings = ", ".join(f"{name} = :{name}" for name in values)
    with writing(room.engine) as connection:
        connection.execute(text(f"UPDATE subscription SET {settings} WHERE id = {wish.id}"), values)
    return wish.id


@pytest.mark.parametrize(("values", "why"), SUBSCRIPTIONS.values(), ids=SUBSCRIPTIONS)
def test_a_broken_subscription_is_left_out_and_told_of_once(room: Newsroom, values: dict[str, str], why: str) -> None:
    number = _break(room, values)
    room.look(*LOOKS)
    assert len(room.posts(SLACK, "reminder")) == 2
    assert len(room.posts(SLACK, "digest")) == 2
    assert room.posts(DISCORD) == []
    assert [one.address for one in listed(room.engine)] == [SLACK]
    (notice,) = room.texts(DESK, "notice")
    assert "is left out\nWhy: " + why in notice
    assert f"remove it: factdesk subscriptions remove {number}" in notice
    assert [(one.id, one.why) for one in _told(room)] == [(str(number), why)]


def test_what_it_missed_is_caught_up_where_it_is_mended_in_time(room: Newsroom) -> None:
    number = _break(room, {"zone": "Evil/Zone"})
    room.look(MORNING)
    assert room.posts(DISCORD) == []
    with writing(room.engine) as connection:
        connection.execute(text(f"UPDATE subscription SET zone = 'UTC' WHERE id = {number}"))
    room.look(MORNING + HOUR)
    assert len(room.posts(DISCORD, "digest")) == 1


def test_it_is_mended_by_subscribing_anew_paused_and_removed_but_not_resumed(room: Newsroom) -> None:
    number = _break(room, {"zone": "Evil/Zone"})
    assert (get(room.engine, number).fault, get(room.engine, number).address) == (
        "“Evil/Zone” is not a time zone",
        DISCORD,
    )
    assert pause(room.engine, number, room.now).paused_at == room.now
    with pytest.raises(InvalidRule, match=r"as “Evil/Zone” .*; subscribe its channel anew, or remove"):
        resume(room.engine, number, room.now)
    assert room.subscribe(DISCORD, "1 hour").fault is None
    assert _told(room) == []
    number = _break(room, {"zone": "Evil/Zone"})
    assert remove(room.engine, number, room.now).address == DISCORD
    assert _told(room) == []


def test_reminders_that_are_written_otherwise_than_we_would_are_worked_with(room: Newsroom) -> None:
    """“60 minutes, 1 day” is stored as “1 day, 1 hour” when it comes from a person."""
    _break(room, {"offsets": "60 minutes, 1 day"})
    room.look(*LOOKS)
    assert len(room.posts(SLACK, "reminder")) == len(room.posts(DISCORD, "reminder")) == 2


def test_a_digest_that_is_due_by_no_rule_stops_no_other(room: Newsroom) -> None:
    number = _break(room, {"language": "en-GB"})
    with writing(room.engine) as connection:
        connection.execute(text(f"UPDATE subscription SET digest = NULL WHERE id = {number}"))
    room.look(MORNING)
    assert len(room.posts(SLACK, "digest")) == 1


def test_without_a_desk_it_is_told_of_to_the_log_alone(newsroom: Newsroom) -> None:
    insert_date(newsroom.engine, at="soon")
    found: list[LeftOut] = []
    assert tick(newsroom.engine, START, tell=found.append) == 0
    assert [one.id for one in found] == ["old"]


def test_a_date_that_brings_nothing_there_is_stops_nothing(tmp_path: Path) -> None:
    """SQLite asks for no indicator where somebody's SQL leaves foreign keys out."""
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    prepare(engine)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as database:
        values = "('old', 'Old thing', '[]', '2027-05-20', 'scheduled', 'nosuch')"
        database.execute(f"INSERT INTO key_date (id, label, alt_labels, at, status, brings) VALUES {values}")
    for rights in (PUBLIC, DESK_RIGHTS):
        assert Reader(engine, START, rights).catalogue().key_dates["old"].brings is None
    assert Desk(engine).ask("when is the old thing?", START).date == "2027-05-20"
