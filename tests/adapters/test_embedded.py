"""With nothing configured: an SQLite file of the user's own, filled with the sample once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from adapters import clock, embedded
from bot.store.engine import open_engine
from bot.store.reader import Reader
from bot.store.schema import prepare
from tests.adapters.conftest import Home
from tests.disks import disk


def figures(home: Home) -> list[str]:
    return home.run("figures").stdout.splitlines()


def test_the_first_use_makes_the_ledger_and_says_so_once(home: Home) -> None:
    first = home.run("ask", "--json", "anything")
    assert (first.exit_code, home.ledger.is_file()) == (0, True)
    (sentence,) = first.stderr.splitlines()
    assert sentence.startswith(f"Made {home.ledger} and filled it with the sample ledger “{embedded.sample().name}” (")
    assert home.run("ask", "--json", "anything").stderr == ""


def test_the_sample_is_there_whatever_the_first_command_is(home: Home) -> None:
    listed = home.run("figures")
    assert f"({len(listed.stdout.splitlines())} figures)" in listed.stderr


def test_an_interrupted_first_use_is_made_good(home: Home) -> None:
    home.ledger.parent.mkdir(parents=True)
    engine = open_engine(f"sqlite:///{home.ledger}")
    prepare(engine)
    engine.dispose()
    assert "filled it with the sample" in home.run("dates").stderr
    assert figures(home)


def test_a_disk_too_small_for_the_sample(home: Home) -> None:
    with disk(home.folder / "data", "256k"):
        result = home.run("figures")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is full and nothing was saved; free space and try again." in result.stderr


def test_first_uses_at_once_fill_it_once(home: Home) -> None:
    command = [sys.executable, "-c", "from adapters.cli import main; main()", "figures"]
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=home.full_environment)
        for _ in range(3)
    ]
    told = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len({listed for listed, _ in told}) == 1
    assert sum(b"filled it with the sample" in said for _, said in told) == 1


def test_upgrading_leaves_the_sample_to_the_first_use(home: Home) -> None:
    assert home.run("db", "upgrade").stderr == ""
    assert "filled it with the sample" in home.run("figures").stderr


def test_the_sample_is_found_without_a_checkout_as_the_current_folder(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home.folder)
    assert home.run("figures").exit_code == 0
    with sqlite3.connect(home.ledger) as connection:
        assert connection.execute("SELECT revision FROM ledger").fetchone() == (1,)


def test_the_clock_knows_its_zone() -> None:
    assert clock.now().tzinfo is not None
    engine = open_engine("sqlite://")
    prepare(engine)
    assert Reader(engine, clock.now()).figures_page() == []
