"""Several tables of one file: each is offered, and none is mistaken for another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from bot.errors import LedgerUnreadable
from bot.ingest import Orders, read
from bot.ingest.files import opened
from bot.ingest.parts import lay_out
from bot.ingest.sampled import samples

TITLE = "Jobs by industry"


def workbook(folder: Path, sheets: Mapping[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "jobs.xlsx"
    book.save(path)
    return path


def table(first: int, title: str = TITLE) -> list[list[object]]:
    return [[title], [], ["Industry", "2020", "2021"], ["Farming", first, first + 1], ["Fishing", first + 2, first + 3]]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return workbook(tmp_path, {"North": table(10), "South": table(20)})


def doubts(path: Path, orders: Orders | None = None) -> list[str]:
    with opened(path) as file:
        return [one.sentence for one in lay_out(file, orders or Orders()).doubts]


def test_that_all_of_them_are_meant_is_doubtful(two: Path) -> None:
    assert doubts(two) == ["All of the 2 tables are taken: “North”, “South”"]


def test_tables_alike_are_told_apart_by_their_sheets(two: Path) -> None:
    batch = read(two)
    assert len(batch.figures) == 8
    assert batch.warnings == ()
    assert {dict(figure.dimensions)["sheet"] for figure in batch.figures} == {"North", "South"}


def test_tables_of_different_things_need_no_sheet(tmp_path: Path) -> None:
    batch = read(workbook(tmp_path, {"A": table(10), "B": table(20, "Wages by industry")}))
    assert len(batch.indicators) == 2
    assert {name for figure in batch.figures for name, _ in figure.dimensions} == {"Industry"}


def test_one_of_them_is_meant(two: Path) -> None:
    orders = Orders(sheet="south")
    assert [figure.value for figure in read(two, orders).figures] == [20, 21, 22, 23]
    assert doubts(two, orders) == []


def test_a_sheet_that_is_not_there(two: Path) -> None:
    with pytest.raises(LedgerUnreadable, match=r"no table on a sheet “Sooth”; did you mean “South”"):
        read(two, Orders(sheet="Sooth"))
    with pytest.raises(LedgerUnreadable, match=r"no table on a sheet “zzz”; it has “North”, “South”"):
        read(two, Orders(sheet="zzz"))


def test_a_sheet_of_notes_is_no_table(tmp_path: Path) -> None:
    notes: list[list[object]] = [["About these figures"], ["They were counted in May."], ["Ask the office for more."]]
    path = workbook(tmp_path, {"Notes": notes, "Data": table(10)})
    assert len(read(path).figures) == 4
    assert doubts(path) == []


def test_a_file_without_a_table_says_what_would_help(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Notes": [["About these figures"], ["They were counted in May."]]})
    with pytest.raises(LedgerUnreadable, match=r"jobs.xlsx holds no table; .*--header-rows"):
        read(path)


def test_tables_side_by_side_are_read_each_with_its_own_labels(tmp_path: Path) -> None:
    path = tmp_path / "fells.csv"
    path.write_text("Town,Births,,Age,Deaths\nAsherby,12,,under 60,9\nBorrow,4,,60 and over,3\n")
    assert doubts(path)[0].startswith("All of the 2 tables are taken: “table (columns A to B)”")
    (first, second) = (read(path, Orders(sheet=f"table (columns {of})")) for of in ("A to B", "D to E"))
    assert [(figure.value, figure.dimensions) for figure in first.figures] == [
        (12, (("Town", "Asherby"),)),
        (4, (("Town", "Borrow"),)),
    ]
    assert [figure.locator for figure in second.figures] == [None, None]
    assert [figure.value for figure in second.figures] == [9, 3]


def test_a_blank_column_within_a_table_does_not_part_it(tmp_path: Path) -> None:
    path = tmp_path / "fells.csv"
    path.write_text("Town,2020,,2021\nAsherby,12,,9\nBorrow,4,,3\n")
    assert len(read(path).figures) == 4


def test_of_a_large_table_with_two_header_rows_the_first_rows_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "fells.csv"
    rows = "".join(f"Place {number},{number},{number},{number},{number}\n" for number in range(4000))
    path.write_text(f"Place,men,,women,\n,2020,2021,2020,2021\n{rows}")
    with opened(path) as file:
        (sample,) = samples(lay_out(file, Orders(), sampled=True))
        (whole,) = lay_out(file, Orders()).readings
        assert not sample.complete
        assert 0 < len(sample.batch.figures) < 16_000
        assert sum(1 for _ in whole.rows()) == 16_000
