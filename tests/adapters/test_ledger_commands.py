"""`import`, `figures`, `dates`, `db` and `completion`, on a ledger of the newsroom's own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from adapters.cli.app import _COMMANDS
from bot.store.chat_tables import receipt, receipt_figure
from bot.store.engine import open_engine, writing
from bot.store.tables import observation
from tests.adapters.conftest import LEDGER, Home
from tests.ledger.batches import NOW


@pytest.fixture
def filled(home: Home, own: dict[str, str]) -> dict[str, str]:
    """The environment of a ledger that holds the port city's figures."""
    assert home.run("import", LEDGER, **own).exit_code == 0
    return own


def test_importing_again_changes_nothing(home: Home, own: dict[str, str]) -> None:
    first = home.run("import", LEDGER, **own)
    figures = home.run("figures", **own).stdout
    match = re.match(r"Figures: (\d+) new\.\n", first.stdout)
    assert match is not None
    again = home.run("import", LEDGER, **own).stdout
    assert again.startswith(f"Figures: 0 new, {match[1]} held already.\n")
    # One of them is under embargo until long after.
    assert again.splitlines()[1:] == first.stdout.splitlines()[1:] != []
    assert home.run("figures", **own).stdout == figures


def test_an_import_warns_of_rivals(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "rivals.csv").write_text("indicator,period,value\ncatch,2020,3\ncatch,2020,4\n", encoding="utf-8")
    result = home.run("import", tmp_path / "rivals.csv", **own)
    assert (result.exit_code, result.stdout) == (0, "Figures: 2 new.\n")
    assert result.stderr.startswith("Warning: ")


