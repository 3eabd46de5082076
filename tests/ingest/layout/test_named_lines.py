"""Lines above a table that say what they are, whatever the layout under them."""

from __future__ import annotations

import pytest

from bot.ingest.faults import Faults
from bot.ingest.layout import read_sheet
from bot.ingest.layout.named_lines import is_office, lines_in, named_title, titles_first
from bot.ingest.orders import Orders
from tests.ingest.layout.grid.tables import read as read_grid
from tests.ingest.layout.long.sheets import read as read_long
from tests.ingest.layout.long.sheets import sheet_of


@pytest.mark.parametrize(
    "line", ["Elm Office", "Ministry of Health and Care", "The Bureau for Roads", "CENTRAL STATISTICS OFFICE"]
)
def test_an_office_by_its_name(line: str) -> None:
    assert is_office(line)


@pytest.mark.parametrize(
    "line",
    ["Office rents by town", "Council Housing", "Board games sold", "Births", "Office 2021", "Bank of snow depth"],
)
def test_what_only_begins_like_an_office(line: str) -> None:
    assert not is_office(line)


@pytest.mark.parametrize("line", ["Title: Births", "# Table name: Births", "//Dataset:  Births"])
def test_a_line_that_says_it_is_the_title(line: str) -> None:
    assert named_title(lines_in([line])[0]) == "Births"


def test_commas_part_no_line_that_says_what_it_is() -> None:
    assert lines_in(["# Title: Births", "", "deaths"]) == ["Title: Births, deaths"]
    assert lines_in(["Title:", "Births"]) == ["Title: Births"]
    assert lines_in(["Births", "Deaths"]) == ["Births", "Deaths"]


def test_the_number_of_a_table_shows_its_title() -> None:
    assert titles_first(["Elm and Oak", "Table 3: Births"]) == [1, 0]
    assert titles_first(["Elm Office", "Extracted: 3 May", "Births"]) == [2]
    assert titles_first(["Elm Office"]) == [0]


ABOVE = ("# Title: Loans by branch", "# Unit: thousands", "# Publisher: Elm Library", "# Extracted: 3 May 2022")


def test_a_long_table_has_them() -> None:
    found = read_long("\n".join((*ABOVE, "Branch,2020,2021", "Quay,1,2\n")))

    assert found.reading.indicator == "Loans by branch"
    assert {(one["unit"], one["source"]) for one in found.observations} == {("thousands", "Elm Library")}


def test_a_grid_has_them() -> None:
    found = read_grid("\n".join((*ABOVE, " |Men||Women|", " |2020|2021|2020|2021", "Quay|1|2|3|4")))

    assert found.indicator == "Loans"
    assert {row.cells["unit"] for row in found.rows()} == {"thousands"}
    assert found.source is not None
    assert found.source.title == "Elm Library"


@pytest.mark.parametrize("header", ["Branch,2020,2021", ",2020,2021"])
def test_an_office_above_the_title_is_the_source(header: str) -> None:
    found = read_long if header.startswith("B") else lambda text: read_grid(text.replace(",", "|"))
    read = found(f"Elm Office,,\nLoans by branch,,\n{header}\nQuay,1,2\n")
    reading = getattr(read, "reading", read)

    assert (reading.indicator or "").startswith("Loans")
    assert any("The source is “Elm Office”" in one.sentence for one in reading.assumptions)


def test_what_is_counted_is_a_title_and_no_unit() -> None:
    found = read_long("Births,,\nTown,2020,2021\nElm,1,2\n")

    assert found.reading.indicator == "Births"
    assert {one.get("unit", "") for one in found.observations} == {""}


@pytest.mark.parametrize("mark", ["", "# ", "//", "## "])
def test_a_day_of_release_counts_behind_the_mark_of_a_comment(mark: str) -> None:
    faults = Faults()
    found = list(read_sheet(sheet_of(f"{mark}Release date: 3 May 2099\nTown,2020,2021\nElm,1,2\n"), Orders(), faults))

    assert found
    assert [one.day.isoformat() for one in faults.releases] == ["2099-05-03"]
