"""What people do with key dates, and what an import may still say of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.calendar.errors import KeyDateClosed, KeyDateTaken, PastDate, UnknownKeyDate, UnknownTopic
from bot.calendar.keydates import cancel, confirm, find, history, move, standing
from bot.calendar.moments import parse_moment
from bot.domain import KeyDate, KeyDateStatus, Source
from bot.ledger.record import record
from bot.periods import PartialDate
from bot.store.engine import open_engine
from bot.store.key_dates import Change
from bot.store.reader import Reader
from bot.store.schema import prepare
from tests.calendar.newsroom import AUCKLAND, PERSON, Newsroom, ledger, utc

VOTE = KeyDate("vote", "the vote", at=PartialDate("2027-05-20"), zone=AUCKLAND, brings="turnout")


def _import(room: Newsroom, key_date: KeyDate) -> int:
    """Records a ledger with one key date; by how much the ledger's revision rose."""
    before = Reader(room.engine, room.now).revision()
    record(room.engine, replace(ledger(), key_dates=(key_date,)), room.now)
    return Reader(room.engine, room.now).revision() - before


def test_a_date_is_added_with_its_instant_source_and_figure(newsroom: Newsroom) -> None:
    revision = Reader(newsroom.engine, newsroom.now).revision()
    added = newsroom.plan("Māori turnout", "2027-05-20 14:00", brings="Turnout", source="Statistics Bureau")
    assert added.id.startswith("māori-turnout-")
    assert (added.at.iso, added.at_time, added.zone) == ("2027-05-20", utc(2027, 5, 20, 2), AUCKLAND)
    catalogue = Reader(newsroom.engine, newsroom.now).catalogue()
    assert catalogue.key_dates == {added.id: added}
    assert added.brings == "turnout"
    assert added.source is not None
    assert added.source.startswith("statistics-bureau-")
    assert catalogue.sources[added.source] == Source(added.source, publisher="Statistics Bureau")
    assert catalogue.revision == revision + 1


def test_a_source_is_one_that_is_held_or_an_address(newsroom: Newsroom) -> None:
    assert newsroom.plan("one", "2027-05-20", source="office").source == "office"
    assert newsroom.plan("two", "2027-05-20", source="Office").source == "office"
    address = newsroom.plan("three", "2027-05-20", source="https://example.org/dates").source
    assert Reader(newsroom.engine, newsroom.now).catalogue().sources[address or ""].url == "https://example.org/dates"


def test_the_same_title_on_another_day_is_another_date(newsroom: Newsroom) -> None:
    june = newsroom.plan("jobs figures", "2027-06-02")
    july = newsroom.plan("Jobs figures", "2027-07-02")
    with pytest.raises(KeyDateTaken, match=rf"“jobs figures” on 2027-06-02 is there already; move it \({june.id}\)"):
        newsroom.plan("JOBS figures", "2027-06-02 10:00")
    assert [find(newsroom.engine, one.id, newsroom.now).at for one in (june, july)] == [june.at, july.at]
    both = ", ".join(sorted((june.id, july.id)))
    with pytest.raises(UnknownKeyDate, match=f"“jobs figures” may be several; write one of their ids: {both}"):
        find(newsroom.engine, "jobs figures", newsroom.now)


def test_an_id_tells_nothing_of_other_dates(newsroom: Newsroom) -> None:
    other = open_engine("sqlite://")
    prepare(other)
    record(other, ledger(), newsroom.now)
    alone = Newsroom(other)
    newsroom.plan("jobs figures", "2027-06-02")
    _import(newsroom, replace(VOTE, id="the-vote"))
    for title, day in (("jobs figures", "2027-07-02"), ("the vote", "2027-06-20")):
        assert newsroom.plan(title, day) == alone.plan(title, day)
    other.dispose()


def test_a_date_that_was_moved_away_makes_room_at_once(newsroom: Newsroom) -> None:
    first = newsroom.plan("the vote", "2027-05-20")
    move(newsroom.engine, first.id, parse_moment("2027-05-27", AUCKLAND, newsroom.now), PERSON, newsroom.now)
    assert newsroom.plan("the vote", "2027-05-20").id != first.id


def test_a_date_in_the_past_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(PastDate, match="2027-05-18 08:59 Pacific/Auckland has passed; write one to come"):
        newsroom.plan("the vote", "2027-05-18 08:59")
    with pytest.raises(PastDate):
        newsroom.plan("the vote", "2027-05-17")
    assert newsroom.plan("the vote", "2027-05-18").at.iso == "2027-05-18"
    with pytest.raises(PastDate):
        move(newsroom.engine, "the-vote", parse_moment("2027-05-17", AUCKLAND, newsroom.now), PERSON, newsroom.now)


