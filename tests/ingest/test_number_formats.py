"""What the number formats of a workbook print: values as printed, counted in what their format counts in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from bot.ingest import Orders, read


def freight(
    folder: Path, code: str, *values: float, header: str = "Freight", orders: Orders | None = None
) -> list[tuple[str, str | None]]:
    """The values and units of a column of numbers in one format."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Harbour", "Year", header])
    for year, value in enumerate(values, 2019):
        sheet.append(["Elm Quay", year, value])
        sheet.cell(sheet.max_row, 3).number_format = code
    path = folder / "harbours.xlsx"
    book.save(path)
    return [(f"{figure.value}", figure.unit) for figure in read(path, orders).figures]


@pytest.mark.parametrize(
    ("code", "header", "value", "unit"),
    [
        ("#,##0,", "Freight", "81720", "thousands"),
        ("#,##0,", "Freight ($000)", "81720", "thousands of dollars"),
        ("#,##0,", "Freight (£)", "81720", "thousands of pounds"),
        ("0.0,,", "Freight, $ millions", "81.7", "millions of dollars"),
        ('0.0,,"m"', "Freight", "81.7", "millions"),
        ('0.0,,"m"', "Freight (€)", "81.7", "millions of euros"),
        ('#,##0," kg"', "Freight", "81720", "thousands of kg"),
        ('#,##0" tonnes"', "Freight", "81720000", "tonnes"),
        ('#,##0" containers"', "Freight", "81720000", "containers"),
        ('#,##0" kg"', "Freight (kg)", "81720000", "kg"),
    ],
)
def test_a_format_says_in_what_its_numbers_are_printed(
    tmp_path: Path, code: str, header: str, value: str, unit: str
) -> None:
    assert freight(tmp_path, code, 81_720_000, 90_000_000, header=header)[0] == (value, unit)


def test_each_number_is_in_the_scale_of_its_own_section(tmp_path: Path) -> None:
    found = freight(tmp_path, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', 4_512_000, 7_200, 720)
    assert found == [("4.5", "millions"), ("7.2", "thousands"), ("720", None)]


def test_red_brackets_are_negative_in_any_scale(tmp_path: Path) -> None:
    found = freight(tmp_path, "#,##0,;[Red](#,##0,)", 4_512_000, -4_512_000)
    assert found == [("4512", "thousands"), ("-4512", "thousands")]


def test_a_unit_that_the_desk_says_gets_the_scale_that_is_printed(tmp_path: Path) -> None:
    assert freight(tmp_path, "#,##0,", 4_512_000, orders=Orders(unit="crates")) == [("4512", "thousands of crates")]


def test_years_over_columns_take_the_units_of_their_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Harbour", 2019, 2020], ["Elm Quay", 4_512_000, 4_800_000], ["Ash Quay", 12_400_000, 1_000_000]):
        sheet.append(row)
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.number_format = '0.0,," kt"'
    book.save(tmp_path / "harbours.xlsx")
    figures = read(tmp_path / "harbours.xlsx").figures
    assert {figure.unit for figure in figures} == {"millions of kt"}
    assert [f"{figure.value}" for figure in figures] == ["4.5", "4.8", "12.4", "1.0"]
