"""Notes beside a table reach the figures that bear their marks, whatever the layout."""

from __future__ import annotations

import pytest

from bot.ingest.layout.notes_by_mark import explained, notes_by_mark, without_mark
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long

BODY = "{}2020,2021 (1)\nHarl,120,131 [e]\nOstry [b],44,45\nMill,9,10^\n"
NOTES = "\n[e] Includes false alarms\n[b] Opened in May\n^ Not complete\n1 Provisional\n"
TOLD = {
    "120": ("", ""),
    "131": ("Includes false alarms", "provisional"),
    "44": ("Opened in May", ""),
    "45": ("Opened in May", "provisional"),
    "9": ("", ""),
    "10": ("Not complete", "provisional"),
}


def test_a_long_table_has_them() -> None:
    found = read_long(f"Fires attended,,\n{BODY.format('Station,')}{NOTES}")

    assert {one["value"]: (one.get("note", ""), one.get("status", "")) for one in found.observations} == TOLD
    assert {one["Station"] for one in found.observations} == {"Harl", "Ostry", "Mill"}


def test_a_grid_has_them() -> None:
    found = read_grid(f"Fires attended\n{BODY.format(',')}{NOTES}".replace(",", "|"))
    told = {row.cells["value"]: (row.cells["note"], row.cells["status"]) for row in found.rows()}

    assert {
        value: (note.removesuffix("Provisional").strip("; "), status) for value, (note, status) in told.items()
    } == TOLD


def test_a_mark_means_what_its_note_says() -> None:
    notes = notes_by_mark(["e Without flats", "c = confidential", "p Provisional.", "Births"])

    assert notes == {"e": "Without flats", "c": "confidential", "p": "Provisional."}
    assert explained("e", notes) == (None, "Without flats", False)
    assert explained("p", notes) == ("provisional", None, False)
    assert (told := explained("c", notes)) is not None
    assert told.withheld
    assert explained("r", notes) is None


@pytest.mark.parametrize(
    ("text", "label"), [("Ayle²", "Ayle"), ("Ayle [e]", "Ayle"), ("Ayle [x]", "Ayle [x]"), ("C#", "C#")]
)
def test_a_label_loses_a_mark_that_is_raised_or_explained(text: str, label: str) -> None:
    assert without_mark(text, {"e": "Without flats"})[0] == label
