"""Key dates from and to files: what is written is read back, and what cannot be read is said."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.calendar.errors import UnreadableDates
from bot.calendar.exchange import FORMATS, read_dates, write_dates
from bot.domain import KeyDate, KeyDateStatus
from bot.errors import ImportRefused, LedgerUnreadable, UnknownZone
from bot.ingest import read
from bot.ledger.record import record
from bot.periods import PartialDate
from bot.store.reader import Reader
from tests.calendar.newsroom import AUCKLAND, START, Newsroom, utc

SAMPLE = Path(__file__).parents[2] / "data" / "nz-drug-law"
DATES = (
    KeyDate(
        "vote", "the vote, at last", ("ballot", "poll"), PartialDate("2027-05-20"), utc(2027, 5, 20, 2), AUCKLAND,
        KeyDateStatus.MOVED, "office", "p. 2", "turnout",
    ),
    KeyDate("count", "the count", at=PartialDate("2027-05-21"), zone=AUCKLAND),
    KeyDate("summer", "summer", at=PartialDate("2027-12")),
    KeyDate("off", "the party", at=PartialDate("2027-06-01"), status=KeyDateStatus.CANCELLED),
    # 02:30 comes twice that day: the first and the second.
    KeyDate("early", "early", at=PartialDate("2027-04-04"), at_time=utc(2027, 4, 3, 13, 30), zone=AUCKLAND),
    KeyDate("late", "late", at=PartialDate("2027-04-04"), at_time=utc(2027, 4, 3, 14, 30), zone=AUCKLAND),
)  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_written_is_read_back(newsroom: Newsroom, tmp_path: Path, form: str) -> None:
    catalogue = Reader(newsroom.engine, START).catalogue()
    path = tmp_path / f"dates.{form}"
    path.write_text(write_dates(DATES, catalogue, form, START), encoding="utf-8", newline="")
    assert read_dates(path).key_dates == DATES
    record(newsroom.engine, read_dates(path), START)
    recorded = Reader(newsroom.engine, START).catalogue()
    assert set(recorded.key_dates.values()) == set(DATES)
    record(newsroom.engine, read_dates(path), START)
    assert Reader(newsroom.engine, START).revision() == recorded.revision


@pytest.mark.parametrize("form", FORMATS)
def test_the_sample_s_dates_go_out_and_come_back(newsroom: Newsroom, tmp_path: Path, form: str) -> None:
    package = read(SAMPLE)
    record(newsroom.engine, package, START)
    before = Reader(newsroom.engine, START).catalogue()
    path = tmp_path / f"dates.{form}"
    path.write_text(write_dates(tuple(before.key_dates.values()), before, form, START), encoding="utf-8", newline="")
    record(newsroom.engine, read_dates(path), START)
    assert Reader(newsroom.engine, START).catalogue() == before


def _calendar(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""])


def _event(*lines: str) -> str:
    return _calendar("BEGIN:VEVENT", *lines, "END:VEVENT")


def _read(tmp_path: Path, text: str, zone: str | None = None) -> KeyDate:
    path = tmp_path / "dates.ics"
    path.write_text(text, encoding="utf-8", newline="")
    (found,) = read_dates(path, zone).key_dates
    return found


@pytest.mark.parametrize(
    ("start", "zone", "time", "meant"),
    [
        ("DTSTART;TZID=Pacific/Auckland:20270520T140000", None, utc(2027, 5, 20, 2), AUCKLAND),
        ("DTSTART;TZID=New Zealand Standard Time:20270520T140000", None, utc(2027, 5, 20, 2), AUCKLAND),
        ("DTSTART:20270520T020000Z", AUCKLAND, utc(2027, 5, 20, 2), AUCKLAND),
        ("DTSTART:20270520T020000Z", None, utc(2027, 5, 20, 2), "UTC"),
        ("DTSTART:20270520T140000", AUCKLAND, utc(2027, 5, 20, 2), AUCKLAND),
        ("DTSTART;VALUE=DATE:20270520", None, None, None),
    ],
)
def test_events_of_other_programs(
    tmp_path: Path, start: str, zone: str | None, time: object, meant: str | None
) -> None:
    found = _read(tmp_path, _event("UID:a-1", "SUMMARY:The  vote", "URL:https://example.org/v", start), zone)
    assert (found.label, found.at.iso, found.at_time, found.zone) == ("The vote", "2027-05-20", time, meant)
    assert found.source is not None
    again = _read(tmp_path, _event("UID:a-1", "SUMMARY:The great vote", "STATUS:CANCELLED", start), zone)
    assert (again.id, again.status) == (found.id, KeyDateStatus.CANCELLED)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("UID:1", "DTSTART:20270520T020000Z"), "has no title"),
        (("UID:1", "SUMMARY:x"), "has no beginning"),
        (("UID:1", "SUMMARY:x", "DTSTART:2027"), "has no beginning"),
        (("UID:1", "SUMMARY:x", "DTSTART:20270520T140000"), "no time zone that is known; name the one .* with --zone"),
        (("UID:1", "SUMMARY:x", "DTSTART;TZID=Mars/Base:20270520T140000"), "no time zone that is known"),
        (
            ("UID:1", "SUMMARY:x", "DTSTART;TZID=Pacific/Auckland:20260927T023000"),
            "does not exist .*; write 2026-09-27",
        ),
        (("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20270520", "RRULE:FREQ=MONTHLY"), "repeats; write each"),
        (("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20270520", "X-FACTDESK-STATUS:soon"), "soon"),
        (("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20270520", "X-FACTDESK-AT:soon"), "“soon” is not a date; write"),
        (("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20270520", "X-FACTDESK-AT:9999"), "too far off .*; write a year"),
        (("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE;X-FACTDESK-ZONE=Mars/Base:20270520"), "“Mars/Base” is not a time"),
        (("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE;X-FACTDESK-ZONE=:20270520"), "“” is not a time zone; write an"),
        (("UID:1", "SUMMARY:x", "DTSTART;X-FACTDESK-ZONE=auckland:20270520T020000Z"), "did you mean Pacific/Auckland"),
        (("UID:1", "SUMMARY:x", "DTSTART;TZID=right/UTC:20270520T140000"), "“right/UTC” is not a time zone"),
        (("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:00010101"), "“0001-01-01” is too far off .* from 1800 to 2200"),
        (("UID:1", "SUMMARY:x", "DTSTART:99991231T235959Z"), "“9999-12-31” is too far off"),
        (("UID:1", "SUMMARY:x", "DTSTART;TZID=Pacific/Auckland:00010101T000000"), "“0001-01-01” is too far off"),
        (
            ("UID:1", "SUMMARY:x", "DTSTART;X-FACTDESK-ZONE=Pacific/Auckland:22001231T230000Z"),
            "“2201-01-01” is too far off",
        ),
    ],
)
def test_a_faulty_event_refuses_the_whole_file(tmp_path: Path, lines: tuple[str, ...], told: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        _read(tmp_path, _event(*lines))
    (problem,) = refused.value.problems
    assert problem.file == "dates.ics"
    assert re.search(told, str(problem))


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT", _calendar()])
def test_what_is_no_calendar_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableDates, match=r"dates\.ics .*; save it as an iCalendar file"):
        _read(tmp_path, text)


def test_files_of_other_kinds_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDates, match=r"give one that ends in \.ics or \.csv"):
        read_dates(tmp_path / "dates.xlsx")
    with pytest.raises(LedgerUnreadable, match="does not exist"):
        read_dates(tmp_path / "dates.ics")
    with pytest.raises(UnknownZone):
        read_dates(tmp_path / "dates.ics", "Auckland")


def test_faults_of_a_table_are_told_by_line(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("key_date,label,at,zone\nvote,the vote,2027-02-30,\ncount,,2027-05-20,Mars\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        read_dates(path)
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [
        (2, "at"),
        (3, "label"),
        (3, "zone"),
    ]


def test_every_date_too_far_off_and_every_unknown_zone_is_told_at_once(newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    rows = (
        "sound,Sound,2027-05-20,Pacific/Auckland",
        "old,Old,0001-01-01,Pacific/Auckland",
        "end,End,9999-12-31T23:59,UTC",
        "never,Never,9999,",
        "both,Both,0001-01-01T00:00+14:00,Evil/Zone",
        "unsaid,Unsaid,0001-01-01T00:00,",
    )
    path.write_text("\n".join(("key_date,label,at,zone", *rows, "")), encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        record(newsroom.engine, read_dates(path), START)
    told = [(problem.line, problem.column) for problem in refused.value.problems]
    assert told == [(3, "at"), (4, "at"), (5, "at"), (6, "zone"), (6, "at"), (7, "zone"), (7, "at")]
    assert all("; " in str(problem) for problem in refused.value.problems)
    assert Reader(newsroom.engine, START).catalogue().key_dates == {}


def test_what_a_date_brings_has_to_be_in_the_ledger(newsroom: Newsroom, tmp_path: Path) -> None:
    vote = replace(DATES[0], brings="rainfall")
    path = tmp_path / "dates.csv"
    path.write_text(write_dates([vote], Reader(newsroom.engine, START).catalogue(), "csv", START), encoding="utf-8")
    with pytest.raises(ImportRefused):
        record(newsroom.engine, read_dates(path), START)
    assert Reader(newsroom.engine, START).catalogue().key_dates == {}


_SECRET = KeyDate("raid", "the raid", at=PartialDate("2027-05-30"), zone=AUCKLAND, embargo_until=utc(2027, 5, 25))


@pytest.mark.parametrize("form", FORMATS)
def test_an_embargo_goes_out_and_comes_back(newsroom: Newsroom, tmp_path: Path, form: str) -> None:
    over = replace(_SECRET, id="over", label="the fair", embargo_until=START)
    path = tmp_path / f"dates.{form}"
    catalogue = Reader(newsroom.engine, START).catalogue()
    path.write_text(write_dates([_SECRET, over], catalogue, form, START), encoding="utf-8", newline="")
    assert read_dates(path).key_dates == (_SECRET, replace(over, embargo_until=None))
    assert set(read_dates(path).lines) == {("key_dates", "raid"), ("key_dates", "over")}


@pytest.mark.parametrize(
    "name", ["X-EMBARGO", "X-FACTDESK-EMBARGO", "X-FACTDESK-EMBARGO-UNTILL", "X-UNDER-EMBARGO-UNTIL"]
)
def test_a_property_that_seems_to_withhold_is_refused(tmp_path: Path, name: str) -> None:
    event = ("BEGIN:VEVENT", "SUMMARY:Raid", "DTSTART;VALUE=DATE:20270530", f"{name}:2027-05-25T00:00Z", "END:VEVENT")
    with pytest.raises(ImportRefused) as caught:
        _read(tmp_path, _calendar(*event))
    right = "did you mean X-FACTDESK-EMBARGO-UNTIL of the event? If not, leave it out"
    assert caught.value.problems[0].right == right
    of_all = (f"{name}:2027-05-25T00:00Z", "BEGIN:VEVENT", "SUMMARY:Raid", "DTSTART;VALUE=DATE:20270530", "END:VEVENT")
    with pytest.raises(ImportRefused) as caught:
        _read(tmp_path, _calendar(*of_all))
    assert caught.value.problems[0].right == "write X-FACTDESK-EMBARGO-UNTIL in each event"


@pytest.mark.parametrize(
    "lines",
    [
        ("X-FACTDESK-EMBARGO-UNTIL:2027-05-25",),
        ("X-FACTDESK-EMBARGO-UNTIL:Tuesday",),
        ("X-FACTDESK-EMBARGO-UNTIL:2027-05-25T00:00Z", "X-FACTDESK-EMBARGO-UNTIL:2027-05-26T00:00Z"),
    ],
)
def test_an_embargo_that_cannot_be_read_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(ImportRefused):
        _read(tmp_path, _event("SUMMARY:Raid", "DTSTART;VALUE=DATE:20270530", *lines))


@pytest.mark.parametrize("secret_first", [True, False])
def test_an_event_that_comes_twice_keeps_the_embargo_of_either(tmp_path: Path, secret_first: bool) -> None:
    open_, secret = (
        ("BEGIN:VEVENT", "UID:1", "SUMMARY:Raid", "DTSTART;VALUE=DATE:20270530", *more, "END:VEVENT")
        for more in ((), ("X-FACTDESK-EMBARGO-UNTIL:2027-05-25T00:00Z",))
    )
    found = _read(tmp_path, _calendar(*(*secret, *open_) if secret_first else (*open_, *secret)))
    assert found.embargo_until == utc(2027, 5, 25)


@pytest.mark.parametrize("name", ["embargo", "Embargoed until"])
def test_a_misspelt_column_of_dates_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(f"key_date,label,at,{name}\nraid,Raid,2027-05-30,2027-05-25T00:00Z\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as caught:
        read_dates(path)
    assert [(one.line, one.column) for one in caught.value.problems] == [(1, name)]


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2027-05-20T14:00Z", AUCKLAND, "2027-05-21"),
        ("2027-05-20T14:00+12:00", "Pacific/Honolulu", "2027-05-19"),
        ("2027-05-20T14:00", AUCKLAND, "2027-05-20"),
    ],
)
def test_a_time_with_an_offset_is_on_the_day_that_its_zone_has_then(
    tmp_path: Path, at: str, zone: str, day: str
) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(f"key_date,label,at,zone\nk1,Rate decision,{at},{zone}\n", encoding="utf-8")
    (key_date,) = read_dates(path, None).key_dates
    assert key_date.at.iso == day


@pytest.mark.parametrize(
    ("at", "zone"), [("2200-12-31T23:00-05:00", AUCKLAND), ("1800-01-01T00:00+13:00", "Pacific/Honolulu")]
)
def test_the_years_of_key_dates_are_those_of_its_zone(tmp_path: Path, at: str, zone: str) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(f"key_date,label,at,zone\nk1,Rate decision,{at},{zone}\n", encoding="utf-8")
    with pytest.raises(ImportRefused) as caught:
        read_dates(path, None)
    assert "is too far off for a key date" in caught.value.problems[0].wrong


def _versions(newsroom: Newsroom, tmp_path: Path, *versions: tuple[str, ...]) -> list[str]:
    """What the newsroom is told when it imports these versions of one event, each in a file of its own."""
    told = list[str]()
    for lines in versions:
        method = [line for line in lines if line.startswith("METHOD")]
        event = ("UID:1", "SUMMARY:Count ends", *(line for line in lines if line not in method))
        path = tmp_path / "dates.ics"
        path.write_text(_calendar(*method, "BEGIN:VEVENT", *event, "END:VEVENT"), encoding="utf-8", newline="")
        told += record(newsroom.engine, read_dates(path), START).warnings
    return told


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (("SEQUENCE:2", "DTSTART:20270620T210000Z"), ("SEQUENCE:5", "DTSTART:20270520T210000Z")),
        (("SEQUENCE:5", "DTSTART:20270520T210000Z"), ("METHOD:CANCEL", "SEQUENCE:6", "DTSTART:20270520T210000Z")),
        (("DTSTART:20270620T210000Z",), ("SEQUENCE:1", "DTSTART:20270520T210000Z")),
    ],
)
def test_an_older_version_changes_nothing_whichever_file_comes_last(
    newsroom: Newsroom, tmp_path: Path, earlier: tuple[str, ...], later: tuple[str, ...]
) -> None:
    assert _versions(newsroom, tmp_path, later) == []
    (before,) = Reader(newsroom.engine, START).catalogue().key_dates.values()
    (told,) = _versions(newsroom, tmp_path, earlier)
    assert "is an older version (SEQUENCE" in told
    (after,) = Reader(newsroom.engine, START).catalogue().key_dates.values()
    assert after == before
    assert _versions(newsroom, tmp_path, later) == []


def test_an_older_version_may_still_withhold(newsroom: Newsroom, tmp_path: Path) -> None:
    secret = ("X-FACTDESK-EMBARGO-UNTIL:2099-05-01T00:00:00Z",)
    begins = "DTSTART:20270520T210000Z"
    _versions(newsroom, tmp_path, ("SEQUENCE:5", begins), ("SEQUENCE:2", begins, *secret))
    assert Reader(newsroom.engine, START).catalogue().key_dates == {}


def test_the_version_of_a_date_goes_out_and_comes_back(newsroom: Newsroom, tmp_path: Path) -> None:
    begins = "DTSTART:20270520T210000Z"
    assert _versions(newsroom, tmp_path, ("SEQUENCE:5", begins)) == []
    catalogue = Reader(newsroom.engine, START).catalogue()
    path = tmp_path / "out.ics"
    path.write_text(write_dates(list(catalogue.key_dates.values()), catalogue, "ics", START), encoding="utf-8")
    batch = read_dates(path)
    assert record(newsroom.engine, batch, START).warnings == ()
    assert batch.key_dates == tuple(catalogue.key_dates.values())


@pytest.mark.parametrize("number", ["-1", "4294967296"])
def test_a_version_counts_from_nothing_on(tmp_path: Path, number: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        _read(tmp_path, _event("UID:1", "SUMMARY:x", "DTSTART:20270520T210000Z", f"SEQUENCE:{number}"))
    assert "no number that counts versions" in str(refused.value.problems[0])
