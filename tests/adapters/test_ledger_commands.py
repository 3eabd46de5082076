"""`import`, `figures`, `dates`, `db` and `completion`, on a ledger of the newsroom's own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.cli.app import _COMMANDS
from tests.adapters.conftest import LEDGER, Home


@pytest.fixture
def filled(home: Home, own: dict[str, str]) -> dict[str, str]:
    """The environment of a ledger that holds the port city's figures."""
    assert home.run("import", LEDGER, **own).exit_code == 0
    return own


def test_importing_again_changes_nothing(home: Home, own: dict[str, str]) -> None:
    first = home.run("import", LEDGER, **own)
    figures = home.run("figures", **own).stdout
    match = re.fullmatch(r"Figures: (\d+) new\.\n", first.stdout)
    assert match is not None
    assert home.run("import", LEDGER, **own).stdout == f"Figures: 0 new, {match[1]} held already.\n"
    assert home.run("figures", **own).stdout == figures


def test_an_import_warns_of_rivals(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "rivals.csv").write_text("indicator,period,value\ncatch,2020,3\ncatch,2020,4\n", encoding="utf-8")
    result = home.run("import", tmp_path / "rivals.csv", **own)
    assert (result.exit_code, result.stdout) == (0, "Figures: 2 new.\n")
    assert result.stderr.startswith("Warning: ")


def test_figures_of_one_indicator(home: Home, filled: dict[str, str]) -> None:
    everything = home.run("figures", **filled).stdout.splitlines()
    of_one = home.run("figures", "--indicator", "population-growth", **filled).stdout.splitlines()
    assert 0 < len(of_one) < len(everything)
    assert set(of_one) < set(everything)
    assert all("annual population growth" in line for line in of_one)


def test_no_figures_is_said(home: Home, filled: dict[str, str]) -> None:
    result = home.run("figures", "--indicator", "none", **filled)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "There are no such figures in the ledger; `factdesk import PATH` adds some.\n"


def test_one_figure_with_its_source(home: Home, filled: dict[str, str]) -> None:
    lines = home.run("figures", "--indicator", "population", **filled).stdout.splitlines()
    (line,) = (line for line in lines if "Quayside" in line and "2018" in line)
    id_ = line.split()[0]
    text = home.run("figures", id_.upper(), **filled).stdout
    assert text.startswith("The resident population (Quayside) was 8,940 people in 2018 (final).\n")
    assert "National Statistics Bureau, “Census of Population and Dwellings 2018: Kelport”" in text
    assert "published 21 March 2019, table 2" in text
    assert f"Figure      {id_}\n" in text


def test_an_unknown_figure(home: Home, filled: dict[str, str]) -> None:
    result = home.run("figures", "aaaaaaaaaa", **filled)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "There is no figure “aaaaaaaaaa” in the ledger; `factdesk figures` lists those there are.\n"
    )


def test_dates_are_in_order_and_told_apart_by_today(home: Home, filled: dict[str, str]) -> None:
    objects = json.loads(home.run("dates", "--json", **filled).stdout)
    assert [one["date"] for one in objects] == sorted(one["date"] for one in objects)
    assert next(one for one in objects if one["id"] == "annual-plan-adopted") == {
        "id": "annual-plan-adopted",
        "label": "adoption of the 2025/26 annual plan",
        "date": "2025-06-26",
        "at": None,
        "zone": "Australia/Hobart",
        "precision": "day",
        "status": "happened",
        "past": True,
        "source": "annual-plan-2026",
        "locator": "p. 2",
        "brings": None,
    }
    lines = home.run("dates", **filled).stdout.splitlines()
    assert lines[0] == "Past"
    assert "  26 June 2025            adoption of the 2025/26 annual plan" in lines


def test_a_ledger_without_dates(home: Home, own: dict[str, str]) -> None:
    assert home.run("dates", **own).stdout == "The ledger holds no key dates.\n"
    assert home.run("dates", "--json", **own).stdout == "[]\n"


def test_a_configured_database_gets_its_schema_and_no_sample(home: Home, empty_url: str) -> None:
    own = {"FACTDESK_DATABASE_URL": empty_url}
    result = home.run("figures", **own)
    assert (result.exit_code, result.stdout) == (0, "")
    assert home.run("import", LEDGER, **own).exit_code == 0
    assert home.run("ask", "--json", "population of Northmere in 2023", **own).stdout.count('"value": "29870"') == 2
    assert not home.ledger.parent.exists()


def test_upgrading_an_empty_and_a_current_database(home: Home, empty_url: str) -> None:
    for _ in range(2):
        result = home.run("db", "upgrade", FACTDESK_DATABASE_URL=empty_url)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith("The database is up to date (revision ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(home: Home, shell: str) -> None:
    result = home.run("completion", shell)
    assert result.exit_code == 0
    assert "_FACTDESK_COMPLETE" in result.stdout


def test_completion_names_the_commands(home: Home) -> None:
    """As the script that the shell runs asks for it."""
    asked = {"_FACTDESK_COMPLETE": "bash_complete", "COMP_WORDS": "factdesk fig", "COMP_CWORD": "1"}
    program = "from adapters.cli import main; main(prog_name='factdesk')"
    process = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env={**os.environ, **home.environment, **asked},
    )
    assert process.stdout.splitlines() == ["plain,figures"]


def test_help_tells_of_every_command(home: Home) -> None:
    text = home.run("--help").stdout
    assert all(f"\n  {name} " in text for name in _COMMANDS)


def test_the_version(home: Home) -> None:
    assert home.run("--version").stdout.startswith("factdesk ")
