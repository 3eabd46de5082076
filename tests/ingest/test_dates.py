from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.ingest.dates import (
    is_date_time,
    parse_date,
    parse_instant,
    parse_local_time,
    parse_period,
    parse_publication,
    parse_zone,
)
from bot.ingest.faults import BadCell


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("", ""),
        ("2020", "2020"),
        ("2020-Q2", "2020-Q2"),
        ("2020q2", "2020-Q2"),
        ("Q2 2020", "2020-Q2"),
        ("2020-04", "2020-04"),
        ("2020-02-29", "2020-02-29"),
        ("April 2020", "2020-04"),
        ("sept. 2020", "2020-09"),
        ("6 November 2020", "2020-11-06"),
        ("2019-08/2020-07", "2019-08/2020-07"),
        ("2019/2020", "2019/2020"),
        ("August 2019 / July 2020", "2019-08/2020-07"),
        ("1980/..", "1980/.."),
        ("1980/", "1980/.."),
        ("../1980", "../1980"),
    ],
)
def test_periods_are_brought_to_iso_8601(text: str, iso: str) -> None:
    assert parse_period(text).iso == iso


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2019/20", "write 2019/2020 for the whole of both years, or, say, 2019-07/2020-06"),
        ("2020-13", "write 2020, 2020-Q2, 2020-11, 2020-11-06 or 2019-08/2020-07"),
        ("1999-00", "write 1999/2000 for the whole of both years, or, say, 1999-07/2000-06"),
        ("6/11/2020", "write 2020-06-11 or 2020-11-06"),
        ("13/11/2020", "write 2020-11-13"),
        ("2020-11-06T14:00", "write 2020-11-06 without a time"),
        ("2020/2019", "write the earlier date first"),
        ("2020-02-30", "write 2020, 2020-Q2, 2020-11, 2020-11-06 or 2019-08/2020-07"),
        ("last year", "write 2020, 2020-Q2, 2020-11, 2020-11-06 or 2019-08/2020-07"),
        ("2018/2019/2020", "write 2020, 2020-Q2, 2020-11, 2020-11-06 or 2019-08/2020-07"),
    ],
)
def test_a_refused_period_comes_with_what_was_meant(text: str, right: str) -> None:
    with pytest.raises(BadCell) as bad:
        parse_period(text)
    assert bad.value.right == right


@pytest.mark.parametrize(
    "text", ["/", "..", "../..", "2020-00", "2020-13", "0000", "٢٠٢٠", "20", "Smarch 2020", "99/99/2020"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        parse_period(text)


def test_a_date_is_no_interval() -> None:
    assert parse_date("6 Nov 2020").iso == "2020-11-06"
    with pytest.raises(BadCell):
        parse_date("2019/2020")


def test_a_time_of_publication_is_no_embargo() -> None:
    for text in ("2031-01-01T00:00+13:00", "2031-01-01 09:00"):
        with pytest.raises(BadCell) as bad:
            parse_publication(text)
        assert bad.value.right == (
            "write 2031-01-01 without a time; what nobody may see before has its time in embargo_until"
        )
    assert parse_publication("2031-01-01").iso == "2031-01-01"


def test_an_instant_needs_its_offset() -> None:
    assert parse_instant("2020-11-06T14:00+13:00") == datetime(2020, 11, 6, 1, tzinfo=UTC)
    assert parse_instant("2020-11-06 14:00Z") == datetime(2020, 11, 6, 14, tzinfo=UTC)
    with pytest.raises(BadCell, match="no time zone"):
        parse_instant("2020-11-06T14:00")


@pytest.mark.parametrize("text", ["2020-11-06", "2020-11-06T25:00Z", "0001-01-01T00:00+14:00", "soon"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(BadCell):
        parse_instant(text)


def test_local_times_are_those_of_their_zone() -> None:
    assert is_date_time("2020-11-06T14:00")
    assert not is_date_time("2020-11-06")
    assert parse_local_time("2020-11-06T14:00", "Pacific/Auckland") == datetime(2020, 11, 6, 1, tzinfo=UTC)
    assert parse_local_time("2020-11-06T14:00Z", "Pacific/Auckland") == datetime(2020, 11, 6, 14, tzinfo=UTC)


def test_a_local_time_that_the_clocks_skip_or_repeat_is_refused() -> None:
    with pytest.raises(BadCell, match="is skipped"):
        parse_local_time("2020-09-27T02:30", "Pacific/Auckland")
    with pytest.raises(BadCell, match=r"comes twice.*as 2020-04-05T02:30\+13:00"):
        parse_local_time("2020-04-05T02:30", "Pacific/Auckland")
    assert parse_local_time("2020-04-05T02:30+13:00", "Pacific/Auckland") == datetime(2020, 4, 4, 13, 30, tzinfo=UTC)


def test_a_zone_is_one_of_iana() -> None:
    assert parse_zone("Pacific/Auckland") == "Pacific/Auckland"
    with pytest.raises(BadCell, match="did you mean Pacific/Auckland"):
        parse_zone("Pacific/Aukland")
    with pytest.raises(BadCell):
        parse_zone("../../etc/passwd")
