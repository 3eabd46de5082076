"""When digests and reminders fall due, also on the two days a year when the clocks shift."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar.occurrences import begins, digests, next_digest, passes, reminders
from bot.calendar.rules import DigestRule, QuietHours, parse_offsets
from bot.domain import KeyDate
from bot.periods import PartialDate

AUCKLAND = "Pacific/Auckland"


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "after", "until", "expected"),
    [
        # The clocks go from 02:00 to 03:00: the digest of that day comes when they do, as 03:00 NZDT.
        (
            "daily 02:30 Pacific/Auckland",
            at(2026, 9, 25, 0),
            at(2026, 9, 28, 0),
            [
                ("2026-09-26", at(2026, 9, 25, 14, 30)),
                ("2026-09-27", at(2026, 9, 26, 14, 0)),
                ("2026-09-28", at(2026, 9, 27, 13, 30)),
            ],
        ),
        # The clocks go from 03:00 back to 02:00: once, at the first 02:30, NZDT.
        (
            "daily 02:30 Pacific/Auckland",
            at(2027, 4, 2, 0),
            at(2027, 4, 5, 0),
            [
                ("2027-04-03", at(2027, 4, 2, 13, 30)),
                ("2027-04-04", at(2027, 4, 3, 13, 30)),
                ("2027-04-05", at(2027, 4, 4, 14, 30)),
            ],
        ),
        (
            "weekdays 08:30 Pacific/Auckland",
            at(2026, 11, 5, 20, 0),
            at(2026, 11, 9, 12, 0),
            [("2026-11-09", at(2026, 11, 8, 19, 30))],
        ),
    ],
)
def test_digests_with_their_instants(
    rule: str, after: datetime, until: datetime, expected: list[tuple[str, datetime]]
) -> None:
    assert [(one.key, one.at) for one in digests(DigestRule.parse(rule), after, until)] == expected


def test_the_span_is_open_at_its_beginning_and_closed_at_its_end() -> None:
    rule = DigestRule.parse("daily 08:00 UTC")
    first, second = at(2027, 5, 20, 8), at(2027, 5, 21, 8)
    assert [one.at for one in digests(rule, first, second)] == [second]
    assert next_digest(rule, first) == second
    assert next_digest(rule, first - timedelta(microseconds=1)) == first


@given(
    start=st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: at(2026, 1, 1) + timedelta(minutes=minutes)),
    cuts=st.lists(st.integers(0, 20 * 24 * 60), max_size=6),
    rule=st.sampled_from(["daily 02:30 Pacific/Auckland", "mon,sun 00:30 America/New_York", "weekends 2:15 UTC"]),
)
def test_spans_put_together_give_what_the_whole_gives(start: datetime, cuts: list[int], rule: str) -> None:
    """However often and however late somebody looks: each occurrence is found once."""
    parsed = DigestRule.parse(rule)
    instants = sorted({start, start + timedelta(days=20), *(start + timedelta(minutes=cut) for cut in cuts)})
    parts = [one for after, until in pairwise(instants) for one in digests(parsed, after, until)]
    assert parts == list(digests(parsed, start, start + timedelta(days=20)))
    assert len({one.key for one in parts}) == len(parts)


def _key_date(iso: str, time: datetime | None = None, zone: str | None = AUCKLAND) -> KeyDate:
    return KeyDate("vote", "vote", at=PartialDate(iso), at_time=time, zone=zone)


def test_reminders_of_a_time() -> None:
    found = reminders(_key_date("2027-05-20", at(2027, 5, 20, 2)), parse_offsets("1 day, 1 hour, at the moment"), "UTC")
    assert [(one.when.key, one.when.at) for one in found] == [
        ("1 day 2027-05-19T14:00", at(2027, 5, 19, 2)),
        ("1 hour 2027-05-20T13:00", at(2027, 5, 20, 1)),
        ("at the moment 2027-05-20T14:00", at(2027, 5, 20, 2)),
    ]


def test_reminders_of_a_day_count_from_the_morning_in_its_own_zone() -> None:
    found = reminders(_key_date("2020-11-06"), parse_offsets("1 day, 1 hour"), "Europe/Berlin")
    assert [one.when.at for one in found] == [at(2020, 11, 4, 20), at(2020, 11, 5, 19)]
    without_zone = reminders(_key_date("2020-11-06", zone=None), parse_offsets("1 day"), "Europe/Berlin")
    assert [one.when.at for one in without_zone] == [at(2020, 11, 5, 8)]


@pytest.mark.parametrize("iso", ["2027", "2027-Q2", "2027-05"])
def test_a_date_not_known_to_the_day_has_no_reminders(iso: str) -> None:
    assert reminders(_key_date(iso), parse_offsets("1 day"), AUCKLAND) == []


def test_a_day_before_is_the_same_time_of_day_though_the_clocks_shift_between() -> None:
    after_spring = _key_date("2026-09-27", at(2026, 9, 26, 21))  # 10:00 NZDT
    found = reminders(after_spring, parse_offsets("1 day, 24 hours"), AUCKLAND)
    assert [one.when.key for one in found] == ["1 day 2026-09-26T10:00", "24 hours 2026-09-26T09:00"]
    assert [one.when.at for one in found] == [at(2026, 9, 25, 22), at(2026, 9, 25, 21)]


def test_a_day_before_that_falls_into_the_gap_comes_right_after_it() -> None:
    found = reminders(_key_date("2026-09-28", at(2026, 9, 27, 13, 30)), parse_offsets("1 day"), AUCKLAND)
    assert [one.when.at for one in found] == [at(2026, 9, 26, 14, 0)]


def test_quiet_hours_delay_reminders_and_leave_the_nearest_of_those_they_hold() -> None:
    early = _key_date("2027-05-20", at(2027, 5, 19, 17, 30))  # 05:30 in Auckland
    found = reminders(early, parse_offsets("1 day, 6 hours, 1 hour"), AUCKLAND, QuietHours.parse("22:00-07:00"))
    assert [(str(one.offset), one.when.at, one.when.due) for one in found] == [
        ("1 day", at(2027, 5, 18, 17, 30), at(2027, 5, 18, 19, 0)),
        ("1 hour", at(2027, 5, 19, 16, 30), at(2027, 5, 19, 19, 0)),
    ]


def test_when_a_date_begins_and_has_passed() -> None:
    assert begins(_key_date("2020-11-06"), "UTC") == at(2020, 11, 5, 11)
    assert passes(_key_date("2020-11-06"), "UTC") == at(2020, 11, 6, 11)
    assert passes(_key_date("2020-11", zone=None), "UTC") == at(2020, 12, 1)
    assert passes(_key_date("2027-05-20", at(2027, 5, 20, 2)), "UTC") == at(2027, 5, 20, 2)
    assert passes(_key_date(date.max.isoformat()), "UTC").date() == date.max
