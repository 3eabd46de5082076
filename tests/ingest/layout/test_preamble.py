"""What lines above a table say of all of it."""

from __future__ import annotations

from bot.ingest.faults import Faults
from bot.ingest.layout import read_sheet
from bot.ingest.orders import Orders
from tests.ingest.layout.long.sheets import sheet_of

ABOVE = "Title:,Waits\nPeriod:,March 2022\nStatus: provisional\nContact:,waits@bureau.example\n\n"


def read(text: str) -> list[tuple[str, str, str | None]]:
    (reading,) = read_sheet(sheet_of(text), Orders(), Faults())
    return [(row.text("period") or "", row.text("status") or "", row.period_text) for row in reading.rows()]


def test_a_period_and_a_status_hold_for_all_rows() -> None:
    said = ("2022-03", "provisional", "March 2022")
    assert read(f"{ABOVE}Trust,Waiting,Seen\nNorth,4,5\n") == [said, said]


def test_what_rows_say_themselves_goes_first() -> None:
    text = f"{ABOVE}Trust,Year,Waiting\nNorth,2019,4\nSouth,2020,7\n"
    assert [(period, status) for period, status, _ in read(text)] == [
        ("2019", "provisional"),
        ("2020", "provisional"),
    ]


def test_lines_below_say_nothing_of_it() -> None:
    assert read("Trust,Waiting,Seen\nNorth,4,5\n\nPeriod:,March 2022\n")[0][0] == ""
