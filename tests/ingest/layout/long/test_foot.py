"""Lines at the foot of tables that are longer than the sample which says how they are read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.ingest.files.text.rows import text_sheet
from bot.ingest.orders import Orders
from bot.ingest.sheets import Sheet
from tests.ingest.layout.long.sheets import Read, read

ROWS = 3_500


def table(folder: Path, foot: str, head: str = "Region,Year,Sales", encoding: str = "utf-8") -> Sheet:
    path = folder / "sales.csv"
    rows = "".join(f"Place {at},{2000 + at % 20},{at % 977 + 1}\n" for at in range(ROWS))
    path.write_text(f"{head}\n{rows}{foot}", encoding=encoding)
    return text_sheet(path, path.name)


def units(found: Read) -> set[str | None]:
    return {one.get("unit") for one in found.observations}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_scale_at_the_foot_of_a_long_text_is_that_of_its_figures(tmp_path: Path, encoding: str) -> None:
    found = read(table(tmp_path, "\nSource: Elm Office, März 2024\nFigures in thousands\n", encoding=encoding))
    assert units(found) == {"thousands"}
    assert len(found.observations) == ROWS
    assert {one["source"] for one in found.observations} == {"Elm Office, März 2024"}
    assert "Figures are in “thousands”, as the line “Figures in thousands” says." in found.said
    assert found.problems == []


def test_money_of_a_header_is_in_it(tmp_path: Path) -> None:
    found = read(table(tmp_path, "Figures in thousands\n", "Region,Year,Sales ($)"))
    assert units(found) == {"thousands of dollars"}


def test_a_table_without_a_foot_ends_in_figures(tmp_path: Path) -> None:
    found = read(table(tmp_path, ""))
    assert units(found) == {None}
    assert len(found.observations) == ROWS


def test_the_last_bytes_of_a_text_are_enough(tmp_path: Path) -> None:
    sheet = table(tmp_path, "Figures in thousands\n")
    assert sheet.foot is not None
    foot = sheet.foot()
    assert foot[-1] == ["Figures in thousands"]
    assert len(foot) < ROWS / 2


@pytest.mark.parametrize("sheet_of", [lambda sheet: replace(sheet, foot=None), lambda sheet: sheet])
def test_a_scale_that_is_met_too_late_is_at_fault(tmp_path: Path, sheet_of: object) -> None:
    amid = "Figures in thousands\n" + "".join(f"Town {at},2000,4\n" for at in range(1_500))
    sheet = sheet_of(table(tmp_path, amid))  # type: ignore[operator]
    (problem,) = read(sheet).problems
    assert problem.line == ROWS + 2
    assert "“Figures in thousands” seems to say in what the figures are counted" in problem.wrong
    assert "--unit" in problem.right
    said = read(sheet, Orders(unit="thousands"))
    assert (said.problems, units(said)) == ([], {"thousands"})


def test_what_rows_say_themselves_is_not_settled_by_an_option(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    rows = "".join(f"Place {at},2000,{at + 1},dollars\n" for at in range(ROWS))
    path.write_text(f"Region,Year,Sales,Unit\n{rows}Figures in thousands\n", encoding="utf-8")
    sheet = replace(text_sheet(path, path.name), foot=None)
    (problem,) = read(sheet, Orders(unit="thousands of dollars")).problems
    assert problem.right == "put it above the table, or take it out"


def test_text_of_two_bytes_a_letter_is_read_to_its_end_before_it_is_refused(tmp_path: Path) -> None:
    found = read(table(tmp_path, "Figures in thousands\n", encoding="utf-16"))
    assert [problem.line for problem in found.problems] == [ROWS + 2]
