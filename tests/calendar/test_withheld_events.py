"""What seems to withhold an event of a calendar, and is not read, is refused: left aside, it would withhold nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.calendar.exchange import read_dates
from bot.errors import ImportRefused, Problem


def _path(folder: Path, *lines: str) -> Path:
    event = ("BEGIN:VEVENT", "SUMMARY:Raid", "DTSTART;VALUE=DATE:20270530", *lines, "END:VEVENT")
    path = folder / "dates.ics"
    path.write_text("\r\n".join(["BEGIN:VCALENDAR", *event, "END:VCALENDAR", ""]), encoding="utf-8", newline="")
    return path


def _refused(path: Path) -> Problem:
    with pytest.raises(ImportRefused) as caught:
        read_dates(path, None)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("X-FACTDESK-REVIEW", "draft"),
        ("X-FACTDESK-HOLD-UNTIL", "2027-05-25T00:00Z"),
        ("X-FACTDESK-RELEASE-AT", "2027-05-25T00:00Z"),
        ("X-FACTDESK-NOTE", "soon"),
        ("X-DESK-RELEASE-AT", "20270525T000000Z"),
        ("X-HOLD-UNTIL", "25 May 2027, 9am NZST"),
        ("X-REVIEW-STATE", "draft"),
    ],
)
def test_a_property_that_seems_to_withhold_is_refused(tmp_path: Path, name: str, text: str) -> None:
    problem = _refused(_path(tmp_path, f"{name}:{text}"))
    assert problem.wrong == f"the property {name} of the VEVENT is not known"
    assert "X-FACTDESK-EMBARGO-UNTIL" in problem.right


@pytest.mark.parametrize("name", ["X-FACTDESK-EMBARGO-UNTIL", "X-EMBARGO", "X-FACTDESK-REVIEW"])
def test_an_embargo_of_an_alarm_is_refused(tmp_path: Path, name: str) -> None:
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", f"{name}:2027-05-25T00:00Z", "END:VALARM")
    assert _refused(_path(tmp_path, *alarm)).wrong == f"the property {name} of the VALARM is not known"


@pytest.mark.parametrize("kept", ["CONFIDENTIAL", "private", "X-OURS"])
def test_an_event_that_is_not_public_is_refused(tmp_path: Path, kept: str) -> None:
    problem = _refused(_path(tmp_path, f"CLASS:{kept}"))
    assert problem.wrong == f"the event is {kept.upper()} (CLASS), which nobody would be kept from reading"
    assert problem.right.endswith("or CLASS:PUBLIC")


@pytest.mark.parametrize(
    "line",
    [
        "CLASS:PUBLIC",
        "X-MICROSOFT-CDO-OWNER-CRITICAL-CHANGE:20270101T000000Z",
        "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
        "X-PUBLIC-CALENDAR:yes",
        "LAST-MODIFIED:20270101T000000Z",
    ],
)
def test_what_other_programs_write_is_taken(tmp_path: Path, line: str) -> None:
    (key_date,) = read_dates(_path(tmp_path, line), None).key_dates
    assert key_date.label == "Raid"


def test_a_fault_is_told_as_it_is_written(tmp_path: Path) -> None:
    problem = _refused(_path(tmp_path, "X-FACTDESK-EMBARGO-UNTIL;VALUE=DATE:20270525"))
    assert problem.wrong == "“20270525” is not a date and a time of day"
