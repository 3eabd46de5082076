"""Codes of units: the words of the code list that has them, or a doubt."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from bot.ingest.cells.unit_codes import is_unit_code, unit_of_code
from bot.ingest.cells.units import unit_of
from bot.ingest.described.scales import unit_named
from bot.ingest.layout.grid.heading import joined
from tests.ingest.described.conftest import readings, seen
from tests.ingest.layout.long.sheets import read


def test_every_code_has_its_words_and_the_list_that_says_them() -> None:
    text = (files("bot.ingest.cells") / "unit_codes.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(row["unit"] and row["label"] and row["list"] in ("ESTAT:UNIT", "ECB:CL_UNIT") for row in rows)
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("THS_PER", "thousands of persons"),
        ("PC_GDP", "percent of gross domestic product (GDP)"),
        ("MIO_EUR", "millions of euros"),
        ("CP_MEUR", "millions of euros, current prices"),
        ("PCCH", "percentage change"),
        ("NR", "number"),
    ],
)
def test_a_column_of_units_says_what_its_codes_are(code: str, unit: str) -> None:
    found = read(f"Country,Year,Unit,Value\nElmland,2021,{code},7\nAshland,2021,{code},9\n")
    assert {one["unit"] for one in found.observations} == {unit}
    assert not found.doubts
    assert unit_of_code(code) == unit


def test_a_code_that_no_list_explains_is_kept_in_doubt() -> None:
    found = read("Country,Year,Unit,Value\nElmland,2021,PC_ELM,7\nAshland,2021,percent,9\n")
    assert [one["unit"] for one in found.observations] == ["PC_ELM", "percent"]
    assert found.doubts == ["The unit “PC_ELM” is a code that no known list explains, kept as such."]


def test_sdmx_without_labels_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text(
        "DATAFLOW,GEO,UNIT,TIME_PERIOD,OBS_VALUE\nX:J(1.0),EL,THS_PER,2021,7\nX:J(1.0),EL,ZZ_ELM,2021,9\nX:J(1.0),EL,PS,2022,9\n"
    )
    assert seen(path, "unit") == [("thousands of persons",), ("ZZ_ELM",), ("PS",)]
    (reading,) = readings(path)
    assert [one.sentence for one in reading.assumptions if one.doubtful] == [
        "The units “ZZ_ELM”, “PS” are codes that no known list explains, kept as such."
    ]


def test_a_label_in_the_file_goes_before_the_list() -> None:
    assert unit_named("PC_ACT", "Percentage of those who work") == "percent of those who work"


@pytest.mark.parametrize("unit", ["percent", "MWh", "FTE", "USD", "kg CO2", "PC_GDP", "Index, 2015=100"])
def test_words_and_known_codes_are_no_riddle(unit: str) -> None:
    assert not is_unit_code(unit)


@pytest.mark.parametrize("header", ["2019 Number", "2021 %", "real persons"])
def test_years_and_words_before_what_is_no_money_are_no_part_of_a_unit(header: str) -> None:
    assert unit_of(header) is None


@pytest.mark.parametrize(
    ("headers", "label"),
    [
        (("Votes", "Votes: by post"), "Votes: by post"),
        (("Votes", "votes", "by post"), "Votes: by post"),
        (("Votes", "Seats", ""), "Votes: Seats"),
        (("Votes", "Votes cast"), "Votes: Votes cast"),
    ],
)
def test_a_header_that_repeats_its_title_is_said_once(headers: tuple[str, ...], label: str) -> None:
    assert joined(*headers) == label
