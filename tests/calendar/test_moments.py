"""What people write for a day or a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.calendar.errors import UnclearMoment
from bot.calendar.moments import is_moment, parse_moment
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


@pytest.mark.parametrize(
    ("text", "absolute"),
    [
        ("1 July at 13", "2027-07-01 13:00"),
        ("on Friday at 22", "2027-05-21 22:00"),
        ("23 at 23 May", None),
        ("tomorrow 9h", "2027-05-19 09:00"),
        ("19h15 next Monday", "2027-05-24 19:15"),
        ("2027-06-02 18 h", "2027-06-02 18:00"),
        ("7pm tomorrow", "2027-05-19 19:00"),
        ("7.45 p.m. on 3 June", "2027-06-03 19:45"),
        ("noon on Saturday", "2027-05-22 12:00"),
        ("11:20 the day after tomorrow", "2027-05-20 11:20"),
        ("Thursday, 3rd of June 2027 at 12am", "2027-06-03 00:00"),
        ("Tue 1 June, 12 pm", "2027-06-01 12:00"),
        ("Sat, June 5th", "2027-06-05"),
        ("Wednesday 2027-06-02 14:30", "2027-06-02 14:30"),
        ("at 16", "2027-05-18 16:00"),
        ("8am", "2027-05-19 08:00"),
        ("22:00 UTC", "2027-05-18 10:00"),
        ("8pm GMT", "2027-05-19 08:00"),
        ("18 May", "2027-05-18"),
        ("17 May", "2028-05-17"),
        ("29 February", "2028-02-29"),
        ("next Tuesday", "2027-05-25"),
        ("this Tuesday 6pm", "2027-05-18 18:00"),
        ("tonight 8pm", "2027-05-18 20:00"),
        ("in a week at 3pm", "2027-05-25 15:00"),
        ("Sat 1 January", "2028-01-01"),
        ("two weeks from today", "2027-06-01"),
        ("in 40 minutes", "2027-05-18 09:40"),
        ("4 June 2027 9:00 GMT", "2027-06-04 21:00"),
    ],
)
def test_every_word_of_a_moment_counts(text: str, absolute: str | None) -> None:
    if absolute is None:
        with pytest.raises(UnclearMoment):
            parse_moment(text, ZONE, NOW)
    else:
        assert str(parse_moment(text, ZONE, NOW)) == f"{absolute} {ZONE}"
    assert is_moment(text) == (absolute is not None)


@pytest.mark.parametrize(
    "text",
    ["2027-06-03 10:00-11:30", "2027-06-03 8:00-10:00", "2027-06-03T09:15-09:45", "2027-06-03 10:00–11:30",
     "10-12 June 2027", "3 June 2027 2pm-4pm", "3 June 2027, 9-11am", "3 to 4 June", "tomorrow 14:00 to 15:00"],
)  # fmt: skip
def test_from_one_time_to_another_is_no_moment(text: str) -> None:
    with pytest.raises(UnclearMoment, match=r"may be from .*(when it begins|that it begins with)"):
        parse_moment(text, ZONE, NOW)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-05-20 14:00 CET", "has “CET” behind it, which is not read"),
        ("2027-05-20 2pm NZST please", "has “NZST please” behind it, which is not read"),
        *((text, "is no day or time that can be told") for text in ("2027-140", "2027-05", "2027-W20-4", "2pm-ish")),
        *(
            (text, "is not a day in the calendar")
            for text in ("13/13/2027", "13/13", "0/0/0", "30.30.2027", "29/02/2027")
        ),
        *((text, "can be read in more than one order") for text in ("10/11/2027", "31/12/2027", "29/02", "1/2/3")),
        *(
            (text, "may be from one time to another")
            for text in ("2027-05-20 - 2027-05-21", "2027-05-20 14:00 to 15:00")
        ),
    ],
)
def test_why_a_moment_is_refused_is_so(text: str, why: str) -> None:
    with pytest.raises(UnclearMoment, match=why):
        parse_moment(text, ZONE, NOW)


def test_an_offset_that_is_the_zone_s_own_is_no_end() -> None:
    """A time that comes twice is written with it, as the refusal says."""
    second = parse_moment("2027-11-07 01:30-05:00", "America/New_York", NOW)
    assert second.time == datetime(2027, 11, 7, 6, 30, tzinfo=UTC)
    assert str(parse_moment("2027-06-03 20:00-05:00", ZONE, NOW)) == f"2027-06-04 13:00 {ZONE}"


@pytest.mark.parametrize(
    "text",
    ["tomorrow at 6", "tomorrow, 18", "friday 7", "tomorrow at seven", "1 July 8 o'clock", "at 12 on Friday",
     "tomorrow by 5pm", "after 3pm on Friday", "before 4 June", "tomorrow 1730", "4 June 27", "20.05", "17:00pm",
     "tomorrow midnight", "tonight 8am", "tonight", "3 June 2027 2pm NZST", "in 2 hours at 5pm", "31 June",
     "4 June 0000", "in 99999 days", "tomorrow tomorrow", "Friday Friday", "tomorrow 5pm 6pm", "maybe tomorrow",
     "friday week", "٣ June 2027", "2027-06-03 +2 10:00", "5pm 2027"],
)  # fmt: skip
def test_what_a_part_would_have_to_be_passed_over_of_is_refused(text: str) -> None:
    with pytest.raises((UnclearMoment, DistantDate)):
        parse_moment(text, ZONE, NOW)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Monday 3 June 2027", "2027-06-03 is a Thursday"),
        ("Wed, June 3rd 2027 2pm", "2027-06-03 is a Thursday"),
        ("9:00 Sunday 2027-06-04", "2027-06-04 is a Friday"),
        ("Sun 1 January", "2028-01-01 is a Saturday"),
    ],
)
def test_a_weekday_has_to_be_that_of_its_date(text: str, right: str) -> None:
    with pytest.raises(UnclearMoment, match=f"contradicts itself, as {right}; write the day that is meant"):
        parse_moment(text, ZONE, NOW)


def test_the_weekday_that_it_is_today_may_be_in_a_week() -> None:
    with pytest.raises(UnclearMoment, match="is today, and in a week"):
        parse_moment("Tuesday 5pm", ZONE, NOW)


@pytest.mark.parametrize("text", ["1 " * 20_000, "a" * 50_000, "tomorrow " * 5_000, " " * 5_000 + "1 May " * 900])
def test_a_text_that_is_too_long_is_not_read(text: str) -> None:
    with pytest.raises(UnclearMoment) as refused:
        parse_moment(text, ZONE, NOW)
    assert len(str(refused.value)) < 250
    assert not is_moment(text)


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
