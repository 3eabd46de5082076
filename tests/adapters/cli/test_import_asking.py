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
    home.run("import", "--as-shown", sdmx(tmp_path, "jobs.csv", "NZ,2021,13,"), **own)
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
    first = ("--map", "indicator=Vacancies", "--source", "Elm")
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


def test_a_day_of_publication_that_was_said_once_has_to_be_said_of_the_next_file_too(
    home: Home, own: dict[str, str], tmp_path: Path
) -> None:
    said = ("--source", "Elm", "--map", "indicator=Vacancies")
    home.run("import", "--yes", *said, "--published", "2025-01-01", jobless(tmp_path, 2024), **own)
    path = jobless(tmp_path, 2024)
    path.write_text("Region,Year,Value\nNorth,2024,31\nSouth,2024,32\n", encoding="utf-8")
    preview = home.run("import", "--preview", path, **own)
    refused = home.run("import", "--yes", path, **own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    shown, told = (" ".join(text.split()) for text in (preview.stdout, refused.stderr))
    for text in (shown, told):
        assert "had its day of publication said before, and this one has none" in text
        assert "--published 2024-05-01" in text
    assert "2 new figures are superseded at once by figures held, for no day of publication is said" in shown
    taken = home.run("import", "--as-shown", path, **own)
    assert taken.exit_code == 0
    assert "2 new figures are superseded at once by figures held" in taken.stderr
    dated = home.run("import", "--yes", "--published", "2025-02-01", jobless(tmp_path, 2025), **own)
    assert dated.exit_code == 0


def test_a_file_behind_an_embargoed_one_is_not_published_unasked(
    home: Home, own: dict[str, str], tmp_path: Path
) -> None:
    embargo = ("--map", "embargo_until=2999-02-02T09:30Z", "--map", "area=Region")
    assert home.run("import", "--yes", "--as-shown", *embargo, jobless(tmp_path, 2024), **own).exit_code == 0
    refused = home.run("import", "--yes", jobless(tmp_path, 2025), **own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "under embargo before, and nothing says whether this one is" in refused.stderr
    assert "--not-withheld" in refused.stderr
    assert "in 2025" not in home.run("figures", **own).stdout
    public = home.run("import", "--yes", "--not-withheld", jobless(tmp_path, 2025), **own)
    assert public.exit_code == 0, public.stderr
    again = home.run("import", "--yes", jobless(tmp_path, 2026), **own)
    assert again.exit_code == 2, "it is asked of each"


def test_a_time_that_was_said_of_one_file_is_not_that_of_the_next(
    home: Home, own: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "catches.csv"
    path.write_text("Port,Catch\nNorth,4\nSouth,5\n", encoding="utf-8")
    assert home.run("import", "--as-shown", "--map", "period=2024-01,value=Catch", path, **own).exit_code == 0
    path.write_text("Port,Catch\nNorth,6\nSouth,7\n", encoding="utf-8")
    refused = home.run("import", "--yes", path, **own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--map period=" in refused.stderr
    assert home.run("import", "--yes", "--map", "period=2024-02", path, **own).exit_code == 0
    assert "was seven" in home.run("ask", "catch in South in February 2024", **own).stdout


def dated(folder: Path, name: str, *days: str) -> Path:
    path = folder / name
    rows = "".join(f"North,{day},{at + 4}\n" for at, day in enumerate(days))
    path.write_text(f"Port,Day,Catch\n{rows}", encoding="utf-8")
    return path


def test_what_was_answered_once_is_not_asked_again(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    first = home.run("import", "--as-shown", dated(tmp_path, "catches.csv", "03/04/2020", "05/04/2020"), **own)
    assert first.exit_code == 0
    again = home.run("import", "--yes", dated(tmp_path, "catches.csv", "07/05/2020", "08/06/2020"), **own)
    assert again.exit_code == 0, again.stderr
    assert "7 May 2020" in home.run("figures", **own).stdout
    other = home.run("import", "--yes", dated(tmp_path, "catches.csv", "07/25/2021", "07/26/2021"), **own)
    assert (other.exit_code, other.stdout) == (2, "")
    assert "07/25/2021" in other.stderr, "it says otherwise"


def test_a_name_that_was_taken_once_is_not_asked_again(home: Home, own: dict[str, str], tmp_path: Path) -> None:
    home.run("import", sdmx(tmp_path, "jobs.csv"), "--unit", "people", **own)
    assert home.run("import", "--as-shown", sdmx(tmp_path, "posts.csv", "NZ,2022,1,"), **own).exit_code == 0
    for number, name in enumerate(("jobs.csv", "posts.csv", "jobs-may.csv", "posts.csv")):
        again = home.run("import", sdmx(tmp_path, name, f"NZ,{2023 + number},1,"), **own)
        assert again.exit_code == 0, (name, again.stderr)
    assert home.run("import", sdmx(tmp_path, "fruit.csv", "NZ,2030,1,"), **own).exit_code == 2
    named = home.run("import", "--kept", "jobs", sdmx(tmp_path, "nuts.csv", "NZ,2031,1,"), **own)
    assert named.exit_code == 0, named.stderr


def test_at_a_terminal_what_was_answered_of_a_source_is_not_asked_again(
    home: Home, own: dict[str, str], terminal: dict[str, str], tmp_path: Path
) -> None:
    home.run("import", sdmx(tmp_path, "jobs.csv"), "--published", "2020-05-01", **own)
    told = at_a_terminal(terminal, "import", sdmx(tmp_path, "jobs.csv", "NZ,2021,13,"), answers="2021-05-01\ny\n")
    assert told.exit_code == 0, told.text
    assert "Published on" in told.text
    assert "Source (who" not in told.text
    assert "13" in home.run("ask", "jobs in NZ in 2021", **own).stdout
