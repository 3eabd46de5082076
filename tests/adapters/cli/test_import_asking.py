"""A file that was not seen before is shown to whoever sits at a terminal, who is asked; the next one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ingest.orders import Orders
from bot.ledger.known_files import worth_keeping
from tests.adapters.cli.terminal import at_a_terminal
from tests.adapters.conftest import Home

HEADER = "DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE"
QUESTION = "jobs in NZ in 2020"


def sdmx(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *(f"JOBS,{row}" for row in rows or ("NZ,2020,12,",))]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def terminal(home: Home, own: dict[str, str]) -> dict[str, str]:
    return {**home.full_environment, **own}


def test_it_is_shown_and_recorded_where_somebody_says_yes(
    home: Home, own: dict[str, str], terminal: dict[str, str], tmp_path: Path
) -> None:
    told = at_a_terminal(terminal, "import", sdmx(tmp_path, "jobs.csv"), answers="2020-05-01\ny\n")
    assert told.exit_code == 0
    assert "The JOBS (NZ) were 12 in 2020." in told.text
    assert all(len(line) <= 80 for line in told.text.partition("Published on")[0].splitlines())
    assert "“JOBS”, published 1 May 2020" in home.run("ask", QUESTION, **own).stdout


def test_nothing_is_recorded_where_somebody_says_no(
    home: Home, own: dict[str, str], terminal: dict[str, str], tmp_path: Path
) -> None:
    told = at_a_terminal(terminal, "import", sdmx(tmp_path, "jobs.csv"), answers="\nn\n")
    assert told.exit_code == 130
    assert "Nothing was imported." in told.text
    assert home.run("figures", **own).stdout == ""


def test_the_next_one_needs_neither_a_question_nor_an_option(
    home: Home, own: dict[str, str], terminal: dict[str, str], tmp_path: Path
) -> None:
    first = sdmx(tmp_path, "jobs-april.csv")
    assert home.run("import", first, "--unit", "people", "--source", "Elm Office", **own).exit_code == 0
    told = at_a_terminal(terminal, "import", sdmx(tmp_path, "jobs-may.csv", "NZ,2021,13,", "AU,2021,14,"))
    assert (told.exit_code, told.text) == (0, "Read by the mapping “jobs”.\nFigures: 2 new.\n")
    assert "13 people" in home.run("ask", "jobs in NZ in 2021", **own).stdout


def test_what_is_answered_that_cannot_be_read_is_asked_again(terminal: dict[str, str], tmp_path: Path) -> None:
    told = at_a_terminal(terminal, "import", sdmx(tmp_path, "jobs.csv"), answers="soon\n2020\ny\n")
    assert "“soon” is not a date" in told.text
    assert "Figures: 1 new." in told.text


def test_with_yes_nothing_is_asked(terminal: dict[str, str], tmp_path: Path) -> None:
    told = at_a_terminal(terminal, "import", "--yes", sdmx(tmp_path, "jobs.csv"))
    assert (told.exit_code, told.text) == (0, "Figures: 1 new.\n")


def test_factdesk_s_own_layout_needs_no_question(terminal: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("indicator,value\njobs,12\n", encoding="utf-8")
    told = at_a_terminal(terminal, "import", path)
    assert (told.exit_code, told.text) == (0, "Figures: 1 new.\n")


def test_another_thing_with_the_same_columns_is_not_read_so(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    """Nobody knows whether the unit and the source are those of the other file."""
    home.run("import", sdmx(tmp_path, "jobs.csv"), "--unit", "people", "--source", "Elm Office", **own)
    asked = home.run("import", sdmx(tmp_path, "vacancies.csv", "NZ,2022,1,"), **own)
    assert (asked.exit_code, asked.stdout) == (2, "")
    assert "It is read as “jobs.csv” was, by the mapping “jobs”, and its name is another" in asked.stderr
    alone = home.run("import", "--no-kept", sdmx(tmp_path, "vacancies.csv", "NZ,2022,1,"), **own)
    assert alone.exit_code == 0
    assert "people" not in home.run("ask", "jobs in NZ in 2022", **own).stdout


def test_a_mapping_is_used_by_its_name(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    first = home.run("import", sdmx(tmp_path, "jobs.csv"), "--unit", "people", "--save-map", "elm", **own)
    assert "Kept as “elm”" in first.stdout
    used = home.run("import", "--kept", "elm", sdmx(tmp_path, "b.csv", "NZ,2022,1,"), **own)
    assert used.exit_code == 0
    unknown = home.run("import", "--kept", "ash", sdmx(tmp_path, "b.csv"), **own)
    assert unknown.exit_code == 2
    assert "No mapping is kept under “ash”; kept are: elm." in unknown.stderr


def test_the_day_of_publication_is_that_of_one_file(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    first = sdmx(tmp_path, "jobs.csv")
    home.run("import", first, "--source", "Elm", "--published", "2020-05-01", **own)
    home.run("import", sdmx(tmp_path, "jobs.csv", "NZ,2021,13,"), **own)
    assert "1 May 2020" not in home.run("ask", "jobs in NZ in 2021", **own).stdout
    assert "Elm" in home.run("ask", "jobs in NZ in 2021", **own).stdout


@pytest.mark.parametrize(
    "option",
    [("--published", "2025-02-01"), ("--unit", "people"), ("--source", "Oak"), ("--status", "provisional"),
     ("--missing", "zz"), ("--map", "note=checked"), ("--kept", "monthly"), ("--kept", "monthly", "--unit", "people")],
)  # fmt: skip
def test_what_is_kept_holds_whatever_is_said_beside_it(
    home: Home, own: dict[str, str], tmp_path: Path, option: tuple[str, ...]
) -> None:
    first = ("--map", "indicator=Vacancies", "--source", "Elm", "--published", "2025-01-01")
    home.run("import", "--yes", *first, "--save-map", "monthly", jobless(tmp_path, 2024), **own)
    again = home.run("import", "--yes", *option, jobless(tmp_path, 2025), **own)
    assert again.exit_code == 0, again.stderr
    assert "Read by the mapping “monthly”" in again.stderr
    assert "22" in home.run("ask", "vacancies in North in 2025", **own).stdout


@pytest.mark.parametrize("how", [(), ("--kept", "monthly")])
def test_an_embargo_is_not_kept_for_a_file_that_announces_a_later_one(
    home: Home, own: dict[str, str], tmp_path: Path, how: tuple[str, ...]
) -> None:
    embargo = ("--map", "embargo_until=2020-02-02T09:30Z", "--map", "area=Region", "--save-map", "monthly")
    assert home.run("import", "--yes", *embargo, jobless(tmp_path, 2024), **own).exit_code == 0
    path = jobless(tmp_path, 2025)
    path.write_text(f"EMBARGOED until 2 March 2999\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    refused = home.run("import", "--yes", "--as-shown", *how, path, **own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "seems to withhold" in refused.stderr
    assert "in 2025" not in home.run("figures", **own).stdout
    until = ("--map", "embargo_until=2999-03-02T09:30Z")
    held = home.run("import", "--yes", "--as-shown", *how, *until, path, **own)
    assert "2 of them are under embargo until 2 March 2999" in held.stdout


def test_no_column_is_kept_that_is_said_as_when_this_one_file_is_public() -> None:
    said = {"embargo_until": "2 March 2027 at 9.30am", "published_on": "2020-05-01", "lifted": "2027-03-02T09:30Z"}
    lasting = {"period": "Year", "published_on": "Release date", "note": "checked"}
    assert worth_keeping(Orders(columns={**said, **lasting})).columns == lasting
    assert worth_keeping(Orders(columns={"embargo_until": "Embargo"})).columns == {"embargo_until": "Embargo"}


def test_what_is_said_now_goes_before_what_is_kept(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    first = ("--unit", "people", "--map", "area=Region")
    home.run("import", "--yes", *first, jobless(tmp_path, 2024), **own)
    home.run("import", "--yes", "--unit", "households", "--map", "land=Region", jobless(tmp_path, 2025), **own)
    told = home.run("ask", "jobless in North in 2025", **own).stdout
    assert "22 households" in told


def test_a_mapping_of_another_layout_is_in_doubt(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    home.run("import", "--yes", "--unit", "people", "--save-map", "elm", jobless(tmp_path, 2024), **own)
    other = tmp_path / "jobless-2025.csv"
    other.write_text("Region,Age,Year,Value\nNorth,old,2025,22\nSouth,young,2025,23\n", encoding="utf-8")
    refused = home.run("import", "--yes", "--kept", "elm", other, **own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "its columns, or what it measures, are others" in refused.stderr
    assert home.run("import", "--as-shown", "--kept", "elm", other, **own).exit_code == 0


def jobless(folder: Path, year: int) -> Path:
    path = folder / f"jobless-{year}.csv"
    few = year - 2003
    path.write_text(f"Region,Year,Value\nNorth,{year},{few}\nSouth,{year},{few + 1}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["", "  ", "a\x1b[31mb", "a\u202eb"])
def test_a_mapping_has_a_name_that_can_be_shown(home: Home, own: dict[str, str], tmp_path: Path, name: str) -> None:
    refused = home.run("import", "--yes", "--save-map", name, jobless(tmp_path, 2024), **own)
    assert refused.exit_code == 2
    assert "--save-map: a mapping cannot be kept under this name" in refused.stderr