def test_an_unknown_figure_is_refused_with_the_nearest(newsroom: Newsroom) -> None:
    with pytest.raises(UnknownTopic, match="holds nothing called “turnouts”; did you mean “turnout at the vote”"):
        newsroom.plan("the vote", "2027-05-20", brings="turnouts")


def test_every_move_is_kept_with_the_old_instant(newsroom: Newsroom) -> None:
    newsroom.plan("the vote", "2027-05-20 14:00")
    for text in ("2027-05-21 9:00", "2027-05-20 14:00"):
        move(newsroom.engine, "The vote", parse_moment(text, AUCKLAND, newsroom.now), PERSON, newsroom.now)
    found = find(newsroom.engine, "the-vote", newsroom.now)
    assert (found.at_time, found.status) == (utc(2027, 5, 20, 2), KeyDateStatus.MOVED)
    told = [
        (one.change, one.version, one.was.time if one.was else None, one.now.time, one.by)
        for one in history(newsroom.engine, found)
    ]
    assert told == [
        (Change.ADDED, 1, None, utc(2027, 5, 20, 2), PERSON),
        (Change.MOVED, 2, utc(2027, 5, 20, 2), utc(2027, 5, 20, 21), PERSON),
        (Change.MOVED, 3, utc(2027, 5, 20, 21), utc(2027, 5, 20, 2), PERSON),
    ]
    assert standing(newsroom.engine, found).version == 3


def test_a_closed_date_is_not_changed(newsroom: Newsroom) -> None:
    newsroom.plan("the vote", "2027-05-20")
    newsroom.plan("the count", "2027-05-20")
    assert cancel(newsroom.engine, "the-vote", PERSON, newsroom.now).status is KeyDateStatus.CANCELLED
    assert confirm(newsroom.engine, "the-count", PERSON, newsroom.now).status is KeyDateStatus.HAPPENED
    with pytest.raises(KeyDateClosed, match="“the vote” is cancelled; only a date still to come can be changed"):
        confirm(newsroom.engine, "the-vote", PERSON, newsroom.now)
    with pytest.raises(KeyDateClosed, match="“the count” is over: it has happened"):
        cancel(newsroom.engine, "the-count", PERSON, newsroom.now)


def test_an_unknown_date_is_refused_with_the_nearest(newsroom: Newsroom) -> None:
    newsroom.plan("the vote", "2027-05-20")
    with pytest.raises(UnknownKeyDate, match="There is no key date “the votes”; did you mean “the vote”"):
        find(newsroom.engine, "the votes", newsroom.now)


def test_an_import_moves_what_no_person_has_touched(newsroom: Newsroom) -> None:
    assert _import(newsroom, VOTE) == 1
    assert _import(newsroom, VOTE) == 0
    later = replace(VOTE, at=PartialDate("2027-05-21"))
    assert _import(newsroom, later) == 1
    assert find(newsroom.engine, "vote", newsroom.now) == later
    assert [one.change for one in history(newsroom.engine, later)] == [Change.ADDED, Change.MOVED]


def test_an_import_leaves_what_a_person_has_said_of_when_a_date_is(newsroom: Newsroom) -> None:
    _import(newsroom, VOTE)
    _, moved = move(newsroom.engine, "vote", parse_moment("2027-05-22", AUCKLAND, newsroom.now), PERSON, newsroom.now)
    assert _import(newsroom, VOTE) == 0
    assert _import(newsroom, replace(VOTE, at=PartialDate("2027-05-21"), label="the great vote")) == 1
    assert find(newsroom.engine, "vote", newsroom.now) == replace(moved, label="the great vote")
    cancel(newsroom.engine, "vote", PERSON, newsroom.now)
    _import(newsroom, VOTE)
    assert find(newsroom.engine, "vote", newsroom.now).status is KeyDateStatus.CANCELLED


@pytest.mark.parametrize("title", ["Harbour  decision", "harbour decision ", "the Harbour Decisions"])
def test_no_way_to_write_a_title_makes_a_second_date_of_the_same_day(newsroom: Newsroom, title: str) -> None:
    """Not even of one that is under embargo, where whoever adds it knows of that."""
    newsroom.plan("Harbour decision", "2027-05-20 14:00")
    with pytest.raises(KeyDateTaken):
        newsroom.plan(title, "2027-05-20")


def test_a_title_is_kept_with_single_spaces(newsroom: Newsroom) -> None:
    assert newsroom.plan(" Harbour   decision ", "2027-05-20").label == "Harbour decision"