SECRET = "indicator,period,value,unit,embargo_until\nleak rate,2031-Q3,9.1,percent,2131-01-01T00:00+13:00\n"
NEWSROOM = {"FACTDESK_TIME_ZONE": "Pacific/Auckland"}


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_says_what_is_under_embargo(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    path = _write(tmp_path, "a.csv", f"{SECRET}leak rate,2031-Q2,8,percent,\n")
    until = "1 of them is under embargo until 1 January 2131, 00:00 (Pacific/Auckland)."
    assert home.run("import", path, **own, **NEWSROOM).stdout.splitlines() == ["Figures: 2 new.", until]
    again = home.run("import", path, **own, **NEWSROOM)
    assert again.stdout.splitlines() == ["Figures: 0 new, 2 held already.", until]
    more = _write(tmp_path, "b.csv", f"{SECRET}leak rate,2031-Q4,7,percent,2131-02-01T09:30+13:00\n")
    assert home.run("import", more, **own, **NEWSROOM).stdout.splitlines()[1] == (
        "2 of them are under embargo, the first until 1 January 2131, 00:00, the last until 1 February 2131, 09:30 "
        "(Pacific/Auckland)."
    )


def test_no_import_lifts_an_embargo_unless_it_is_told_to(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    home.run("import", _write(tmp_path, "a.csv", SECRET), **own)
    silent = _write(tmp_path, "b.csv", "indicator,period,value,unit\nleak rate,2031-Q3,9.1,percent\n")
    assert home.run("import", silent, **own).exit_code == 0
    over = _write(tmp_path, "c.csv", SECRET.replace("2131", "2027"))
    refused = home.run("import", over, **own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "c.csv, line 2, column embargo_until: figure " in refused.stderr
    assert "import with --lift-embargo" in refused.stderr
    other = _write(tmp_path, "d.csv", "indicator,period,value,unit,source\nLeak Rate,2031-Q3,9.10,%,Umbra Press\n")
    refused = home.run("import", other, **own)
    assert (refused.exit_code, "d.csv, line 2" in refused.stderr) == (2, True)
    for word in ("leak rate", "Umbra"):
        assert "9.1" not in home.run("ask", f"what was the {word}?", **own).stdout
    lifted = home.run("import", silent, "--lift-embargo", **own)
    assert lifted.stdout == "Figures: 0 new, 1 updated.\nLifted early: 1 embargo.\n"
    assert "9.1" in home.run("ask", "what was the leak rate?", **own).stdout


def test_an_import_says_what_was_public_until_then(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    home.run("import", _write(tmp_path, "a.csv", SECRET.replace("2131", "2021")), **own)
    (line,) = home.run("figures", **own).stdout.splitlines()
    id_ = line.split()[0]
    late = home.run("import", _write(tmp_path, "b.csv", SECRET), **own)
    assert late.stdout.splitlines()[2] == f"Figure {id_} was public until now, and was given in no chat."
    home.run("import", _write(tmp_path, "c.csv", SECRET), "--lift-embargo", **own)
    engine = open_engine(own["FACTDESK_DATABASE_URL"])
    with writing(engine) as connection:
        connection.execute(update(observation).values(embargo_until=None))
        given = {"destination": "slack/T1/C1", "workspace": "slack/T1", "asker": "slack/T1/U1", "visibility": "public"}
        moment = {"answer": {}, "given_at": NOW}
        connection.execute(insert(receipt), [{"id": one, "kind": "answer", **given, **moment} for one in ("r1", "r2")])
        connection.execute(insert(receipt_figure), [{"receipt": one, "figure": id_} for one in ("r1", "r2")])
    engine.dispose()
    told = home.run("import", _write(tmp_path, "d.csv", SECRET), **own).stdout.splitlines()[2]
    assert told == f"Figure {id_} was public until now, and was given 2 times; `factdesk receipts {id_}` lists where."


def test_a_draft_is_listed_and_published_by_saying_so(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    draft = "indicator,period,value,review\nleak rate,2031-Q3,9.1,draft\n"
    told = home.run("import", _write(tmp_path, "a.csv", draft), **own).stdout.splitlines()
    assert told[1] == "1 of them is a draft, and given to nobody until published (`factdesk ledger drafts`)."
    assert home.run("figures", **own).stdout == ""
    assert home.run("figures", "--embargoed", **own).stdout.endswith("September quarter 2031: 9.1 (a draft)\n")
    published = _write(tmp_path, "b.csv", draft.replace("draft", "published"))
    refused = home.run("import", published, **own)
    assert refused.exit_code == 2
    assert "is a draft, which somebody else has to look at" in refused.stderr
    home.run("import", published, **own, FACTDESK_FOUR_EYES="no")
    assert "9.1" in home.run("figures", **own).stdout
    stays = home.run("import", _write(tmp_path, "c.csv", draft), **own)
    assert (stays.exit_code, "stays published" in stays.stderr) == (0, True)


def test_what_is_under_embargo_is_listed(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    nothing = home.run("figures", "--embargoed", **own)
    assert (nothing.stdout, nothing.stderr) == ("", "No such figure is under embargo, and none is a draft.\n")
    home.run("import", _write(tmp_path, "a.csv", SECRET), **own)
    listed = home.run("figures", "--embargoed", **own, **NEWSROOM).stdout
    assert listed.endswith("9.1 per cent (under embargo until 1 January 2131, 00:00 Pacific/Auckland)\n")
    assert home.run("figures", "--embargoed", "--indicator", "leak-rate", **own).stdout != ""
    assert home.run("figures", "--embargoed", "--indicator", "none", **own).stdout == ""
    assert home.run("figures", **own).stdout == ""


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


_DISPUTED = """indicator,period,value,unit,status,source,published_on
catch,2020,3,tonnes,preliminary,Port,2021-01-01
catch,2020,40,tonnes,final,Port,2021-02-01
catch,2020,4.0,tonnes,final,Port,2021-02-01
"""


def test_a_figure_is_shown_with_those_that_disagree(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "catch.csv").write_text(_DISPUTED, encoding="utf-8")
    imported = home.run("import", tmp_path / "catch.csv", **own)
    assert "`factdesk ledger correct` or `factdesk ledger withdraw` puts it right." in " ".join(imported.stderr.split())
    ids = {line.rpartition(": ")[2]: line.split()[0] for line in home.run("figures", **own).stdout.splitlines()}
    rival = " ".join(home.run("figures", ids["40 tonnes"], **own).stdout.split())
    assert f"Disagrees {ids['4.0 tonnes']} catch, in 2020, final: 4.0 tonnes (Port, 1 February 2021)" in rival
    assert f"Before {ids['three tonnes']} " in rival
    old = " ".join(home.run("figures", ids["three tonnes"], **own).stdout.split())
    assert "Disagrees" not in old
    assert any(
        f"Status preliminary, superseded by figures {ids[one]} and {ids[other]}, which disagree" in old
        for one, other in (("40 tonnes", "4.0 tonnes"), ("4.0 tonnes", "40 tonnes"))
    )


def test_a_mistyped_value_is_asked_back(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "catch.csv").write_text(_DISPUTED, encoding="utf-8")
    home.run("import", tmp_path / "catch.csv", **own)
    answer = json.loads(home.run("ask", "--json", "what was the catch in 2020?", **own).stdout)
    assert (answer["status"], answer["value"]) == ("ambiguous", None)
    assert {option["value"] for option in answer["alternatives"]} == {"40", "4.0"}
    past = json.loads(home.run("ask", "--json", "--as-of", "2021-01-15", "what was the catch in 2020?", **own).stdout)
    assert (past["status"], past["value"]) == ("answered", "3")


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
        "embargo_until": None,
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
