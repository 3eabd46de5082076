"""What people write for a day or a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.calendar.errors import UnclearMoment
from bot.calendar.moments import parse_moment
from bot.calendar.occurrences import begins, passes, reminders
from bot.calendar.rules import QuietHours, parse_offsets
from bot.domain import KeyDate
from bot.errors import AmbiguousTime, DistantDate, ImpossibleTime, UnknownZone

ZONE = "Pacific/Auckland"
NOW = datetime(2027, 5, 17, 21, 0, tzinfo=UTC)  # 09:00 on Tuesday 18 May in Auckland, still Monday in UTC


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("2027-05-20 14:00", "2027-05-20 14:00"),
        ("2027-05-20T9:00", "2027-05-20 09:00"),
        ("2027-05-20 14:00+13:00", "2027-05-20 13:00"),
        ("2027-05-20T23:30Z", "2027-05-21 11:30"),
        ("2027-05-20", "2027-05-20"),
        ("tomorrow", "2027-05-19"),
        ("tomorrow 10am", "2027-05-19 10:00"),
        ("Tomorrow at 10 am", "2027-05-19 10:00"),
        ("tomorrow 10am UTC", "2027-05-19 22:00"),
        ("next Friday 9:30", "2027-05-21 09:30"),
        ("friday", "2027-05-21"),
        ("5pm", "2027-05-18 17:00"),
        ("in 2 hours", "2027-05-18 11:00"),
        ("in 2 days", "2027-05-20"),
        ("6 November 2027 2pm", "2027-11-06 14:00"),
        ("20 May", "2027-05-20"),
    ],
)
def test_a_moment_is_read_in_the_channel_s_zone_and_said_back(text: str, absolute: str) -> None:
    moment = parse_moment(text, ZONE, NOW)
    assert str(moment) == f"{absolute} {ZONE}"
    assert (moment.time is None) == (" " not in absolute)
    assert parse_moment(absolute, ZONE, NOW) == moment


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("tomorrow", "2027-05-19"),
        ("in two days", "2027-05-20"),
        ("tomorrow 10am", "2027-05-19 10:00"),
        ("Friday", "2027-05-21"),
        ("in 2 hours", "2027-05-17 13:00"),
        ("2027-05-20 14:00", "2027-05-20 14:00"),
    ],
)
def test_what_day_it_is_is_said_by_the_newsroom_s_calendar(text: str, absolute: str) -> None:
    """Of a date in Honolulu, where it is still Monday: its time is meant there; what is counted from now on is not."""
    assert str(parse_moment(text, "Pacific/Honolulu", NOW, ZONE)) == f"{absolute} Pacific/Honolulu"


@pytest.mark.parametrize(
    "text",
    ["", "banana", "10/11/2027 9:00", "10.11.2027", "10/11", "May", "May 2027", "next week", "2027", "12",
     "2027-02-30", "2027-02-30 10:00", "2027-05-20 25:00", "0000-01-01 10:00", "in 99999 years"],
)  # fmt: skip
def test_what_is_unclear_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(UnclearMoment, match="write it as 2027-05-20 14:00, 2027-05-20 or tomorrow 10am"):
        parse_moment(text, ZONE, NOW)


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "UTC", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    "text",
    ["0001-01-01", "0001-01-01 00:00", "0001-01-01 00:00+14:00", "1799-12-31", "2201-01-01", "2200-12-31 23:59-12:01",
     "9999-12-31", "9999-12-31 23:59", "9999-12-31 23:59-12:00", "31 December 9999 10am"],
)  # fmt: skip
def test_a_year_too_far_off_is_refused_with_those_that_are_not(text: str, zone: str) -> None:
    with pytest.raises(DistantDate, match="is too far off for a key date; write a year from 1800 to 2200"):
        parse_moment(text, zone, NOW)


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "UTC", "Pacific/Kiritimati"])
@pytest.mark.parametrize("text", ["1800-01-01", "1800-01-01 00:00", "2200-12-31", "2200-12-31 23:59"])
def test_every_day_within_those_years_can_be_reckoned_with(text: str, zone: str) -> None:
    moment = parse_moment(text, zone, NOW)
    key_date = KeyDate("k", "k", at=moment.day, at_time=moment.time, zone=zone)
    assert begins(key_date, zone) <= passes(key_date, zone)
    assert len(reminders(key_date, parse_offsets("366 days, at the moment"), zone, QuietHours.parse("22:00-21:59"))) > 0


def test_times_that_do_not_exist_once_are_refused_in_words_too() -> None:
    with pytest.raises(ImpossibleTime):
        parse_moment("tomorrow 2:30", ZONE, datetime(2026, 9, 26, 0, tzinfo=UTC))
    with pytest.raises(AmbiguousTime):
        parse_moment("2027-04-04 02:30", ZONE, NOW)
    second = parse_moment("2027-04-04 02:30+12:00", ZONE, NOW)
    assert second.time == datetime(2027, 4, 3, 14, 30, tzinfo=UTC)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZone):
        parse_moment("tomorrow", "Auckland Time", NOW)
