"""Series as offices hand them out: rows that say of each column what it is, then a period a row."""

from __future__ import annotations

import pytest

from bot.errors import ImportRefused
from bot.ingest.faults import Faults
from bot.ingest.layout import read_sheet
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from tests.ingest.layout.long.sheets import sheet_of

_ONE = """
    "Title","Idle looms (16 and over): %"
    "CDID","LOOM"
    "Source dataset ID","LMS"
    "PreUnit",""
    "Unit","%"
    "Release date","11-07-2023"
    "Important notes",{note}
    "2021","4.5"
    "2022","4.0"
    "2022 Q3","3.9"
    "2022 NOV","3.8"
"""


def read(text: str) -> tuple[list[Reading], list[dict[str, str]], list[str | None]]:
    faults = Faults()
    readings = list(read_sheet(sheet_of(text), Orders(), faults))
    rows = [row for reading in readings for row in reading.rows()]
    faults.refuse_if_any()
    return readings, [{name: cell for name, cell in row.cells.items() if cell} for row in rows], [r.cell for r in rows]


def test_a_series_of_years_quarters_and_months_under_its_title() -> None:
    readings, observations, cells = read(_ONE.format(note=""))
    label = {"indicator": "Idle looms (16 and over)", "unit": "percent"}
    assert observations == [
        {**label, "period": "2021", "value": "4.5"},
        {**label, "period": "2022", "value": "4.0"},
        {**label, "period": "2022-Q3", "value": "3.9"},
        {**label, "period": "2022-11", "value": "3.8"},
    ]
    assert cells == ["B8", "B9", "B10", "B11"]
    assert [one.sentence for one in readings[0].assumptions if one.doubtful] == []
    assert readings[0].assumptions[0].sentence == "Rows 1 to 7 are taken to say what the series under them are."


def test_a_unit_in_two_parts_is_one() -> None:
    text = _ONE.format(note="").replace(": %", "").replace('"PreUnit",""', '"PreUnit","£"').replace('"%"', '"m"')
    assert read(text)[1][0]["unit"] == "millions of pounds"


def test_several_series_with_ids_and_flags() -> None:
    _, observations, _ = read("""
        ,Looms ;  Idle ;,Looms ;  > Lost ;,
        Unit,000,Percent,
        Series Type,Original,Original,
        Series ID,A1,A2,
        2022-07,13.5,1.5,A
        2022-08,13.6,,P
        2022-09,13.7,1.7,P
    """)
    assert [(each["indicator"], each["unit"], each["value"], each.get("status")) for each in observations] == [
        ("Looms, Idle", "thousands", "13.5", None),
        ("Looms, Lost", "percent", "1.5", None),
        ("Looms, Idle", "thousands", "13.6", "provisional"),
        ("Looms, Idle", "thousands", "13.7", "provisional"),
        ("Looms, Lost", "percent", "1.7", "provisional"),
    ]


def test_series_of_one_title_are_told_apart_by_what_else_is_said_of_them() -> None:
    _, observations, _ = read("""
        Title,Looms,Looms
        Unit,Number,Number
        Series Type,Original,Seasonally adjusted
        2021,13,14
        2022,15,16
        2023,17,18
    """)
    assert [each["indicator"] for each in observations[:2]] == ["Looms, Original", "Looms, Seasonally adjusted"]


def test_notes_that_withhold_a_series_refuse_it() -> None:
    with pytest.raises(ImportRefused) as refused:
        read(_ONE.format(note='"Embargoed until 5 May 2031"'))
    assert "seems to withhold" in refused.value.problems[0].wrong


def test_a_table_with_a_preamble_is_no_series() -> None:
    readings, observations, _ = read("""
        Title:,Looms by town
        Source:,Loom office
        Period,Elm,Oak
        2021,13,14
        2022,15,16
        2023,17,18
    """)
    assert "are taken to say what the series" not in " ".join(one.sentence for one in readings[0].assumptions)
    assert [each["value"] for each in observations] == ["13", "14", "15", "16", "17", "18"]
