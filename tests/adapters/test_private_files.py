"""What Factdesk keeps is its user's alone, whatever the machine's habit is, also what was left open before."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.conftest import PROGRAM, Home


def _run(home: Home, umask: int, *arguments: str, program: str = PROGRAM, **others: str) -> None:
    command = [sys.executable, "-c", f"import os; os.umask({umask}); {program}", *arguments]
    environment = {**home.full_environment, **others}
    subprocess.run(command, env=environment, cwd=home.folder, capture_output=True)


def _open_to_others(folder: Path) -> list[str]:
    found = [folder, *folder.rglob("*")]
    return [str(path) for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_ledger_index_and_log_are_closed_to_others(home: Home, umask: int) -> None:
    package = home.folder / "figures.csv"
    package.write_text("indicator,period,value\nferry passengers,2022,700\n")
    _run(home, umask, "import", str(package))
    _run(home, umask, "ask", "ferry passengers in 2022")
    _run(home, umask, "index", "rebuild")
    _run(home, umask, "ask", "ferry passengers", program=f"import bot.ask.pipeline as p; p.Desk.ask = None; {PROGRAM}")
    made = {path.name for path in home.folder.rglob("*")}
    assert {"ledger.sqlite", "factdesk.log", "documents", "meta.json"} <= made
    for name in ("data", "state", "cache"):
        assert _open_to_others(home.folder / name) == []


def test_a_ledger_of_the_newsroom_s_own_is_closed_as_well(home: Home, own: dict[str, str]) -> None:
    _run(home, 0, "db", "upgrade", **own)
    files = sorted(home.folder.glob("own.sqlite*"))
    assert files
    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) != 0o600] == []


def test_what_stood_open_is_closed(home: Home) -> None:
    _run(home, 0o022, "figures")
    _run(home, 0o022, "index", "rebuild")
    log = home.log
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("")
    for path in (home.ledger, home.ledger.parent, log, log.parent, home.folder / "cache" / "factdesk"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    _run(home, 0o022, "ask", "anything", program=f"import bot.ask.pipeline as p; p.Desk.ask = None; {PROGRAM}")
    assert log.read_text()
    for path in (home.ledger, home.ledger.parent, log, log.parent, home.folder / "cache" / "factdesk"):
        assert _open_to_others(path) == []


@pytest.mark.parametrize("elsewhere", [False, True])
@pytest.mark.parametrize("command", [("ask", "ferry passengers"), ("figures",), ("health",), ("doctor",)], ids=" ".join)
def test_a_command_that_needs_no_log_closes_it_too(
    home: Home, own: dict[str, str], command: tuple[str, ...], elsewhere: bool
) -> None:
    """Wherever the ledger is now."""
    _run(home, 0o022, "figures")
    log, beside = home.log, home.ledger.with_name("ledger.sqlite-wal")
    log.parent.mkdir(parents=True, exist_ok=True)
    for path in (log, beside):
        path.touch()
    ours = (home.ledger.parent, home.ledger, beside, log.parent, log)
    for path in ours:
        path.chmod(0o777 if path.is_dir() else 0o666)
    theirs = home.folder / "state" / "another.log"
    theirs.touch()
    theirs.chmod(0o666)
    _run(home, 0o022, *command, **(own if elsewhere else {}))
    assert [path for path in ours if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077] == []
    assert stat.S_IMODE(theirs.stat().st_mode) == 0o666


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_file_that_is_asked_for_is_made_as_any_other(home: Home, umask: int, mode: int) -> None:
    out = home.folder / "dates.csv"
    _run(home, umask, "dates", "export", "--format", "csv", "--output", str(out))
    assert stat.S_IMODE(out.stat().st_mode) == mode
    out.chmod(0o604)
    _run(home, umask, "dates", "export", "--format", "csv", "--output", str(out))
    assert stat.S_IMODE(out.stat().st_mode) == 0o604


def test_a_command_leaves_the_habit_of_its_process_as_it_was(home: Home) -> None:
    before = os.umask(0o022)
    try:
        home.run("figures")
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)
