"""Questions for a date: as precise as it is known, as far away as it is, and asked back where two are meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ask.pipeline import Desk
from bot.domain import KeyDate, KeyDateStatus, Source
from bot.periods import PartialDate
from tests.ask.ledger import NOW, Asker, asked_back, asker, refused
from tests.ledger.batches import batch, figure

_DATES = batch(
    figure("5", "rainfall", period="2023"),
    key_dates=(
        KeyDate(
            "opening",
            "opening of the harbour bridge",
            ("harbour bridge opens",),
            at=PartialDate("2024-05-11"),
            at_time=datetime(2024, 5, 10, 22, tzinfo=UTC),
            zone="Pacific/Auckland",
            source="notice",
            locator="page 2",
        ),
        KeyDate("poll", "referendum on trams", ("tram referendum",), at=PartialDate("2019-11")),
        KeyDate("regatta", "winter regatta", at=PartialDate("2024-07-01"), status=KeyDateStatus.CANCELLED),
        KeyDate("parade", "spring parade", at=PartialDate("2024-09-30"), status=KeyDateStatus.MOVED),
        KeyDate("first-count", "first count of the mayoral ballot", at=PartialDate("2024-06-01")),
        KeyDate("last-count", "last count of the mayoral ballot", at=PartialDate("2024-06-15")),
    ),
    sources=(Source("notice", "Harbour Board", published_on=PartialDate("2024-02-01")),),
)


@pytest.fixture(scope="module")
def dates() -> Asker:
    """A desk in the zone of the bridge."""
    found = asker(_DATES)
    return Asker(Desk(found.desk.engine, zone="Pacific/Auckland"), found.now)


@pytest.mark.parametrize(
    ("question", "date", "words"),
    [
        ("when does the harbour bridge open?", "2024-05-11", ": 11 May 2024, 10:00 (Pacific/Auckland) ("),
        ("when was the referendum on trams?", "2019-11", ": November 2019 ("),
        ("what date is the opening of the harbour bridge?", "2024-05-11", "11 May 2024"),
    ],
)
def test_the_date_as_it_is_known(dates: Asker, question: str, date: str, words: str) -> None:
    answer = dates.ask(question)
    assert answer.date == date
    assert words in answer.text
    assert answer.value is None


def test_where_the_date_stands(dates: Asker) -> None:
    assert "(Harbour Board, 1 February 2024, page 2)" in dates.ask("when does the harbour bridge open?").text
    assert "(source not recorded)" in dates.ask("when was the referendum on trams?").text


def test_how_long_it_is_until_then(dates: Asker) -> None:
    answer = dates.ask("how many days until the harbour bridge opens?")
    assert (answer.value, answer.unit, answer.date) == ("9", "days", "2024-05-11")
    assert "in nine days" in answer.text


def test_the_day_is_told_from_now(dates: Asker) -> None:
    later = Asker(dates.desk, NOW.replace(day=21))
    assert "11 days ago" in later.ask("how many days until the harbour bridge opens?").text
    assert "11 May 2024, 10:00 (" in later.ask("when does the harbour bridge open?").text


@pytest.mark.parametrize(
    ("zone", "date", "when", "days"),
    [
        ("UTC", "2024-05-11", "10 May 2024, 22:00 (UTC); there 11 May 2024, 10:00 (Pacific/Auckland)", "9"),
        ("Pacific/Kiritimati", "2024-05-11", "11 May 2024, 12:00 (Pacific/Kiritimati)", "9"),
        (
            "America/New_York",
            "2024-05-11",
            "10 May 2024, 18:00 (America/New_York); there 11 May 2024, 10:00 (Pacific/Auckland)",
            "9",
        ),
    ],
)
def test_day_and_time_are_those_of_the_newsroom_s_clocks(
    dates: Asker, zone: str, date: str, when: str, days: str
) -> None:
    """As in the list of dates, wherever the date itself is meant; where it takes place it is another day."""
    elsewhere = Asker(Desk(dates.desk.engine, zone=zone), NOW)
    answer = elsewhere.ask("how many days until the harbour bridge opens?")
    assert (answer.date, answer.value) == (date, days)
    assert f": {when}, in " in answer.text


def test_dates_at_two_times_of_a_day_are_asked_back() -> None:
    times = [datetime(2024, 6, 1, hour, tzinfo=UTC) for hour in (9, 15)]
    fairs = [
        KeyDate(f"at {at.hour:02}", "harbour fair", at=PartialDate("2024-06-01"), at_time=at, zone="UTC")
        for at in times
    ]
    options = asked_back(asker(batch(figure("5", period="2023"), key_dates=fairs)).ask("when is the harbour fair?"))
    assert ["09:00 (UTC)" in option.text for option in options] == [True, False]


def test_no_days_are_counted_to_a_date_known_to_the_month(dates: Asker) -> None:
    answer = dates.ask("how many days until the referendum on trams?")
    assert (answer.value, answer.date) == (None, "2019-11")


def test_cancelled_and_moved(dates: Asker) -> None:
    assert dates.ask("when is the winter regatta?").text == (
        "Winter regatta: cancelled, it was set for 1 July 2024 (source not recorded)."
    )
    assert "This date was moved." in dates.ask("when is the spring parade?").caveats


def test_two_dates_are_asked_back(dates: Asker) -> None:
    options = asked_back(dates.ask("when is the count of the mayoral ballot?"))
    for option, date in zip(options, ("2024-06-01", "2024-06-15"), strict=True):
        assert option.ask is not None
        assert dates.ask(option.ask).date == date


def test_two_dates_of_one_name_are_told_apart_and_offered_by_no_question() -> None:
    dates = (
        KeyDate("a", "harbour fair", at=PartialDate("2024-06-01"), source="notice"),
        KeyDate("b", "harbour fair", at=PartialDate("2024-06-15")),
        KeyDate("c", "harbour fair", at=PartialDate("2024-06-15"), status=KeyDateStatus.CANCELLED),
    )
    desk = asker(batch(figure("5", period="2023"), key_dates=dates, sources=_DATES.sources))
    options = asked_back(desk.ask("when is the harbour fair?"))
    assert [(option.text, option.ask) for option in options] == [
        ("harbour fair: 1 June 2024 (Harbour Board, 1 February 2024)", None),
        ("harbour fair: 15 June 2024 (source not recorded)", None),
        ("harbour fair: cancelled, it was set for 15 June 2024 (source not recorded)", None),
    ]


def test_a_date_that_is_not_held_is_refused(dates: Asker) -> None:
    assert "airport" in refused(dates.ask("when does the airport open?"))


def test_the_event_alone_names_its_date(dates: Asker) -> None:
    assert dates.ask("when is the parade?").date == "2024-09-30"


def test_what_happens_has_to_be_said(dates: Asker) -> None:
    assert dates.ask("when was the tram referendum?").date == "2019-11"
    for question in ("when were the trams built?", "when was the harbour bridge?"):
        assert dates.ask(question).date is None, question
