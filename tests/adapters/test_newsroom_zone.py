"""FACTDESK_TIME_ZONE in the terminal: its calendar and its clocks, on a machine that stands elsewhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters import clock
from bot.chat.service import ChatConfig
from bot.store.engine import open_engine
from tests.adapters.conftest import Home
from tests.chat.newsroom import Newsroom

NOW = datetime(2026, 11, 28, 19, 30, tzinfo=UTC)
"""08:30 on the 29th in Auckland, 11:30 on the 28th in Los Angeles."""
AUCKLAND, LOS_ANGELES = "Pacific/Auckland", "America/Los_Angeles"
CSV = """\
indicator,period,value,unit
harbour crossings,2026-11-27,27,crossings
harbour crossings,2026-11-28,28,crossings
harbour crossings,2026-11-29,29,crossings
"""
TODAY = "how many harbour crossings today?"
DAYS = "how many days until the recount?"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "crossings.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def abroad(home: Home, own: dict[str, str], ledger: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a newsroom in Auckland, on a machine in UTC."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    variables = {**own, "TZ": "UTC", "FACTDESK_TIME_ZONE": AUCKLAND}
    assert home.run("import", ledger, **variables).exit_code == 0
    added = ("dates", "add", "Recount", "--at", "2026-11-30", "--zone", AUCKLAND)
    assert home.run(*added, **variables).exit_code == 0
    return variables


@pytest.mark.parametrize(("zone", "value"), [(AUCKLAND, "29"), (LOS_ANGELES, "28"), ("", "28")])
def test_today_is_the_newsroom_s(
    home: Home, abroad: dict[str, str], ledger: Path, tmp_path: Path, zone: str, value: str
) -> None:
    variables = {**abroad, "FACTDESK_TIME_ZONE": zone}
    (tmp_path / "questions").write_text(f"{TODAY}\n", encoding="utf-8")
    for arguments in (
        ("--json", TODAY),
        ("--ledger", ledger, "--json", TODAY),
        ("--jsonl", tmp_path / "questions"),
        ("--json", "--as-of", "2026-12-31", TODAY),
    ):
        answer = json.loads(home.run("ask", *arguments, **variables).stdout)
        assert (answer["status"], answer["value"]) == ("answered", value)
    assert f"harbour crossings was {value} on" in home.run("ask", TODAY, **variables).stdout


def test_a_conversation_goes_by_the_same_day(home: Home, abroad: dict[str, str]) -> None:
    code = (
        "from datetime import UTC, datetime\nfrom adapters import clock\n"
        "clock.now = lambda: datetime(2026, 11, 28, 19, 30, tzinfo=UTC)\nfrom adapters.cli import main\nmain()"
    )
    chatting = Home(home.folder, {**home.environment, **abroad})
    said = chatting.start("chat", "--json", stdin=f"{TODAY}\nand yesterday?\n".encode(), code=code).stdout.splitlines()
    assert [json.loads(line)["value"] for line in said] == ["29", "28"]


@pytest.mark.parametrize(
    ("zone", "days", "told"), [(AUCKLAND, "in one day", "tomorrow"), ("", "in two days", "in 2 days")]
)
def test_a_question_and_a_list_count_the_same_days(
    home: Home, abroad: dict[str, str], zone: str, days: str, told: str
) -> None:
    variables = {**abroad, "FACTDESK_TIME_ZONE": zone}
    assert days in home.run("ask", DAYS, **variables).stdout
    assert f"scheduled, {told}" in home.run("dates", "show", "recount", **variables).stdout


def test_past_and_coming_are_the_newsroom_s(
    home: Home, abroad: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(day=30))
    for zone, title in ((AUCKLAND, "Past"), (LOS_ANGELES, "Coming"), ("", "Coming")):
        variables = {**abroad, "FACTDESK_TIME_ZONE": zone}
        assert home.run("dates", **variables).stdout.splitlines()[0] == title
        (one,) = json.loads(home.run("dates", "--json", **variables).stdout)
        assert one["past"] is (title == "Past")
        assert json.loads(home.run("dates", "show", "recount", "--json", **variables).stdout) == one


def test_times_are_told_by_the_newsroom_s_clocks(home: Home, abroad: dict[str, str]) -> None:
    home.run("ask", "how many ducks?", **abroad)
    assert "asked 29 November 2026, 08:30, terminal" in home.run("questions", **abroad).stdout
    shown = home.run("dates", "show", "recount", **abroad).stdout
    assert "added, 29 November 2026, 08:30, by terminal" in shown


def test_receipts_and_deliveries_too(home: Home, own: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    variables = {**own, "TZ": "UTC", "FACTDESK_TIME_ZONE": AUCKLAND}
    home.run("figures", **variables)
    room = Newsroom(open_engine(own["FACTDESK_DATABASE_URL"]), ChatConfig(), now=NOW)
    room.ask(room.mention("ferry passengers on North in 2022"))
    (figure,) = room.chat.desk.ask("ferry passengers on North in 2022", NOW).figures
    assert home.run("receipts", figure.id, **variables).stdout.startswith("29 November 2026, 08:30  board/w1/news")
    assert "29 November 2026, 08:30  answer" in home.run("deliveries", **variables).stdout
    assert "29 November 2026, 08:30" in home.run("deliveries", "show", "1", **variables).stdout


def test_what_names_no_zone_is_meant_in_the_newsroom_s(home: Home, abroad: dict[str, str]) -> None:
    added = home.run("dates", "add", "The vote", "--at", "2126-12-01 10:00", **abroad)
    assert added.stdout.endswith(": Sunday, 1 December 2126, 10:00 (Pacific/Auckland), to the minute.\n")
    told = home.run("subscriptions", "add", "slack:T1/C1", "--digest", "daily 07:00", **abroad)
    assert (told.exit_code, told.stderr) == (0, "")
    assert "07:00 Pacific/Auckland" in told.stdout
    reminded = home.run("subscriptions", "add", "slack:T1/C2", "--remind", "1 hour", **abroad)
    assert (reminded.exit_code, reminded.stderr) == (0, "")
    elsewhere = home.run("dates", "add", "Count", "--at", "2126-12-01 10:00", "--zone", LOS_ANGELES, **abroad)
    assert "10:00 (America/Los_Angeles)" in elsewhere.stdout


COMMANDS = (
    ("ask", "rain"),
    ("ask", "--json", "rain"),
    ("ask", "--ledger", "LEDGER", "rain"),
    ("chat",),
    ("questions",),
    ("import", "LEDGER"),
    ("figures",),
    ("figures", "x"),
    ("dates",),
    ("dates", "show", "x"),
    ("dates", "cancel", "x"),
    ("dates", "export", "--format", "csv"),
    ("subscriptions",),
    ("deliveries",),
    ("receipts", "x"),
    ("forget", "--user", "slack:T1/U1"),
    ("serve",),
    ("health",),
    ("discord", "sync"),
    ("db", "upgrade"),
    ("index", "rebuild"),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_zone_that_does_not_exist_is_refused_by_every_command(
    home: Home, own: dict[str, str], ledger: Path, arguments: tuple[str, ...]
) -> None:
    tokens = {"FACTDESK_SLACK_BOT_TOKEN": "xoxb-x", "FACTDESK_SLACK_APP_TOKEN": "xapp-x", "FACTDESK_DISCORD_TOKEN": "x"}
    given = [ledger if argument == "LEDGER" else argument for argument in arguments]
    result = home.run(*given, **own, **tokens, FACTDESK_TIME_ZONE="Pacific/Aukland")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "FACTDESK_TIME_ZONE: “Pacific/Aukland” is not a time zone; did you mean Pacific/Auckland?\n"
    )
    assert not Path(own["FACTDESK_DATABASE_URL"].removeprefix("sqlite:///")).exists()
