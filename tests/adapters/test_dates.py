"""`factdesk dates`: added, moved, cancelled, confirmed, shown; and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from bot.store.engine import open_engine
from tests.adapters.cli.terminal import at_a_terminal
from tests.adapters.conftest import LEDGER, Home
from tests.calendar.newsroom import insert_date

ZONE = ("--zone", "Pacific/Auckland")
TITLE = "The vote"
VOTE = ("dates", "add", TITLE, "--at", "2127-05-20 14:00", *ZONE)


@pytest.fixture
def filled(home: Home, own: dict[str, str]) -> dict[str, str]:
    assert home.run("import", LEDGER, **own).exit_code == 0
    return own


def test_a_date_is_added_and_said_back_as_an_absolute_one(home: Home, filled: dict[str, str]) -> None:
    result = home.run(*VOTE, "--brings", "resident population", "--source", "https://example.org/dates", **filled)
    held = {one["label"]: one for one in json.loads(home.run("dates", "--json", **filled).stdout)}
    one = held["The vote"]
    assert (result.exit_code, result.stdout) == (
        0,
        f"Added “The vote” ({one['id']}): Tuesday, 20 May 2127, 14:00 (Pacific/Auckland), to the minute.\n",
    )
    assert (one["at"], one["date"], one["zone"]) == ("2127-05-20T02:00:00+00:00", "2127-05-20", "Pacific/Auckland")
    assert (one["precision"], one["status"], one["brings"], one["past"]) == ("minute", "scheduled", "population", False)
    assert json.loads(home.run("dates", "show", "the vote", "--json", **filled).stdout) == one


def test_the_engine_answers_with_it_at_once(home: Home, filled: dict[str, str]) -> None:
    assert home.run("dates", "add", "mayoral recount", "--at", "2127-05-20", *ZONE, **filled).exit_code == 0
    answer = json.loads(home.run("ask", "--json", "when is the mayoral recount?", **filled).stdout)
    assert (answer["status"], answer["date"]) == ("answered", "2127-05-20")


def _added(result: Result) -> str:
    """The id of a date that was added."""
    return result.stdout.partition("(")[2].partition(")")[0]


@pytest.mark.parametrize("source", ["Umbra Press", "umbra-press", "Nobody Press", "nobody-press"])
def test_a_source_that_is_hidden_is_as_good_as_any(
    home: Home, own: dict[str, str], tmp_path: Path, source: str
) -> None:
    table = tmp_path / "leak.csv"
    header, row = "indicator,period,value,unit,source,embargo_until", "leak rate,2026,9.1,percent,Umbra Press"
    table.write_text(f"{header}\n{row},2127-01-01T00:00:00+13:00\n", encoding="utf-8")
    assert home.run("import", table, **own).exit_code == 0
    result = home.run(*VOTE, "--source", source, **own)
    assert (result.exit_code, result.stderr) == (0, "")
    assert not home.log.exists()
    (one,) = json.loads(home.run("dates", "--json", **own).stdout)
    assert one["source"] is not None
    assert one["source"].startswith(f"{source.lower().replace(' ', '-')}-")


def test_tomorrow_is_read_in_the_zone_that_is_named(home: Home, filled: dict[str, str]) -> None:
    result = home.run("dates", "add", "The vote", "--at", "the day after tomorrow 10am", *ZONE, **filled)
    assert result.exit_code == 0
    assert ", 10:00 (Pacific/Auckland), to the minute." in result.stdout


def test_a_date_is_moved_cancelled_confirmed_and_shown(home: Home, filled: dict[str, str]) -> None:
    vote = _added(home.run(*VOTE, **filled))
    count = _added(home.run("dates", "add", "The count", "--at", "2127-05-21", *ZONE, **filled))
    assert home.run("dates", "move", "the-vote", "--at", "2127-05-22", **filled).stdout == (
        f"Moved “The vote” ({vote}) from Tuesday, 20 May 2127, 14:00 (Pacific/Auckland) to Thursday, 22 May 2127, "
        "to the day.\n"
    )
    assert home.run("dates", "cancel", "The vote", **filled).stdout == f"Cancelled “The vote” ({vote}).\n"
    assert home.run("dates", "confirm", count, **filled).stdout == f"Confirmed “The count” ({count}).\n"
    shown = home.run("dates", "show", "the-vote", TZ="UTC", **filled).stdout
    assert "Precision   day, zone Pacific/Auckland\nStatus      cancelled, in " in shown
    assert "moved from Tuesday, 20 May 2127, 14:00 (Pacific/Auckland) to Thursday, 22 May 2127" in shown
    assert ", by terminal\n" in shown


def test_a_date_that_cannot_be_worked_with_is_left_out_said_and_mended(home: Home, filled: dict[str, str]) -> None:
    home.run(*VOTE, **filled)
    engine = open_engine(filled["FACTDESK_DATABASE_URL"])
    insert_date(engine, at="0001-01-01", zone="Evil/Zone")
    said = (
        "Left out: key date “Old thing” (old), as its day “0001-01-01” is too far off: key dates are from 1800 to "
        "2200; move it, as dates move old to 2027-05-20 14:00 zone Pacific/Auckland, or cancel it: dates cancel old.\n"
    )
    for arguments in ((), ("--json",), ("export", "--format", "csv"), ("export", "--format", "ics")):
        listed = home.run("dates", *arguments, **filled)
        assert (listed.exit_code, listed.stderr) == (0, said)
        assert "The vote" in listed.stdout
        assert "Old thing" not in listed.stdout
    assert home.run("dates", "show", "the-vote", **filled).exit_code == 0
    assert "The vote: 20 May 2127" in home.run("ask", "--json", "when is the vote?", **filled).stdout
    shown = home.run("dates", "show", "old thing", **filled)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "“Old thing” cannot be worked with, as its day" in shown.stderr
    moved = ("dates", "move", "old", "--at", "2127-05-21")
    assert home.run(*moved, **filled).stderr.startswith("The time zone is not known; name it, as --zone ")
    assert home.run(*moved, *ZONE, **filled).stdout == (
        "Moved “Old thing” (old) from 0001-01-01 Evil/Zone to Wednesday, 21 May 2127, to the day.\n"
    )
    assert "moved from 0001-01-01 Evil/Zone to" in home.run("dates", "show", "old", **filled).stdout.replace("\n", " ")
    assert home.run("dates", **filled).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("add", "x", "--at", "2020-05-20 14:00", *ZONE),
            "2020-05-20 14:00 Pacific/Auckland has passed; write one to come.",
        ),
        (
            ("add", "x", "--at", "2026-09-27 02:30", *ZONE),
            "does not exist in Pacific/Auckland, as the clocks go forward",
        ),
        (("add", "x", "--at", "2027-04-04 02:30", *ZONE), "write 2027-04-04 02:30+13:00 for the first or"),
        (("add", "x", "--at", "2127-05-20", "--zone", "Pacific/Aukland"), "did you mean Pacific/Auckland?\n"),
        (("add", "x", "--at", "sometime", *ZONE), "write it as 2027-05-20 14:00, 2027-05-20 or tomorrow 10am."),
        (("add", "x", "--at", "2127-02-30", *ZONE), "is not a day in the calendar; write it as"),
        (
            ("add", "x", "--at", "2127-05-20"),
            "The time zone is not known; name it, as --zone Pacific/Auckland, or set FACTDESK_TIME_ZONE;",
        ),
        (("add", " ", "--at", "2127-05-20", *ZONE), "The title is empty; say in words what happens then"),
        (
            ("add", "x", "--at", "2127-05-20", *ZONE, "--brings", "moonshine"),
            "The ledger holds nothing called “moonshine”;",
        ),
        (("move", "nothing", "--at", "2127-05-20"), "There is no key date “nothing”;"),
        (("cancel", "annual-plan-adopted"), "is over: it has happened; only a date still to come can be changed."),
        (
            ("add", "x", "--at", "9999-12-31 23:59", "--zone", "UTC"),
            "too far off for a key date; write a year from 1800",
        ),
        (("show", "nothing"), "There is no key date “nothing”;"),
        (("import", "nothing.ics"), "nothing.ics does not exist; check the path"),
        (
            ("import", "dates.txt"),
            "dates.txt is neither an iCalendar nor a CSV file; give one that ends in .ics or .csv.",
        ),
        (("export", "--format", "xlsx"), "'xlsx' is not one of 'ics', 'csv'"),
        (("export", "--format", "csv", "--output", "/no/such/folder/x.csv"), "name another file"),
    ],
)
def test_bad_input_is_refused_with_what_to_write_instead(
    home: Home, filled: dict[str, str], arguments: tuple[str, ...], told: str
) -> None:
    before = home.run("dates", "--json", **filled).stdout
    result = home.run("dates", *arguments, **filled)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1
    assert home.run("dates", "--json", **filled).stdout == before


@pytest.mark.parametrize("form", ["ics", "csv"])
def test_dates_go_out_and_come_back(home: Home, filled: dict[str, str], tmp_path: Path, form: str) -> None:
    home.run(*VOTE, **filled)
    path = tmp_path / f"dates.{form}"
    assert home.run("dates", "export", "--format", form, "--output", path, **filled).exit_code == 0
    listed = home.run("dates", "--json", **filled).stdout
    result = home.run("dates", "import", path, **filled)
    assert result.stdout == f"Key dates: 0 new, {len(json.loads(listed))} held already.\n"
    elsewhere = {"FACTDESK_DATABASE_URL": f"sqlite:///{tmp_path / 'elsewhere.sqlite'}"}
    home.run("import", LEDGER, **elsewhere)
    assert home.run("dates", "import", path, **elsewhere).stdout.startswith("Key dates: 1 new, ")
    assert home.run("dates", "--json", **elsewhere).stdout == listed


def test_a_file_without_zones_needs_one(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    event = ("BEGIN:VEVENT", "UID:1", "SUMMARY:The vote", "DTSTART:21270520T140000", "END:VEVENT")
    path = tmp_path / "dates.ics"
    path.write_text("\r\n".join(["BEGIN:VCALENDAR", *event, "END:VCALENDAR", ""]), encoding="utf-8")
    refused = home.run("dates", "import", path, **own)
    assert refused.exit_code == 2
    assert "name the one that is meant with --zone" in refused.stderr
    assert home.run("dates", "import", path, *ZONE, **own).stdout == "Key dates: 1 new.\n"
    for zone, told in (("Pacific/Auckland", "20 May 2127, 14:00"), ("America/New_York", "19 May 2127, 22:00")):
        assert told in home.run("dates", **own, FACTDESK_TIME_ZONE=zone).stdout


def test_the_list_is_in_order_of_time_with_the_zone(home: Home, filled: dict[str, str]) -> None:
    for title, at in (
        ("Audit", "2127-05-20 16:30"),
        ("Zone plan", "2127-05-20 08:05"),
        ("Bridge", "2127-05-20"),
        ("Market", "2127-05-19 23:59"),
    ):
        assert home.run("dates", "add", title, "--at", at, *ZONE, **filled).exit_code == 0
    coming = home.run("dates", FACTDESK_TIME_ZONE="Europe/Oslo", **filled).stdout.partition("Coming\n")[2]
    lines = coming.splitlines()[-4:]
    assert [line.strip().split("  ")[0] for line in lines] == [
        "19 May 2127, 13:59 (Europe/Oslo)",
        "20 May 2127",
        "19 May 2127, 22:05 (Europe/Oslo)",
        "20 May 2127, 06:30 (Europe/Oslo)",
    ]
    assert [line.rpartition("  ")[2] for line in lines] == ["Market", "Bridge", "Zone plan", "Audit"]
    assert len({len(line) - len(line.rpartition("  ")[2]) for line in lines}) == 1
    exported = home.run("dates", "export", "--format", "csv", **filled).stdout
    assert [exported.index(title) for title in ("Market", "Bridge", "Zone plan", "Audit")] == sorted(
        exported.index(title) for title in ("Market", "Bridge", "Zone plan", "Audit")
    )


def test_the_time_of_a_date_is_told_and_what_is_next(home: Home, filled: dict[str, str]) -> None:
    own = {**filled, "FACTDESK_TIME_ZONE": "Pacific/Auckland"}
    home.run(*VOTE, **own)
    for question in ("when is the vote?", "what time is the vote?", "what's next?"):
        assert "20 May 2127, 14:00 (Pacific/Auckland)" in home.run("ask", "--json", question, **own).stdout


def test_an_import_says_which_ends_it_leaves_out(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    days = ("DTSTART;VALUE=DATE:21270520", "DTEND;VALUE=DATE:21270524")
    path = tmp_path / "poll.ics"
    event = ("BEGIN:VEVENT", "UID:1", "SUMMARY:Postal ballot", *days, "END:VEVENT")
    path.write_text("\r\n".join(["BEGIN:VCALENDAR", *event, "END:VCALENDAR", ""]), encoding="utf-8")
    imported = home.run("dates", "import", path, **own)
    assert (imported.exit_code, imported.stdout) == (0, "Key dates: 1 new.\n")
    assert "left out is the end of “Postal ballot” (until 2127-05-23)" in imported.stderr
    answer = json.loads(home.run("ask", "--json", "when does the postal ballot end?", **own).stdout)
    assert (answer["status"], answer["date"]) == ("abstained", None)


def test_an_instant_is_meant_in_the_newsroom_s_zone(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "result.ics"
    event = ("BEGIN:VEVENT", "UID:1", "SUMMARY:Result", "DTSTART:21270520T210000Z", "END:VEVENT")
    path.write_text("\r\n".join(["BEGIN:VCALENDAR", *event, "END:VCALENDAR", ""]), encoding="utf-8")
    assert home.run("dates", "import", path, **own, FACTDESK_TIME_ZONE="Pacific/Auckland").exit_code == 0
    (one,) = json.loads(home.run("dates", "--json", **own, FACTDESK_TIME_ZONE="UTC").stdout)
    assert (one["date"], one["zone"]) == ("2127-05-21", "Pacific/Auckland")


RAID = ("dates", "add", "The raid", "--at", "2127-06-01", *ZONE, "--embargo-until", "2127-05-20 09:00")
NEWSROOM = {"FACTDESK_TIME_ZONE": "Pacific/Auckland"}


def test_a_date_under_embargo_is_the_desk_s_alone(home: Home, filled: dict[str, str]) -> None:
    own = {**filled, **NEWSROOM}
    added = home.run(*RAID, **own)
    raid = _added(added)
    until = "under embargo until 20 May 2127, 09:00 (Pacific/Auckland)"
    assert (added.exit_code, added.stdout.splitlines()[1]) == (0, f"It is {until}.")
    assert "raid" not in home.run("dates", **own).stdout
    assert all(one["id"] != raid for one in json.loads(home.run("dates", "--json", **own).stdout))
    assert home.run("dates", "--embargoed", **own).stdout == f"Coming\n  1 June 2127             The raid, {until}\n"
    (one,) = json.loads(home.run("dates", "--embargoed", "--json", **own).stdout)
    assert (one["id"], one["embargo_until"]) == (raid, "2127-05-19T21:00:00+00:00")
    assert json.loads(home.run("ask", "--json", "when is the raid?", **own).stdout)["status"] == "abstained"
    shown = home.run("dates", "show", "The raid", TZ="UTC", **filled).stdout
    assert "Embargo     until 19 May 2127, 21:00; nobody but the desk knows of it\n" in shown
    assert home.run("dates", "move", "The raid", "--at", "2127-06-02", **own).exit_code == 0
    assert home.run("dates", "cancel", "The raid", **own).exit_code == 0
    assert home.run("dates", "--embargoed", **own).stdout.startswith("Coming\n  2 June 2127 ")


def test_nothing_under_embargo_is_said(home: Home, filled: dict[str, str]) -> None:
    assert home.run("dates", "--embargoed", **filled).stdout == "No key date is under embargo.\n"


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2127-05-20", "An embargo ends at a time of day"),
        ("2020-01-01 09:00", "An embargo until 2020-01-01 09:00 Pacific/Auckland is over already"),
        ("whenever", "“whenever” is no day or time that can be told"),
    ],
)
def test_an_embargo_has_to_end_at_a_time_to_come(home: Home, filled: dict[str, str], until: str, told: str) -> None:
    result = home.run(*RAID[:-1], until, **filled)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(told)
    assert home.run("dates", "--embargoed", **filled).stdout == "No key date is under embargo.\n"


@pytest.mark.parametrize("form", ["ics", "csv"])
def test_exports_leave_out_what_is_under_embargo_unless_told(
    home: Home, filled: dict[str, str], own: dict[str, str], tmp_path: Path, form: str
) -> None:
    home.run(*RAID, **filled)
    public = home.run("dates", "export", "--format", form, **filled).stdout
    assert "raid" not in public.lower()
    path = tmp_path / f"all.{form}"
    home.run("dates", "export", "--format", form, "--embargoed", "--output", path, **filled)
    elsewhere = {"FACTDESK_DATABASE_URL": f"sqlite:///{tmp_path / 'elsewhere.sqlite'}", **NEWSROOM}
    home.run("import", LEDGER, **elsewhere)
    lines = home.run("dates", "import", path, **elsewhere).stdout.splitlines()
    assert lines[1] == "1 of the key dates is under embargo until 20 May 2127, 09:00 (Pacific/Auckland)."
    assert "raid" not in home.run("dates", **elsewhere).stdout


def test_an_import_of_dates_lifts_by_order_alone(home: Home, filled: dict[str, str], tmp_path: Path) -> None:
    raid = _added(home.run(*RAID, **filled))
    path = tmp_path / "dates.csv"
    path.write_text(f"key_date,label,at,zone,embargo_until\n{raid},The raid,2127-06-01,UTC,\n", encoding="utf-8")
    assert home.run("dates", "import", path, **filled).exit_code == 0
    assert "raid" not in home.run("dates", **filled).stdout
    early = tmp_path / "early.csv"
    early.write_text(path.read_text(encoding="utf-8").replace("UTC,", "UTC,2027-01-01T00:00Z"), encoding="utf-8")
    refused = home.run("dates", "import", early, **filled)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert (
        f"early.csv, line 2, column embargo_until: key date {raid} is under embargo until 2127-05-19" in refused.stderr
    )
    lifted = home.run("dates", "import", path, "--lift-embargo", **filled)
    assert lifted.stdout == "Key dates: 0 new, 1 updated.\nLifted early: 1 embargo.\n"
    assert "The raid" in home.run("dates", **filled).stdout


def test_a_second_one_of_the_same_title_and_day_is_refused_with_the_option_that_adds_it(
    home: Home, filled: dict[str, str]
) -> None:
    home.run(*VOTE, **filled)
    refused = home.run("dates", "add", "the VOTE", "--at", "2127-05-20 16:00", *ZONE, **filled)
    (id_,) = [
        one["id"] for one in json.loads(home.run("dates", "--json", **filled).stdout) if one["label"] == "The vote"
    ]
    assert refused.exit_code == 2
    assert refused.stderr == (
        f"“The vote” on 2127-05-20 is there already; move it ({id_}) or name yours apart, or add it as another one "
        "with --another.\n"
    )
    added = home.run("dates", "add", "the VOTE", "--at", "2127-05-20 16:00", *ZONE, "--another", **filled)
    assert added.stdout.startswith("Added “the VOTE” (")
    assert home.run("dates", **filled).stdout.lower().count("the vote") == 2


@pytest.mark.parametrize(("typed", "count"), [("y", 2), ("n", 1), ("", 1)])
def test_at_a_terminal_it_is_asked(home: Home, filled: dict[str, str], typed: str, count: int) -> None:
    home.run(*VOTE, **filled)
    told = at_a_terminal({**home.full_environment, **filled}, *VOTE, answers=f"{typed}\n")
    assert "“The vote” on 2127-05-20 is there already. Add another one? [y/N]:" in told.text
    assert told.exit_code == (0 if count == 2 else 130)
    assert ("Nothing was added." in told.text) is (count == 1)
    assert home.run("dates", **filled).stdout.count("The vote") == count
