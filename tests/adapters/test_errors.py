"""What the user is told when something goes wrong: one sentence and exit code 2, or a reference and exit code 1."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from adapters.failures import log_failure
from bot.store.engine import writing
from tests.adapters.conftest import LEDGER, Home
from tests.disks import disk, mount


def refusal(home: Home, *arguments: str | Path, **options: str) -> str:
    """The one sentence on standard error, with nothing on standard output."""
    result = home.run(*arguments, **options)
    assert (result.exit_code, result.stdout) == (2, "")
    (sentence,) = result.stderr.splitlines()
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["ask"],
            "Give one question, or --jsonl with a file of them, or --reading with a meaning; see `factdesk ask",
        ),
        (["ask", "--reading", "{}", "population"], "Give one question, or --jsonl"),
        (["ask", "--reading", "{}", "--jsonl", "-"], "Give one question, or --jsonl"),
        (["ask", "--reading", "population"], "The reading is not JSON"),
        (["ask", "--reading", '{"operation": "divine"}'], "“operation” has to be one of lookup, difference"),
        (["ask", "--jsonl", "-", "population"], "Give one question, or --jsonl"),
        (["ask", "--jsonl", "/none/such"], "/none/such does not exist; check the path."),
        (["ask", "--as-of", "2020-13", "population"], "“2020-13” is not a day in the calendar"),
        (["ask", "--ledger", "/none/such", "population"], "/none/such does not exist; check the path."),
        (["ask", "--loudly", "population"], "No such option '--loudly'; see `factdesk ask --help`."),
        (["shout"], "No such command 'shout'; see `factdesk --help`."),
        (["import", "/none/such.csv"], "such.csv does not exist; check the path."),
        (["completion", "csh"], "'csh' is not one of 'bash', 'zsh', 'fish'"),
    ],
)
def test_what_was_typed_wrong(home: Home, arguments: list[str], sentence: str) -> None:
    assert sentence in refusal(home, *arguments)
    assert not home.ledger.parent.exists()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("no url at all: secret", "The database URL cannot be understood"),
        ("mysql://user:secret@host/ledger", "Factdesk cannot keep a ledger in “mysql”"),
        ("sqlite:////none/such/ledger.sqlite", "The folder /none/such does not exist"),
        ("postgres://user:secret@127.0.0.1:9/ledger", "cannot be reached; check that it runs"),
    ],
)
def test_a_wrong_url(home: Home, url: str, sentence: str) -> None:
    told = refusal(home, "ask", "population", FACTDESK_DATABASE_URL=url)
    assert sentence in told
    assert "secret" not in told


def test_a_file_that_is_no_database(home: Home, own: dict[str, str]) -> None:
    (home.folder / "own.sqlite").write_text("notes " * 1_000, encoding="utf-8")
    assert "is not a Factdesk database; name another file." in refusal(home, "figures", **own)


def test_a_newer_database(home: Home, own: dict[str, str]) -> None:
    home.run("db", "upgrade", **own)
    with sqlite3.connect(home.folder / "own.sqlite") as connection:
        connection.execute("UPDATE factdesk_version SET version_num = '9999'")
    for arguments in (["ask", "population"], ["figures"], ["import", str(LEDGER)], ["db", "upgrade"]):
        assert "made by a later Factdesk; update Factdesk" in refusal(home, *arguments, **own)


def test_a_data_folder_that_cannot_be_made(home: Home) -> None:
    (home.folder / "data").write_text("a file where a folder belongs", encoding="utf-8")
    assert "set FACTDESK_DATABASE_URL to keep the ledger elsewhere" in refusal(home, "ask", "population")


def test_a_full_disk_during_an_import(home: Home, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "512k") as folder:
        own = {"FACTDESK_DATABASE_URL": f"sqlite:///{folder / 'own.sqlite'}"}
        rows = "".join(f"catch of boat {number},{number}\n" for number in range(20_000))
        (tmp_path / "many.csv").write_text(f"indicator,value\n{rows}", encoding="utf-8")
        home.run("db", "upgrade", **own)
        assert "is full and nothing was saved; free space" in refusal(home, "import", tmp_path / "many.csv", **own)
        assert home.run("figures", **own).stdout == ""


def test_a_read_only_disk(home: Home, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "1m") as folder:
        own = {"FACTDESK_DATABASE_URL": f"sqlite:///{folder / 'own.sqlite'}"}
        full = {"FACTDESK_DATABASE_URL": f"sqlite:///{folder / 'full.sqlite'}"}
        figures = tmp_path / "figures.csv"
        figures.write_text("indicator,period,value\npopulation,2020,700\n", encoding="utf-8")
        assert home.run("import", figures, **full).exit_code == 0
        mount("-o", "remount,ro", str(folder))
        assert "is read-only; make it writable" in refusal(home, "ask", "population", **own)
        assert "was 700 in 2020" in home.run("ask", "population in 2020", **full).stdout
        missing = home.run("ask", "population of Umbria", **full)
        assert (missing.exit_code, missing.stderr) == (0, "")
        assert missing.stdout.startswith("We don't hold that")
        figures.write_text("indicator,period,value\npopulation,2021,800\n", encoding="utf-8")
        assert "is read-only; make it writable" in refusal(home, "import", figures, **full)
        assert "cannot be made (Read-only file system)" in refusal(home, "ask", "population", XDG_DATA_HOME=str(folder))


def test_a_postgresql_that_only_reads_answers(home: Home, postgres_engine: Engine, tmp_path: Path) -> None:
    own = {"FACTDESK_DATABASE_URL": postgres_engine.url.render_as_string(hide_password=False)}
    figures = tmp_path / "figures.csv"
    figures.write_text("indicator,period,value\npopulation,2020,700\n", encoding="utf-8")
    assert home.run("import", figures, **own).exit_code == 0
    with writing(postgres_engine) as connection:
        name = postgres_engine.url.database
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    postgres_engine.dispose()
    assert "was 700 in 2020" in home.run("ask", "population in 2020", **own).stdout
    missing = home.run("ask", "population of Umbria", **own)
    assert (missing.exit_code, missing.stderr) == (0, "")


def test_an_import_with_faults_names_them_all_and_changes_nothing(home: Home, own: dict[str, str]) -> None:
    home.run("import", LEDGER, **own)
    before = home.run("figures", **own).stdout
    faulty = home.folder / "faulty.csv"
    faulty.write_text("indicator,period,value\ncatch,2020,many\ncatch,2020-13,4\ncatch,2020,few\n", encoding="utf-8")
    result = home.run("import", faulty, **own)
    sentence, *problems = result.stderr.splitlines()
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence == "Nothing was imported: 3 problems found. Mend them and import again."
    assert [re.match(r"  faulty\.csv, line (\d), column (\w+): .+; .+", problem).groups() for problem in problems] == [  # type: ignore[union-attr]
        ("2", "value"),
        ("3", "period"),
        ("4", "value"),
    ]
    assert home.run("figures", **own).stdout == before != ""


def test_a_terminal_without_our_characters_still_gets_its_answer(home: Home) -> None:
    ascii_only = replace(home, environment={**home.environment, "PYTHONIOENCODING": "ascii"})
    process = ascii_only.start("ask", "--ledger", LEDGER, "how many ducks live in Northmere?")
    assert (process.returncode, process.stderr) == (0, b"")
    assert b"?ducks" in process.stdout


def test_a_reader_who_has_seen_enough_is_no_failure(home: Home, own: dict[str, str]) -> None:
    """As in `factdesk figures | head -1`."""
    rows = "".join(f"catch of boat {number},{number}\n" for number in range(5_000))
    (home.folder / "many.csv").write_text(f"indicator,value\n{rows}", encoding="utf-8")
    home.run("import", home.folder / "many.csv", **own)
    with subprocess.Popen(
        [sys.executable, "-c", "from adapters.cli import main; main()", "figures"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**home.full_environment, **own},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"catch of boat" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert not home.log.exists()


def _break(home: Home, own: dict[str, str]) -> None:
    """A ledger that lost a table: nothing a user does, and nothing we foresee."""
    home.run("db", "upgrade", **own)
    with sqlite3.connect(home.folder / "own.sqlite") as connection:
        connection.execute("DROP TABLE observation")


def test_a_failure_of_ours_has_a_reference_that_is_in_the_log(home: Home, own: dict[str, str]) -> None:
    _break(home, own)
    result = home.run("figures", **own)
    (sentence,) = result.stderr.splitlines()
    reference = re.search(r"reference ([0-9a-f]{8})", sentence)
    assert (result.exit_code, result.stdout) == (1, "")
    assert reference is not None
    assert str(home.log) in sentence
    log = home.log.read_text(encoding="utf-8")
    assert log.count("\n") == 1
    assert f"level=error logger=factdesk message=failure reference={reference[1]} error=OperationalError" in log
    assert "no such table: observation" in log
    assert "Traceback" not in log


def test_tracebacks_are_in_the_log_where_they_are_asked_for(home: Home, own: dict[str, str]) -> None:
    _break(home, own)
    home.run("figures", **own, FACTDESK_LOG_TRACEBACKS="yes")
    first, second, *rest = home.log.read_text(encoding="utf-8").splitlines()
    assert "message=failure reference=" in first
    assert second.startswith(("Traceback", "sqlite3"))
    assert len(rest) > 10


def test_a_failure_is_told_on_standard_error_where_no_log_can_be_written(home: Home, own: dict[str, str]) -> None:
    _break(home, own)
    (home.folder / "state").write_text("a file where a folder belongs", encoding="utf-8")
    result = home.run("figures", **own)
    *log, sentence = result.stderr.splitlines()
    reference = re.search(r"reference ([0-9a-f]{8})", sentence)
    assert result.exit_code == 1
    assert reference is not None
    assert f" message=failure reference={reference[1]} " in log[0]
    assert len(log) == 1


@pytest.mark.parametrize("text", ["postgresql://desk:hun:ter@2@host/ledger", "host=x password=hunter2 user=desk"])
def test_the_log_holds_no_password(home: Home, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", home.environment["XDG_STATE_HOME"])
    log_failure(ValueError(f"cannot use {text}"))
    log = home.log.read_text(encoding="utf-8")
    assert "cannot use" in log
    assert "hun" not in log.replace("cannot use", "")
