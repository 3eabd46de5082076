"""Digest rules, reminder offsets and quiet hours, as they are written and written back."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from bot.calendar.errors import InvalidRule
from bot.calendar.rules import DigestRule, Offset, QuietHours, offsets_text, parse_offsets
from bot.errors import UnknownZone

AUCKLAND = "Pacific/Auckland"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("weekdays 08:30 Pacific/Auckland", DigestRule((0, 1, 2, 3, 4), time(8, 30), AUCKLAND)),
        ("daily 07:00 Europe/Berlin", DigestRule(tuple(range(7)), time(7), "Europe/Berlin")),
        ("every day at 7:00 Europe/Berlin", DigestRule(tuple(range(7)), time(7), "Europe/Berlin")),
        ("mon,thu 9:00 UTC", DigestRule((0, 3), time(9), "UTC")),
        ("Mondays and Thursdays at 9.00 UTC", DigestRule((0, 3), time(9), "UTC")),
        ("weekends, mon 9:00", DigestRule((0, 5, 6), time(9), AUCKLAND)),
    ],
)
def test_a_digest_rule_is_read_and_written_back(text: str, rule: DigestRule) -> None:
    assert DigestRule.parse(text, AUCKLAND) == rule
    assert DigestRule.parse(str(rule)) == rule


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "is no digest rule"),
        ("weekdays", "is no digest rule"),
        ("weekdays 25:00 UTC", "is no digest rule"),
        ("weekdays 08:30", "names no time zone"),
        ("08:30 UTC", "names no day, so it would never come"),
        ("never 08:30 UTC", "“never” is no day of the week"),
        ("mo 08:30 UTC", "“mo” is no day of the week"),
        ("31 february 08:30 UTC", "“31” is no day of the week"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_one_that_can(text: str, fault: str) -> None:
    with pytest.raises(InvalidRule, match=f"{fault}.*; write weekdays 08:30 Pacific/Auckland"):
        DigestRule.parse(text)


def test_a_rule_in_an_unknown_zone_is_refused() -> None:
    with pytest.raises(UnknownZone, match=r"did you mean Pacific/Auckland\?"):
        DigestRule.parse("daily 8:00 Pacific/Aukland")


@pytest.mark.parametrize(
    ("text", "offsets", "written"),
    [
        (
            "1 day, 1 hour, at the moment",
            (Offset(days=1), Offset(minutes=60), Offset()),
            "1 day, 1 hour, at the moment",
        ),
        ("at the moment, an hour before, a day before, 1d", (Offset(days=1), Offset(minutes=60), Offset()), None),
        ("90m, 2w, 10 days", (Offset(days=14), Offset(days=10), Offset(minutes=90)), "2 weeks, 10 days, 90 minutes"),
    ],
)
def test_offsets_come_longest_first_and_once(text: str, offsets: tuple[Offset, ...], written: str | None) -> None:
    assert parse_offsets(text) == offsets
    assert offsets_text(offsets) == (written or "1 day, 1 hour, at the moment")
    assert parse_offsets(offsets_text(offsets)) == offsets


@pytest.mark.parametrize("text", ["", "1 day,", "soon", "-1 day", "1 day after", "1 month", "53 weeks", "99999 days"])
def test_an_offset_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(InvalidRule, match="write 1 day, 1 hour, at the moment"):
        parse_offsets(text)


@pytest.mark.parametrize(
    ("text", "instant", "over"),
    [
        ("22:00-07:00", datetime(2027, 5, 20, 9, 59, tzinfo=UTC), datetime(2027, 5, 20, 9, 59, tzinfo=UTC)),
        ("22:00-07:00", datetime(2027, 5, 20, 10, 0, tzinfo=UTC), datetime(2027, 5, 20, 19, 0, tzinfo=UTC)),
        ("22:00-07:00", datetime(2027, 5, 20, 18, 59, tzinfo=UTC), datetime(2027, 5, 20, 19, 0, tzinfo=UTC)),
        ("22:00-07:00", datetime(2027, 5, 20, 19, 0, tzinfo=UTC), datetime(2027, 5, 20, 19, 0, tzinfo=UTC)),
        ("12:00-13:30", datetime(2027, 5, 20, 0, 15, tzinfo=UTC), datetime(2027, 5, 20, 1, 30, tzinfo=UTC)),
        ("12:00-13:30", datetime(2027, 5, 20, 1, 30, tzinfo=UTC), datetime(2027, 5, 20, 1, 30, tzinfo=UTC)),
        # They end at a time that the clocks skip that day.
        ("22:00-02:30", datetime(2026, 9, 26, 12, 0, tzinfo=UTC), datetime(2026, 9, 26, 14, 0, tzinfo=UTC)),
        # They end at a time that comes twice, and it is the second one already.
        ("22:00-02:30", datetime(2027, 4, 3, 14, 15, tzinfo=UTC), datetime(2027, 4, 3, 14, 15, tzinfo=UTC)),
    ],
)
def test_quiet_hours_delay_to_their_end(text: str, instant: datetime, over: datetime) -> None:
    assert QuietHours.parse(text).over(instant, AUCKLAND) == over


@pytest.mark.parametrize("text", ["", "22:00", "22-7", "22:00-25:00", "22:00-22:00", "1:00-2:00-3:00"])
def test_quiet_hours_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(InvalidRule, match="write 22:00-07:00"):
        QuietHours.parse(text)
    assert str(QuietHours.parse("22:00-7:00")) == "22:00-07:00"
