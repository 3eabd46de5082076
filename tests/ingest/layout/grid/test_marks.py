"""Footnote marks behind headers and labels, where they can be told."""

from __future__ import annotations

from tests.ingest.layout.grid.tables import observations, read

TABLE = """
Boats, 2020
port   | ketches | trawlersa | afloat (%)a
Ayle1  | 1       | 2         | 3
Brock² | 4       | 5         | 6
Coveb  | 7       | 8         | 9

1 Includes the old harbour.
a Those registered.
Source: the harbour master of Cove
"""


def test_marks_that_notes_explain_are_taken_off_and_the_notes_kept() -> None:
    rows = {row.cell: row.cells for row in read(TABLE).rows()}
    assert [rows[cell]["port"] for cell in ("B3", "B4", "B5")] == ["Ayle", "Brock", "Coveb"]
    assert rows["B3"]["note"] == "Includes the old harbour."
    assert rows["D4"]["note"] == "Those registered."
    assert (rows["D4"]["unit"], rows["D4"]["indicator"]) == ("percent", "Boats: afloat")


def test_a_letter_is_a_mark_only_where_the_word_stands_without_it() -> None:
    found = observations(read(TABLE))
    assert found["C3"].indicator == "Boats: trawlersa"
    named = observations(read(TABLE.replace("Boats, 2020", "Boats and trawlers, 2020")))
    assert named["C3"].indicator == "Boats and trawlers: trawlers"


def test_blank_columns_at_the_left_change_nothing() -> None:
    shifted = "\n".join(f"| |{line}" for line in TABLE.strip("\n").split("\n"))
    plain, moved = observations(read(TABLE)), observations(read(shifted))
    assert list(plain.values()) == list(moved.values())
    assert list(moved)[:2] == ["D3", "E3"]
