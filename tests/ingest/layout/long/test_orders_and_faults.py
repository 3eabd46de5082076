"""What the desk says of a table, what is wrong with it, and what seems to withhold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.faults import Faults
from bot.ingest.layout.long import read_long
from bot.ingest.orders import Orders
from bot.ingest.period_names import named_period
from bot.ingest.sheets import Sheet, SheetRow
from tests.ingest.layout.long.sheets import read, sheet_of


def test_a_mapping_says_what_columns_are_and_what_holds_for_every_row() -> None:
    orders = Orders(
        columns={"value": "C", "period": "b", "region": "A", "indicator": "jobs"},
        ignored=("D",),
        unit="people",
        source="Elm Office",
        status="provisional",
        published="2021-05-01",
        missing=("-99",),
        series_break="2020",
    )
    found = read("A,B,C,D\nNorth,2019,1,x\nSouth,2020,2,y\nEast,2020,-99,y", orders)
    said = {
        "indicator": "jobs", "unit": "people", "source": "Elm Office", "status": "provisional",
        "published_on": "2021-05-01",
    }  # fmt: skip
    assert found.observations == [
        {**said, "region": "North", "period": "2019", "value": "1"},
        {**said, "region": "South", "period": "2020", "value": "2",
         "note": "figures from 2020 on do not compare with earlier ones"},
    ]  # fmt: skip
    assert found.left_out == {"no figure: “-99”": 1}


@pytest.mark.parametrize(
    ("orders", "periods", "values"),
    [
        (Orders(decimal=","), ["2020-04-03"], ["1234"]),
        (Orders(decimal="."), ["2020-04-03"], ["1.234"]),
        (Orders(day_first=False), ["2020-03-04"], ["1.234"]),
    ],
)
def test_conventions_that_the_desk_settles(orders: Orders, periods: list[str], values: list[str]) -> None:
    found = read("Date;Region;Value\n03/04/2020;North;1.234", orders, delimiter=";")
    assert [one["period"] for one in found.observations] == periods
    assert [one["value"] for one in found.observations] == values


def test_header_rows_that_the_desk_names() -> None:
    found = read(
        "Old,Table\n1,2\nRegion,Sales\n,$m\nNorth,5", Orders(header_rows=(3, 4), columns={"value": "Sales $m"})
    )
    assert found.observations == [
        {"indicator": "Sales", "Region": "North", "value": "5", "unit": "millions of dollars"}
    ]


def test_a_header_that_is_not_there_is_a_fault_and_not_a_text_for_every_row() -> None:
    found = read("Region,Year,Value\nNorth,2019,1", Orders(columns={"area": "Regoin"}, ignored=("Valeu",)))
    assert [(one.wrong, one.right) for one in found.problems] == [
        ("no column is called “Regoin”", "did you mean “Region”?"),
        ("no column is called “Valeu”", "did you mean “Value”?"),
    ]


def test_every_bad_cell_is_reported_with_its_line_and_column() -> None:
    found = read("""
        Region,Year,Value,Unit
        North,2019,1,people
        South,2019,abc,people
        East,2019,4%,people
        West,2019,5,people,6
        Mid,2019,#REF!,people
    """)
    assert [one["Region"] for one in found.observations] == ["North"]
    assert [(one.line, one.column) for one in found.problems] == [(3, "Value"), (4, "Value"), (5, None), (6, "Value")]


def test_a_period_that_is_none_is_kept_for_the_refusal_that_shows_it() -> None:
    found = read("Region,Year,Value\nNorth,2019,1\nSouth,2020,2\nEast,soon,3")
    assert found.observations[-1]["period"] == "soon"


def test_a_later_cell_that_contradicts_its_column_is_a_fault() -> None:
    rows = [f"North,2009-{month:02},1" for month in (10,)] * 4000
    found = read("\n".join(["Region,Period,Value", *rows, "North,2010-11,2"]))
    assert found.doubts
    assert found.observations[-1]["period"] == "2010-11"
    late = read("\n".join(["Region,Date,Value", *["North,31/12/2020,1"] * 4000, "North,12/31/2020,1"]))
    assert late.observations[-1]["period"] == "12/31/2020"


def test_the_header_again_is_left_out() -> None:
    found = read("Region,Year,Value\nNorth,2019,1\nRegion,Year,Value\nSouth,2019,2")
    assert found.left_out == {"the header again": 1}
    assert len(found.observations) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Region,Year,Value,Embargo\nNorth,2019,1,2026-05-05",
        "Region,Year,Value,Review state\nNorth,2019,1,x",
        "Region,Year,Value,Stage of it\nNorth,2019,1,draft",
        "Region,Year,Value,Given out\nNorth,2019,1,2026-05-05T09:30+01:00",
        "Under embargo until 9.30am on 5 May 2026\nRegion,Year,Value\nNorth,2019,1",
        "Region,Year,Value\nNorth,2019,1\nSTRICTLY EMBARGOED until Tuesday,,",
        "Not for publication before 5 May\nRegion,2019,2020\nNorth,1,2",
    ],
)
def test_what_seems_to_withhold_is_refused_and_nothing_is_read(text: str) -> None:
    found = read(text)
    assert found.problems
    assert not found.observations


def test_a_column_that_only_withholds_far_down_is_refused() -> None:
    rows = ["North,2019,1,"] * 4000 + ["North,2020,1,draft"]
    found = read("\n".join(["Region,Year,Value,Stage of it", *rows]))
    assert [one.column for one in found.problems] == ["Stage of it"]
    assert not found.observations


def test_a_line_far_down_that_announces_an_embargo_is_refused() -> None:
    found = read("\n".join(["Region,Year,Value", *["North,2019,1"] * 4000, "Embargoed until 5 May,,"]))
    assert [(one.line, "seems to withhold" in one.wrong) for one in found.problems] == [(4002, True)]


def test_a_flag_that_withholds_a_row_refuses_it() -> None:
    found = read("Region,Year,Value,Status\nNorth,2019,1,p\nSouth,2019,2,under embargo")
    assert found.observations == [{"Region": "North", "period": "2019", "value": "1", "status": "provisional"}]
    assert [(one.line, one.column) for one in found.problems] == [(3, "Status")]


def test_a_column_that_withholds_is_not_ignored() -> None:
    found = read("Region,Year,Value,Embargo until\nNorth,2019,1,2026-05-05", Orders(ignored=("Embargo until",)))
    assert any("is not left aside" in one.wrong for one in found.problems)
    assert not found.observations


def test_an_embargo_that_is_said_holds_for_every_row() -> None:
    orders = Orders(columns={"embargo_until": "2026-05-05T09:30+01:00"})
    found = read("Under embargo until 9.30am on 5 May 2026\nRegion,Year,Value\nNorth,2019,1", orders)
    assert not found.problems
    assert [one["embargo_until"] for one in found.observations] == ["2026-05-05T09:30+01:00"]


def test_embargo_and_review_columns_come_as_they_are_in_any_layout() -> None:
    found = read("Region,Year,Value,embargo_until,review\nNorth,2019,1,2026-05-05T09:30+01:00,draft")
    assert found.observations[0]["embargo_until"] == "2026-05-05T09:30+01:00"
    assert found.observations[0]["review"] == "draft"


def test_the_statuses_of_the_own_layout_stay_strict() -> None:
    found = read("indicator,period,value,status\njobs,2019,1,provisonal")
    assert found.observations[0]["status"] == "provisonal"


@pytest.mark.parametrize(
    "text",
    [
        "North,South\n1,2",
        "just text\nand more",
        ",2019,2020\nNorth,1,2\nSouth,3,4",
        "Title of it\nRegion,Men,Women\nNorth,1,2",
        "Region,Men,Women\nIslands,,\nNorth,1,2\nSouth,3,4",
        ",Men,,Women,\nRegion,2019,2020,2019,2020\nNorth,1,2,3,4",
        "",
    ],
)
def test_what_has_headers_on_two_sides_or_none_is_left_to_others(text: str) -> None:
    assert read_long(sheet_of(text), Orders(), Faults()) is None


def test_rows_are_read_anew_each_time() -> None:
    reading = read("Region,Year,Value\nNorth,2019,1\nSouth,2019,..").reading
    first, second = ([row.cells for row in reading.rows()] for _ in range(2))
    assert first == second
    assert [one.count for one in reading.left_out] == [1]


def test_typed_cells_are_in_plain_form_whatever_the_others_are() -> None:
    def rows() -> Iterator[SheetRow]:
        yield SheetRow(1, ["Region", "Year", "Value"])
        yield SheetRow(2, ["North", "2019", "4,3"])
        yield SheetRow(3, ["South", "2019", "1.234"], typed=frozenset({1, 2}))

    found = read(Sheet("elm.xlsx", "Data", rows))
    assert [one["value"] for one in found.observations] == ["4.3", "1.234"]
    assert [row.sheet for row in found.reading.rows()] == ["Data", "Data"]


def test_the_name_of_a_financial_year() -> None:
    named = named_period("2009/2010", "2009-10")
    assert named is not None
    assert (named.id, named.label, named.alt_labels) == ("2009/2010", "2009-10", ("2009/10", "2009–10"))
    assert named_period("2009/2010", "2009/2010") is None
    assert named_period("1990/1995", "1990-95") is None
    assert named_period("2009-10", "2009-10") is None


_CELL = st.sampled_from(
    [
        "",
        "North",
        "2019",
        "2019-20",
        "1,234",
        "4,3",
        "..",
        "Total",
        "Value",
        "Year",
        "indicator",
        "value",
        "%",
        "p",
        "a\\b,c",
    ]
) | st.text(max_size=6)


@given(st.lists(st.lists(_CELL, max_size=5), max_size=8), st.booleans())
def test_no_sheet_raises(cells: list[list[str]], is_text: bool) -> None:
    cleaned = [[" ".join(cell.split()) for cell in row] for row in cells]

    def rows() -> Iterator[SheetRow]:
        for number, row in enumerate(cleaned, 1):
            yield SheetRow(number, list(row), number if is_text else None)

    sheet = Sheet("elm.csv", None, rows)
    for orders in (Orders(), Orders(header_rows=(1, 2)), replace(Orders(), columns={"value": "Value"})):
        reading = read_long(sheet, orders, Faults())
        for row in reading.rows() if reading else ():
            assert row.cells["value"]
            assert all(column in row.cells for column in reading.columns if column not in _RESERVED)


_RESERVED = {"indicator", "period", "value", "unit", "qualifier", "status", "note", "source"}


@pytest.mark.parametrize(
    ("said", "period"),
    [("2018", "2018"), ("2018-11", "2018-11"), ("2018/2019", "2018/2019"), ("November 2018", "2018-11")],
)
@pytest.mark.parametrize(
    "table", ["Harbour;Trawlers\nAyle;14\nBrock;9", "Harbour;Flag;Trawlers;Barges\nAyle;own;14;3\nBrock;own;9;2"]
)
def test_a_period_that_is_said_of_all_is_that_of_every_row(table: str, said: str, period: str) -> None:
    found = read(table, Orders(columns={"period": said}), delimiter=";")
    assert {one["period"] for one in found.observations} == {period}
    assert found.said == []


def test_a_period_that_is_said_of_all_is_that_of_rows_without_one() -> None:
    text = "Harbour,Year,Trawlers\nAyle,2017,14\nBrock,,9\nCrane,n/a,7"
    found = read(text, Orders(columns={"period": "2018"}, series_break="2018"))
    assert [one["period"] for one in found.observations] == ["2017", "2018", "2018"]
    assert ["note" in one for one in found.observations] == [False, True, True]
