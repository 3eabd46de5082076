"""What a grid says of itself: cells that hold no result, and options that say otherwise and work."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.cli import main
from tests.ingest.layout.grid.tables import observations, read

UNSUMMED = """
Jobs, 2019
sector  | Ayle         | Brock
public  | 10           | 20
private | 5            | 7
total   | =SUM(B3:B4)  | #REF!
Source: made up
"""


def test_a_last_row_that_was_never_worked_out_is_left_out_cell_by_cell() -> None:
    reading = read(UNSUMMED)
    assert list(observations(reading)) == ["B3", "C3", "B4", "C4"]
    assert [str(one) for one in reading.left_out] == [
        "1 × a note below the table (row 6)",
        "1 × a formula without a result; open the file in a spreadsheet and save it (B5)",
        "1 × an error of the spreadsheet, “#REF!” (C5)",
    ]


def test_a_row_amid_the_table_and_a_column_of_formulas_are_as_well() -> None:
    reading = read("""
Jobs, 2019
sector  | Ayle  | all
public  | 10    | =B3
private | =9-4  | =B4
none    | 5     | =B5
""")
    assert list(observations(reading)) == ["B3", "B5"]
    assert [(one.count, one.examples) for one in reading.left_out] == [(4, ["C3", "B4", "C4"])]
    assert not any(one.doubtful for one in reading.assumptions)


def test_a_period_that_is_said_is_that_of_figures_without_one() -> None:
    table = """
Boats
kind   | 2019 | 2020 | ever
sloops | 1    | 2    | 3
"""
    reading = read(table)
    assert [one.sentence for one in reading.assumptions if one.doubtful] == [
        "Nothing says what time figures are of: 1 figure has no period."
    ]
    told = read(table, columns={"period": "2021"})
    assert [one.period for one in observations(told).values()] == ["2019", "2020", "2021"]
    assert not any(one.doubtful for one in told.assumptions)


def test_one_figure_is_said_in_the_singular(tmp_path: Path) -> None:
    file = tmp_path / "boats.csv"
    file.write_text("Boats,,\n,2019,ever\nsloops,1,3\n")
    shown = CliRunner().invoke(main, ["import", "--preview", str(file)]).output
    assert "Periods     2019; 1 figure has none" in shown


def test_it_goes_before_that_of_the_title_and_before_a_single_one() -> None:
    titled = "Boats, 2018\nkind | Ayle | Brock\nsloops | 1 | 2\n"
    single = "Boats\nkind | 2018 | of these\nsloops | 1 | 2\n"
    for table in (titled, single):
        assert {one.period for one in observations(read(table, columns={"period": "2021"})).values()} == {"2021"}


@pytest.mark.parametrize(
    "text",
    [
        "Boats in 2018,,\n,Ayle,Brock\nsloops,1,2\n",
        "Boats,,\n,Ayle,Brock\nsloops,1,2\n",
        "Boats,,,,\n,Ayle,,Brock,\n,big,small,big,small\nsloops,1,2,3,4\n",
        "Boats in 2018,,\n,Ayle,Brock\nsloops,1,2\nketches,see,below\nyawls,3,4\n",
        "Boats on,,\n,03/04/2019,05/06/2019\nsloops,1,2\n",
    ],
)
def test_every_option_that_is_named_is_one(text: str, tmp_path: Path) -> None:
    file = tmp_path / "boats.csv"
    file.write_text(text)
    shown = CliRunner().invoke(main, ["import", "--preview", str(file)], env={"COLUMNS": "10000"}).output
    options = [line.partition(" If not: ")[2].strip() for line in shown.splitlines() if " If not: " in line]
    assert options
    for option in options:
        done = CliRunner().invoke(main, ["import", "--preview", *shlex.split(option), str(file)])
        assert done.exit_code == 0, (option, done.output)
