"""`factdesk export`, and reading back what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.running import inside

_FIGURES = (
    "indicator,area,period,value,review,embargo_until\n"
    "swans,Elm,2020,12,,\n"
    "swans,Elm,2021,13,draft,\n"
    "swans,Elm,2022,14,,2099-01-01T00:00Z\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    (tmp_path / "swans.csv").write_text(_FIGURES, "utf-8")
    done = inside(["import", "--as-shown", str(tmp_path / "swans.csv")], tmp_path / "ledger.sqlite")
    assert done.returncode == 0, done.stderr.decode()
    return tmp_path / "ledger.sqlite"


def said(*arguments: str, ledger: Path) -> tuple[int, str]:
    done = inside(arguments, ledger)
    return done.returncode, " ".join((done.stdout + done.stderr).decode().split())


def test_it_says_what_is_in_the_folder_and_whose_it_is(ledger: Path, tmp_path: Path) -> None:
    code, told = said("export", str(tmp_path / "all"), ledger=ledger)
    assert code == 0
    assert "holds the whole ledger: 3 figures, 1 indicator, 0 sources, 0 key dates and 1 change." in told
    assert "Among the figures are 1 draft and 1 under embargo: nobody may be given those." in told
    assert "It is for the desk alone, and no other user of this machine can read it" in told


def test_it_is_read_back_into_an_empty_ledger_alone(ledger: Path, tmp_path: Path) -> None:
    folder = str(tmp_path / "all")
    said("export", folder, ledger=ledger)
    code, told = said("import", folder, ledger=ledger)
    assert code == 2
    assert "this one holds something; name another database with FACTDESK_DATABASE_URL" in told

    other = tmp_path / "other.sqlite"
    assert (
        "An import reads all of it back, into an empty ledger alone."
        in said("import", "--preview", folder, ledger=other)[1]
    )
    assert said("import", "--yes", folder, ledger=other) == (
        0,
        "Read back the whole ledger: 3 figures, 1 indicator, 0 sources, 0 key dates and 1 change.",
    )
    assert said("ask", "How many swans in Elm in 2020?", ledger=other)[1].startswith("The swans (Elm) were 12 in 2020.")
    assert "12" not in said("ask", "How many swans in Elm in 2021?", ledger=other)[1].split("Nearest")[0]


@pytest.mark.parametrize(
    "option", [["--unit", "percent"], ["--correct", "misread"], ["--map", "value=Swans"], ["--no-kept"]]
)
def test_no_option_says_otherwise_than_a_whole_ledger(option: list[str], ledger: Path, tmp_path: Path) -> None:
    said("export", str(tmp_path / "all"), ledger=ledger)
    code, told = said("import", *option, str(tmp_path / "all"), ledger=tmp_path / "other.sqlite")
    assert code == 2
    assert f"which says all of it itself; leave {option[0]} away" in told


def test_a_folder_that_holds_something_is_left_alone(ledger: Path, tmp_path: Path) -> None:
    code, told = said("export", str(tmp_path), ledger=ledger)
    assert code == 2
    assert "is there already, with something in it; name a new folder." in told
