"""Local times that exist once, never, or twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.errors import AmbiguousTime, ImpossibleTime, UnknownZone
from bot.zones import first_instant, instant_of, local_time, zone_of

AUCKLAND = "Pacific/Auckland"

local = datetime.fromisoformat


def test_a_time_that_exists_once() -> None:
    assert instant_of(local("2027-05-20 14:00"), AUCKLAND) == datetime(2027, 5, 20, 2, tzinfo=UTC)
    assert local_time(datetime(2027, 5, 20, 2, tzinfo=UTC), AUCKLAND) == local("2027-05-20 14:00")


def test_a_time_that_the_clocks_skip_is_refused_with_one_that_they_show() -> None:
    with pytest.raises(ImpossibleTime, match=r"2026-09-27 02:30 does not exist .*; write 2026-09-27 03:00 or later"):
        instant_of(local("2026-09-27 02:30"), AUCKLAND)


def test_a_time_that_comes_twice_is_refused_with_both_offsets() -> None:
    with pytest.raises(AmbiguousTime) as told:
        instant_of(local("2027-04-04 02:30"), AUCKLAND)
    assert "write 2027-04-04 02:30+13:00 for the first or 2027-04-04 02:30+12:00 for the second" in str(told.value)


@pytest.mark.parametrize(
    ("shown", "zone", "instant"),
    [
        (local("2026-09-27 02:30"), AUCKLAND, datetime(2026, 9, 26, 14, 0, tzinfo=UTC)),
        (local("2026-09-27 03:30"), AUCKLAND, datetime(2026, 9, 26, 14, 30, tzinfo=UTC)),
        (local("2027-04-04 02:30"), AUCKLAND, datetime(2027, 4, 3, 13, 30, tzinfo=UTC)),
        # The clocks go forward by half an hour.
        (local("2026-10-04 02:15"), "Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        # A whole day that was left out.
        (local("2011-12-30 12:00"), "Pacific/Apia", datetime(2011, 12, 30, 10, 0, tzinfo=UTC)),
    ],
)
def test_the_first_instant_at_which_clocks_show_a_time_or_later(shown: datetime, zone: str, instant: datetime) -> None:
    assert first_instant(shown, zone) == instant


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("Pacific/Aukland", r"did you mean Pacific/Auckland\?"),
        ("auckland", r"did you mean Pacific/Auckland\?"),
        ("new york", r"did you mean America/New_York\?"),
        ("Pacific/Nowhere", "write an IANA name such as Pacific/Auckland"),
        ("Mars", "write an IANA name such as Pacific/Auckland"),
        ("NZDT", "write the place, as Pacific/Auckland"),
        ("BST", "write the place, as Pacific/Auckland"),
        ("UTC+13", "write an IANA name such as Pacific/Auckland"),
        ("GMT-5", "write an IANA name such as Pacific/Auckland"),
        ("", "write an IANA name such as Pacific/Auckland"),
        ("../../etc/passwd", "is not a time zone"),
    ],
)
def test_an_unknown_zone_is_refused_with_a_known_one(name: str, right: str) -> None:
    with pytest.raises(UnknownZone, match=right):
        zone_of(name)
