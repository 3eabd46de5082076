"""Calendars of other programs, as the standard of iCalendar means them: zones, ends, versions, letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.calendar.errors import UnreadableDates
from bot.calendar.exchange import read_dates
from bot.domain import KeyDate, KeyDateStatus
from bot.errors import ImportRefused, LedgerUnreadable
from bot.ingest.batch import Batch
from tests.calendar.newsroom import AUCKLAND, utc

OSLO = "Europe/Oslo"


def _event(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", *lines, "END:VEVENT")


def _text(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""])


def _batch(tmp_path: Path, content: str | bytes, zone: str | None = None, newsroom: str | None = None) -> Batch:
    path = tmp_path / "releases.ics"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_dates(path, zone, newsroom)


def _dates(tmp_path: Path, *lines: str, zone: str | None = None, newsroom: str | None = None) -> list[KeyDate]:
    return list(_batch(tmp_path, _text(*lines), zone, newsroom).key_dates)


def _told(tmp_path: Path, *lines: str) -> str:
    """Why a calendar is refused."""
    with pytest.raises(ImportRefused) as refused:
        _dates(tmp_path, *lines)
    return "\n".join(map(str, refused.value.problems))


def _rules(name: str, winter: str = "+0100", summer: str = "+0200", *more: str) -> tuple[str, ...]:
    """A zone as a calendar program describes it, with the clocks of central Europe."""
    return (
        "BEGIN:VTIMEZONE", f"TZID:{name}", *more,
        "BEGIN:STANDARD", "DTSTART:16011028T030000", f"TZOFFSETFROM:{summer}", f"TZOFFSETTO:{winter}",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:16010325T020000", f"TZOFFSETFROM:{winter}", f"TZOFFSETTO:{summer}",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT",
        "END:VTIMEZONE",
    )  # fmt: skip


_LATE = _event("UID:1", "SUMMARY:Budget speech", "DTSTART:20280704T223000Z")


@pytest.mark.parametrize(
    ("lines", "zone", "newsroom", "meant", "day"),
    [
        ((f"X-WR-TIMEZONE:{OSLO}", *_LATE), None, AUCKLAND, OSLO, "2028-07-05"),
        (("X-WR-TIMEZONE:W. Europe Standard Time", *_LATE), None, None, "Europe/Berlin", "2028-07-05"),
        (("TIMEZONE-ID:America/Lima", *_LATE), None, AUCKLAND, "America/Lima", "2028-07-04"),
        ((f"X-WR-TIMEZONE:{OSLO}", *_LATE), "America/Lima", AUCKLAND, "America/Lima", "2028-07-04"),
        (_LATE, None, OSLO, OSLO, "2028-07-05"),
        (("X-WR-TIMEZONE:Customized Time Zone", *_LATE), None, OSLO, OSLO, "2028-07-05"),
        (("X-WR-TIMEZONE:UTC", *_LATE), None, OSLO, "UTC", "2028-07-04"),
        (_LATE, None, None, "UTC", "2028-07-04"),
    ],
)
def test_an_instant_is_meant_in_the_calendar_s_zone_or_the_newsroom_s(
    tmp_path: Path, lines: tuple[str, ...], zone: str | None, newsroom: str | None, meant: str, day: str
) -> None:
    (found,) = _dates(tmp_path, *lines, zone=zone, newsroom=newsroom)
    assert (found.zone, found.at.iso, found.at_time) == (meant, day, utc(2028, 7, 4, 22, 30))


@pytest.mark.parametrize(
    ("name", "more", "meant"),
    [
        ("Romance Standard Time", (), "Europe/Paris"),
        ("W. Europe Standard Time", (), "Europe/Berlin"),
        ("/citadel.org/20210210_1/Europe/Oslo", (), OSLO),
        ("Customized Time Zone", ("X-LIC-LOCATION:Europe/Vienna",), "Europe/Vienna"),
        ("Customized Time Zone", ("TZID-ALIAS-OF:Europe/Rome",), "Europe/Rome"),
        ("(UTC+01:00) Amsterdam\\, Berlin\\, Bern\\, Rom", (), AUCKLAND),
        ("Office", (), AUCKLAND),
    ],
)
def test_a_zone_that_the_file_describes_is_that_of_the_place(
    tmp_path: Path, name: str, more: tuple[str, ...], meant: str
) -> None:
    """By whatever name; where no place is told, the newsroom's clocks tell it. The instant is the file's."""
    quoted = name.replace("\\", "")
    event = _event("UID:1", "SUMMARY:Ballot", f'DTSTART;TZID="{quoted}":20280704T233000')
    (found,) = _dates(tmp_path, *_rules(name, "+0100", "+0200", *more), *event, newsroom=AUCKLAND)
    assert (found.zone, found.at_time) == (meant, utc(2028, 7, 4, 21, 30))
    assert found.at.iso == ("2028-07-05" if meant == AUCKLAND else "2028-07-04")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Tokyo Standard Time", "Asia/Tokyo"),
        ("SA Pacific Standard Time", "America/Bogota"),
        ("/example.org/Asia/Tokyo", "Asia/Tokyo"),
        ("America/Argentina/Salta", "America/Argentina/Salta"),
    ],
)
def test_a_zone_that_the_file_only_names(tmp_path: Path, name: str, meant: str) -> None:
    (found,) = _dates(tmp_path, *_event("UID:1", "SUMMARY:Ballot", f"DTSTART;TZID={name}:20280704T080000"))
    assert (found.zone, found.at.iso) == (meant, "2028-07-04")


def test_a_time_without_a_zone_is_in_the_calendar_s(tmp_path: Path) -> None:
    floating = _event("UID:1", "SUMMARY:Ballot", "DTSTART:20280704T080000")
    (found,) = _dates(tmp_path, f"X-WR-TIMEZONE:{OSLO}", *floating)
    assert (found.zone, found.at_time) == (OSLO, utc(2028, 7, 4, 6))
    assert "name the one that is meant with --zone" in _told(tmp_path, *floating)
    nowhere = _event("UID:1", "SUMMARY:Ballot", "DTSTART;TZID=Moon/Base:20280704T080000")
    assert "no time zone that is known" in _told(tmp_path, f"X-WR-TIMEZONE:{OSLO}", *nowhere)


@pytest.mark.parametrize(
    ("lines", "until"),
    [
        (("DTSTART;VALUE=DATE:20280704", "DTEND;VALUE=DATE:20280709"), "“Poll” (until 2028-07-08)"),
        (("DTSTART;VALUE=DATE:20280704", "DURATION:P2W"), "“Poll” (until 2028-07-17)"),
        (("DTSTART:20280704T080000Z", "DTEND:20280704T093000Z"), "“Poll” (until 2028-07-04 09:30)"),
        (
            ("DTSTART;TZID=Asia/Tokyo:20280704T080000", "DURATION:PT36H"),
            "“Poll” (until 2028-07-05 20:00)",
        ),
    ],
)
def test_an_end_that_is_left_out_is_said(tmp_path: Path, lines: tuple[str, ...], until: str) -> None:
    batch = _batch(tmp_path, _text(*_event("UID:1", "SUMMARY:Poll", *lines)))
    assert batch.warnings == (f"A key date is when something begins: left out is the end of {until}.",)


@pytest.mark.parametrize("lines", [("DTEND;VALUE=DATE:20280705",), ("DURATION:P1D",), ()])
def test_a_day_has_no_end_to_tell(tmp_path: Path, lines: tuple[str, ...]) -> None:
    batch = _batch(tmp_path, _text(*_event("UID:1", "SUMMARY:Poll", "DTSTART;VALUE=DATE:20280704", *lines)))
    assert batch.warnings == ()


def test_many_ends_are_counted(tmp_path: Path) -> None:
    events = [
        _event(f"UID:{day}", f"SUMMARY:Day {day}", f"DTSTART:2028070{day}T080000Z", "DURATION:PT1H")
        for day in range(1, 8)
    ]
    (warning,) = _batch(tmp_path, _text(*(line for event in events for line in event))).warnings
    assert warning.endswith("“Day 3” (until 2028-07-03 09:00) and of 4 more.")


def _issue(day: str, *more: str, title: str = "Prices") -> tuple[str, ...]:
    return _event("UID:p", f"SUMMARY:{title}", f"DTSTART;TZID=Europe/Oslo:{day}T080000", *more)


def test_each_date_of_a_series_counts(tmp_path: Path) -> None:
    days = ("20280110", "20280210", "20280310")
    events = [_issue(day, f"RECURRENCE-ID;TZID=Europe/Oslo:{day}T080000") for day in days]
    found = _dates(tmp_path, *(line for event in events for line in event))
    assert [one.at.iso for one in found] == ["2028-01-10", "2028-02-10", "2028-03-10"]
    assert len({one.id for one in found}) == 3
    moved = _issue("20280212", "RECURRENCE-ID:20280210T070000Z", "SEQUENCE:1")
    (again,) = _dates(tmp_path, *moved)
    assert (again.id, again.at.iso) == (found[1].id, "2028-02-12")
    assert "changes all later ones as well" in _told(
        tmp_path, *_issue("20280212", "RECURRENCE-ID;RANGE=THISANDFUTURE:20280210T070000Z")
    )


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        (("20280111", "SEQUENCE:3"), ("20280110", "SEQUENCE:2"), "2028-01-11"),
        (("20280110",), ("20280111", "SEQUENCE:1"), "2028-01-11"),
        (("20280111", "DTSTAMP:20271201T090000Z"), ("20280110", "DTSTAMP:20271130T090000Z"), "2028-01-11"),
        (("20280111",), ("20280111",), "2028-01-11"),
        (
            ("20280110", "SEQUENCE:1", "DTSTAMP:20271231T090000Z"),
            ("20280111", "SEQUENCE:12", "DTSTAMP:20271130T090000Z"),
            "2028-01-11",
        ),
    ],
)
def test_the_later_version_of_an_event_counts(
    tmp_path: Path, first: tuple[str, ...], second: tuple[str, ...], day: str
) -> None:
    (found,) = _dates(tmp_path, *_issue(*first), *_issue(*second))
    assert found.at.iso == day


@pytest.mark.parametrize(
    ("events", "told"),
    [
        (
            (*_issue("20280110"), *_issue("20280210", title="Wages")),
            "“Prices” (2028-01-10) and “Wages” (2028-02-10) have the same UID “p”; give each event a UID of its own",
        ),
        (
            (
                *_issue("20280110", "DTSTAMP:20271130T090000Z"),
                *_issue("20280110", "DTSTAMP:20271201T090000Z", title="Wages"),
            ),
            "“Prices” (2028-01-10) and “Wages” (2028-01-10) have the same UID",
        ),
        (
            (
                *_event("SUMMARY:Prices", "DTSTART;VALUE=DATE:20280110"),
                *_event("SUMMARY:Prices", "DTSTART;VALUE=DATE:20280210"),
            ),
            "“Prices” (2028-01-10) and “Prices” (2028-02-10) have the same title and no UID",
        ),
        ((*_issue("20280110", "SEQUENCE:1"), *_issue("20280210", "SEQUENCE:1")), "have the same UID"),
    ],
)
def test_events_that_cannot_be_told_apart_are_both_named(tmp_path: Path, events: tuple[str, ...], told: str) -> None:
    assert told in _told(tmp_path, *events)


@pytest.mark.parametrize(
    "lines",
    [
        ("METHOD:CANCEL", *_issue("20280110")),
        ("METHOD:cancel", *_issue("20280110", "STATUS:CONFIRMED")),
        _issue("20280110", "STATUS:Cancelled"),
        _issue("20280110", "STATUS:cancelled", "X-FACTDESK-STATUS:scheduled"),
        (*_issue("20280110", "SEQUENCE:2", "STATUS:CANCELLED"), *_issue("20280110", "SEQUENCE:1")),
        _issue("20280110", "EXDATE;TZID=Europe/Oslo:20280110T080000"),
        _issue("20280110", "EXDATE:20280109T070000Z,20280110T070000Z"),
    ],
)
def test_what_does_not_take_place_is_cancelled(tmp_path: Path, lines: tuple[str, ...]) -> None:
    (found,) = _dates(tmp_path, *lines)
    assert (found.status, found.at.iso) == (KeyDateStatus.CANCELLED, "2028-01-10")


@pytest.mark.parametrize("status", ["Confirmed", "TENTATIVE", "tentative"])
def test_what_is_to_take_place_is_scheduled(tmp_path: Path, status: str) -> None:
    (found,) = _dates(tmp_path, "METHOD:publish", *_issue("20280110", f"STATUS:{status}", "EXDATE:20280111T070000Z"))
    assert found.status is KeyDateStatus.SCHEDULED


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("METHOD:COUNTER", *_issue("20280110")), "sent for “COUNTER” (METHOD) sets no dates"),
        (("METHOD:REPLY", *_issue("20280110")), "sent for “REPLY”"),
        (_issue("20280110", "STATUS:POSTPONED"), "the event's status is “POSTPONED”; it may be TENTATIVE"),
        (_issue("20280110", "SEQUENCE:some"), "SEQUENCE is no number"),
        (_issue("20280110", "SUMMARY:Wages"), "the event has SUMMARY twice"),
        (_event("UID:1", "SUMMARY;CHARSET=ISO-8859-1:Poll", "DTSTART:20280704T223000Z"), "written in ISO-8859-1"),
        (
            _event("UID:1", "SUMMARY;ENCODING=QUOTED-PRINTABLE:B=C3=A9b=C3=A9", "DTSTART:20280704T223000Z"),
            "written in QUOTED-PRINTABLE",
        ),
        (_event("UID:1", "SUMMARY:Z�rich", "DTSTART:20280704T223000Z"), "letters that were lost before"),
        (_event("UID:1", "SUMMARY:\x1b[31mred", "DTSTART:20280704T223000Z"), "holds a control character"),
        (_event("UID:1", f"SUMMARY:{'long ' * 100}", "DTSTART:20280704T223000Z"), "shorten it to 300"),
    ],
)
def test_what_the_standard_does_not_mean_is_refused(tmp_path: Path, lines: tuple[str, ...], told: str) -> None:
    assert told in _told(tmp_path, *lines)


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART;TZID=Pacific/Auckland:20270520T210000Z",
        'dtstart;VALUE=DATE-TIME;tzid="Custom: here":20270520T210000z',
        "DTSTART:20270520T210000Z\r\nDTEND;TZID=Europe/Oslo;X-A=b:20270520T220000Z",
    ],
)
def test_a_time_in_two_zones_at_once_is_refused(tmp_path: Path, line: str) -> None:
    told = _told(tmp_path, *_event("UID:1", "SUMMARY:Count ends", *line.split("\r\n")))
    assert "in UTC (Z) and in a zone (TZID) at once" in told


@pytest.mark.parametrize(
    "line",
    [
        "DTSTART;TZID=(UTC+12:00) Auckland, Wellington:20270520T090000",
        "DTSTART;VALUE=DATE-TIME;TZID=Oslo, Bergen:20270520T090000",
        "DTSTART:20270520T090000Z\r\nDTEND;TZID=GMT+12:00;X-A=b:20270520T220000",
    ],
)
def test_a_zone_that_a_sign_cuts_is_told_as_that(tmp_path: Path, line: str) -> None:
    told = _told(tmp_path, *_event("UID:1", "SUMMARY:Count ends", *line.split("\r\n")))
    assert "a colon or a comma cuts the name of its zone (TZID); write the name between quotation marks" in told
    assert "DTSTART)" not in told


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART;TZID=Europe/Oslo:20270520T210000",),
        ('DTSTART;TZID="W. Europe Standard Time":20270520T210000',),
        ("DTSTART:20270520T210000Z", "DESCRIPTION:TZID=Europe/Oslo:20270520T210000Z"),
    ],
)
def test_one_zone_is_no_two(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert len(_dates(tmp_path, *_event("UID:1", "SUMMARY:Count ends", *lines))) == 1


def test_calendars_of_the_format_before_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        _batch(tmp_path, _text(*_LATE).replace("VERSION:2.0", "VERSION:1.0"))
    assert "VERSION:1.0" in str(refused.value.problems[0])


def test_several_calendars_in_a_file(tmp_path: Path) -> None:
    """Each with its own zone and method."""
    one = _text("X-WR-TIMEZONE:Asia/Tokyo", *_LATE)
    other = _text("METHOD:CANCEL", *_issue("20280110"))
    found = _batch(tmp_path, one + other).key_dates
    assert [(key_date.zone, key_date.status.value) for key_date in found] == [
        ("Asia/Tokyo", "scheduled"),
        (OSLO, "cancelled"),
    ]


@pytest.mark.parametrize(
    ("title", "at"), [("Māori roll count", 2), ("Zürich vote", 2), ("投票日 vote", 4), ("🗳️ vote", 3), ("plain vote", 3)]
)
@pytest.mark.parametrize("fold", [b"\r\n ", b"\n\t", b"\r\n\t"])
def test_a_fold_may_stand_inside_a_letter(tmp_path: Path, title: str, at: int, fold: bytes) -> None:
    before, after = title.encode()[:at], title.encode()[at:]
    content = _text(*_event("UID:1", "SUMMARY:TITLE", "DTSTART:20280704T223000Z"))
    (found,) = _batch(tmp_path, content.encode().replace(b"TITLE", before + fold + after)).key_dates
    assert found.label == title


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman"])
def test_letters_that_are_no_utf_8_are_refused_with_their_line(tmp_path: Path, encoding: str) -> None:
    content = _text(
        *_event("UID:1", "DESCRIPTION:folded", " over\r\n lines", "SUMMARY:Genève", "DTSTART:20280704T223000Z")
    )
    with pytest.raises(LedgerUnreadable, match=r"releases\.ics, line 9 is not UTF-8 text; save the file as UTF-8"):
        _batch(tmp_path, content.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wide_letters_are_refused(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(LedgerUnreadable, match=r"line 1 (is not UTF-8 text|holds a NUL byte)"):
        _batch(tmp_path, _text(*_LATE).encode(encoding))


def test_a_byte_order_mark_is_none_of_the_text(tmp_path: Path) -> None:
    assert _batch(tmp_path, _text(*_LATE).encode("utf-8-sig")).key_dates[0].label == "Budget speech"


@pytest.mark.parametrize(
    "content",
    [
        "BEGIN:VEVENT\r\n" * 3_000,
        _text("BEGIN:VEVENT", *["BEGIN:VALARM"] * 3_000),
        _text(*_event("SUMMARY:x", "DTSTART:20280704T223000Z", "SEQUENCE:" + "9" * 5_000)),
        _text(*_event("SUMMARY:x", "DTSTART:20280704T223000Z", "DTSTAMP:long ago")),
        _text(*_event("SUMMARY:x", "DTSTART:20280704T223000Z", "EXDATE:never")),
        _text(*_event("SUMMARY:x", "DTSTART:20280704T223000Z", "RECURRENCE-ID:never")),
        _text(*_event("SUMMARY:x", "DTSTART:99999999T999999Z")),
        _text(*_event("SUMMARY;CHARSET=x:x", "DTSTART;TZID=\x01:20280704T223000")),
    ],
)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, content: str) -> None:
    with pytest.raises((UnreadableDates, ImportRefused)):
        _batch(tmp_path, content)


@pytest.mark.parametrize("end", ["DTEND:never", "DURATION:P99999999999D", "DURATION:x", "DTEND:00010101T000000Z"])
def test_an_end_that_cannot_be_read_keeps_no_date_out(tmp_path: Path, end: str) -> None:
    batch = _batch(tmp_path, _text(*_event("SUMMARY:x", "DTSTART:20280704T223000Z", end)))
    assert len(batch.key_dates) == 1
    assert any(why in batch.warnings[0] for why in ("(which cannot be read)", "(which is before it begins)"))
    assert batch.key_dates[0].at.iso == "2028-07-04"
