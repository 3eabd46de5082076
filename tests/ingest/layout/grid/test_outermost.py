"""Under which sections the totals below them stand."""

from __future__ import annotations

from tests.ingest.layout.grid.tables import drawn, read

ABOVE = "Launches by station\nStation | 2020 | 2021\n"


def labels(body: str, *, indented: bool = False) -> list[str]:
    """What each row of figures is called."""
    reading = read(drawn(f"{ABOVE}{body.strip()}", indented=indented))
    return [row.text("Station") or "" for row in reading.rows() if row.text("period") == "2020"]


SECTIONS = "North\nA|4|5\nB|3|9\nSouth\nC|11|12\nD|2|2\n"


def test_a_total_of_all_rows_is_the_whole_tables() -> None:
    assert labels(f"{SECTIONS}Total|20|28")[-1] == ""
    assert labels(f"{SECTIONS}Total|13|14")[-1] == "South: Total"


def test_a_total_below_a_total_is_of_more() -> None:
    body = "North\nA|4|5\nB|3|9\nTotal|7|14\nSouth\nC|11|12\nD|2|2\nTotal|13|14\nTotal|20|28"

    assert labels(body) == ["North: A", "North: B", "North: Total", "South: C", "South: D", "South: Total", ""]


def test_a_row_that_stands_out_is_none_of_the_section() -> None:
    body = "North\n  A|4|5\nSouth\n  C|11|12\n"

    assert labels(f"{body}Elsewhere|1|1", indented=True)[-1] == "Elsewhere"
    assert labels(f"{body}  Elsewhere|1|1", indented=True)[-1] == "South: Elsewhere"


def test_totals_that_stand_out_below_each_section_are_of_it() -> None:
    body = "North\n  A|4|5\nTotal|4.2|5.1\nSouth\n  C|11|12\nTotal|11.3|12"

    assert labels(body, indented=True) == ["North: A", "North: Total", "South: C", "South: Total"]
