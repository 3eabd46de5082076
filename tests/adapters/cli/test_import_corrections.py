"""A file that corrects an earlier one: somebody says what becomes of the figures held, or nothing is recorded."""

from __future__ import annotations

import shlex
from pathlib import Path

from tests.adapters.cli.terminal import at_a_terminal
from tests.adapters.conftest import Home

HEADER = "indicator,period,value,unit,source,published_on"
QUESTION = "what was the jobless rate in Q2 2026?"


def file(folder: Path, name: str, value: str, more: str = "") -> Path:
    path = folder / name
    column = ",embargo_until" if more else ""
    path.write_text(
        f"{HEADER}{column}\njobless rate,2026-Q2,{value},percent,Stats,2026-08-05{more}\n", encoding="utf-8"
    )
    return path


def commands(stderr: str) -> list[str]:
    return [line.strip() for line in stderr.splitlines() if line.strip().startswith("factdesk import")]


def test_without_a_terminal_nothing_is_recorded_and_the_commands_are_printed(
    home: Home, tmp_path: Path, own: dict[str, str]
) -> None:
    assert home.run("import", file(tmp_path, "a.csv", "40"), **own).exit_code == 0
    again = home.run("import", file(tmp_path, "the right one.csv", "4.0"), **own)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "Jobless rate" in again.stderr or "jobless rate" in again.stderr
    assert "40 per cent is held; the file says 4.0 per cent" in again.stderr
    assert "40 per cent" in home.run("ask", QUESTION, **own).stdout
    correct, keep = commands(again.stderr)
    done = home.run(*shlex.split(correct)[1:], **own)
    assert done.exit_code == 0
    assert done.stdout.startswith("Figures: 0 new, 1 corrected.\nCorrected: figure ")
    assert "4.0 per cent" in home.run("ask", QUESTION, **own).stdout
    assert "says otherwise (the right one.csv)" in home.run("ledger", "log", **own).stdout
    assert home.run(*shlex.split(keep)[1:], **own).stdout == "Figures: 0 new, 1 held already.\n"


def test_both_are_kept_where_that_is_said(home: Home, tmp_path: Path, own: dict[str, str]) -> None:
    home.run("import", file(tmp_path, "a.csv", "40"), **own)
    kept = home.run("import", "--keep-rivals", file(tmp_path, "b.csv", "4.0"), **own)
    assert (kept.exit_code, kept.stdout) == (0, "Figures: 1 new.\n")
    assert "disagree" in kept.stderr


def test_what_is_withheld_is_offered_without_a_word_of_it(home: Home, tmp_path: Path, own: dict[str, str]) -> None:
    home.run("import", file(tmp_path, "a.csv", "40", ",2099-01-01T00:00Z"), **own)
    again = home.run("import", file(tmp_path, "b.csv", "4.0"), **own)
    assert again.exit_code == 2
    assert "1 that nobody is given yet" in again.stderr
    assert "40" not in again.stderr.replace(str(tmp_path), "").replace("2026", "")
    done = home.run("import", "--correct", "a slip", file(tmp_path, "b.csv", "4.0"), **own)
    assert "40" not in done.output.replace(str(tmp_path), "").replace("4.0", "")
    assert "We don't hold" in home.run("ask", QUESTION, **own).stdout


def test_at_a_terminal_it_is_asked(home: Home, tmp_path: Path, own: dict[str, str]) -> None:
    terminal = {**home.full_environment, **own}
    home.run("import", file(tmp_path, "a.csv", "40"), **own)
    stopped = at_a_terminal(terminal, "import", file(tmp_path, "b.csv", "4.0"), answers="stop\n")
    assert (stopped.exit_code, "Nothing was imported." in stopped.text) == (130, True)
    assert "40 per cent" in home.run("ask", QUESTION, **own).stdout
    done = at_a_terminal(terminal, "import", tmp_path / "b.csv", answers="correct\na slip of the pen\n")
    assert done.exit_code == 0
    assert "is held; the file says 4.0 per cent" in done.text
    assert "4.0 per cent" in home.run("ask", QUESTION, **own).stdout
    assert "a slip of the pen" in home.run("ledger", "log", **own).stdout


def test_a_reason_is_needed(home: Home, tmp_path: Path, own: dict[str, str]) -> None:
    home.run("import", file(tmp_path, "a.csv", "40"), **own)
    result = home.run("import", "--correct", " ", file(tmp_path, "b.csv", "4.0"), **own)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Say why" in result.stderr


def test_one_thing_or_the_other(home: Home, tmp_path: Path, own: dict[str, str]) -> None:
    result = home.run("import", "--correct", "a", "--keep-rivals", file(tmp_path, "a.csv", "40"), **own)
    assert result.exit_code == 2
    assert "either --correct or --keep-rivals" in result.stderr


def cost(folder: Path, name: str, value: str, unit: str) -> Path:
    path = folder / name
    path.write_text(f"{HEADER}\nferry cost,2025,{value},{unit},Stats,2026-08-05\n", encoding="utf-8")
    return path


def test_the_same_in_another_scale_is_held_already_and_another_value_is_a_correction(
    home: Home, tmp_path: Path, own: dict[str, str]
) -> None:
    home.run("import", cost(tmp_path, "a.csv", "410", "dollars"), **own)
    same = home.run("import", cost(tmp_path, "b.csv", "0.41", "thousands of dollars"), **own)
    assert (same.exit_code, same.stdout) == (0, "Figures: 0 new, 1 held already.\n")
    other = home.run("import", cost(tmp_path, "c.csv", "0.42", "thousands of dollars"), **own)
    assert (other.exit_code, other.stdout) == (2, "")
    assert "410 dollars is held; the file says 0.42 thousand dollars" in other.stderr
    correct, _ = commands(other.stderr)
    assert home.run(*shlex.split(correct)[1:], **own).stdout.startswith("Figures: 0 new, 1 corrected.\n")
    told = home.run("ask", "what was the ferry cost in 2025?", **own).stdout
    assert "0.42 thousand dollars" in told or "420 dollars" in told
    assert "410" not in told
