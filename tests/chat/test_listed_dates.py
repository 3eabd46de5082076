"""The list of key dates in a chat: in order of time, the next one first, and nothing left out without a word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.cards.card import Card
from bot.domain import KeyDate, KeyDateStatus
from bot.ingest.batch import Batch
from bot.ledger.record import record
from bot.periods import PartialDate
from tests.chat.newsroom import Newsroom

HELSINKI = "Europe/Helsinki"


@pytest.fixture
def newsroom(newsroom: Newsroom) -> Newsroom:
    newsroom.zone = HELSINKI
    newsroom.restart()
    return newsroom


def _at(label: str, hour: int, day: int = 2, status: KeyDateStatus = KeyDateStatus.SCHEDULED) -> KeyDate:
    """In May, at a full hour of UTC; its id is in the order of its label."""
    time = datetime(2024, 5, day, hour, tzinfo=UTC)
    zone = "Asia/Tokyo" if label.startswith("Tokyo") else HELSINKI
    at = PartialDate(time.date().isoformat())
    return KeyDate(label.casefold().replace(" ", "-"), label, at=at, at_time=time, zone=zone, status=status)


def _day(label: str, iso: str, status: KeyDateStatus = KeyDateStatus.SCHEDULED) -> KeyDate:
    return KeyDate(label.casefold(), label, at=PartialDate(iso), zone=HELSINKI, status=status)


def _card(newsroom: Newsroom, *dates: KeyDate) -> Card:
    record(newsroom.engine, Batch(key_dates=dates), newsroom.now)
    return newsroom.ask(newsroom.command("dates")).card


def _labels(card: Card) -> list[str]:
    """The title of each row, with the label of its group before the first of it."""
    return [f"{row.label}: {row.text.partition(',')[0]}".removeprefix(": ") for row in card.rows]


def test_dates_of_one_day_are_in_order_of_time(newsroom: Newsroom) -> None:
    card = _card(newsroom, _at("Auction", 15), _at("Zoning vote", 6), _at("Mayor speaks", 11), _at("Tokyo summit", 1))
    assert card.headline.startswith("Next: Tokyo summit, Thursday, 2 May 2024, 04:00 (Europe/Helsinki) (in 13 hours")
    assert _labels(card) == ["Coming: Zoning vote", "Mayor speaks", "Auction"]


def test_what_passed_today_is_past(newsroom: Newsroom) -> None:
    card = _card(newsroom, _at("Breakfast", 8, day=1), _at("Lunch", 12, day=1), _at("Dinner", 17, day=1))
    assert card.headline.startswith("Next: Dinner")
    assert _labels(card) == ["Past: Lunch", "Breakfast"]
    newsroom.later(timedelta(hours=5))
    assert newsroom.ask(newsroom.command("dates")).card.headline == "No key date is ahead."


@pytest.mark.parametrize("status", [KeyDateStatus.CANCELLED, KeyDateStatus.HAPPENED])
def test_what_does_not_come_is_not_next(newsroom: Newsroom, status: KeyDateStatus) -> None:
    card = _card(newsroom, _at("Fair", 6, status=status), _day("Parade", "2024-05-04"), _day("Rally", "2024-05-09"))
    assert card.headline.startswith("Next: Parade")
    is_called_off = status is KeyDateStatus.CANCELLED
    assert _labels(card) == (["Coming: Fair", "Rally"] if is_called_off else ["Coming: Rally", "Past: Fair"])
    assert ("cancelled" in card.rows[0].text) == is_called_off


def test_nothing_is_ahead_where_all_is_cancelled(newsroom: Newsroom) -> None:
    card = _card(newsroom, _day("Parade", "2024-05-04", KeyDateStatus.CANCELLED))
    assert card.headline == "No key date is ahead."
    assert _labels(card) == ["Coming: Parade"]


@pytest.mark.parametrize(("count", "more"), [(16, 0), (17, 1), (40, 24)])
def test_a_long_list_says_that_it_goes_on(newsroom: Newsroom, count: int, more: int) -> None:
    first = datetime(2024, 6, 1, tzinfo=UTC)
    dates = [_day(f"Day {n:02}", f"{first + timedelta(days=n):%Y-%m-%d}") for n in range(count)]
    past = [_day(f"Gone {n}", f"2024-01-{n + 1:02}") for n in range(9)]
    rows = _card(newsroom, *dates, *past).rows
    told = [row.text for row in rows if "more" in row.text]
    assert told == [
        *([f"and {more} more to come; “when is …?” finds one by its name"] if more else []),
        "and 4 more gone by; “when is …?” finds one by its name",
    ]
    assert sum("Day" in row.text for row in rows) == min(15, count - 1)
    assert [row.text.partition(",")[0] for row in rows if "Gone" in row.text] == [f"Gone {n}" for n in (8, 7, 6, 5, 4)]


def test_what_is_next_is_told_anew_once_it_has_passed(newsroom: Newsroom) -> None:
    """Though the same was asked before, and nothing was changed in the ledger."""
    _card(newsroom, _at("Auction", 15, day=1), _at("Zoning vote", 13, day=1))
    asked = "what's next?"
    assert newsroom.ask(newsroom.mention(asked)).card.headline.startswith("Next: Zoning vote")
    newsroom.later(timedelta(minutes=30))
    assert newsroom.ask(newsroom.mention(asked)).card.headline.startswith("Next: Zoning vote")
    newsroom.later(timedelta(minutes=30))
    assert newsroom.ask(newsroom.mention(asked)).card.headline.startswith("Next: Auction, 1 May 2024, 18:00")


def test_what_is_next_stands_out_with_its_time(newsroom: Newsroom) -> None:
    """Day and time are one moment, which a platform tells by the reader's own clock."""
    _card(newsroom, _at("Zoning vote", 15, day=1))
    card = newsroom.ask(newsroom.mention("what's next?")).card
    assert [moment.text for moment in card.moments] == [card.figure]
    assert card.figure in card.headline
