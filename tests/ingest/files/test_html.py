from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import FactdeskError
from bot.ingest.files import opened
from bot.ingest.sheets import Sheet, SheetRow, Span
from tests.ingest.files.conftest import refusal_of


def save(folder: Path, page: str | bytes, name: str = "page.html") -> Path:
    path = folder / name
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return path


def sheets(path: Path) -> list[Sheet]:
    with opened(path) as file:
        return list(file)


def cells(path: Path) -> list[list[str]]:
    (sheet,) = sheets(path)
    return [row.cells for row in sheet.rows()]


def test_spans_are_merged_ranges_and_the_caption_is_the_title(tmp_path: Path) -> None:
    page = """<!DOCTYPE html><h1>Page</h1><table><caption>Visits <b>by town</b></caption>
    <tfoot><tr><td colspan=3>Source: libraries</tfoot>
    <thead><tr><th rowspan="2">town<th colspan=2>visits<tr><th>2019<th>2020</thead>
    <tr><td>&nbsp;&nbsp;North<td>1,234<sup>a</sup><td> 5<br>6</table>"""
    (sheet,) = sheets(save(tmp_path, page))
    assert (sheet.file, sheet.name) == ("page.html", "Visits by town")
    assert list(sheet.rows()) == [
        SheetRow(1, ["Visits by town"]),
        SheetRow(2, ["town", "visits"], bold=frozenset({0, 1})),
        SheetRow(3, ["", "2019", "2020"], bold=frozenset({1, 2})),
        SheetRow(4, ["North", "1,234ᵃ", "5 6"], indents={0: 2}),
        SheetRow(5, ["Source: libraries"]),
    ]
    assert sheet.merged == (Span(2, 1, 3, 1), Span(2, 2, 2, 3), Span(5, 1, 5, 3))


def test_each_table_is_a_sheet_and_tables_in_cells_are_their_own(tmp_path: Path) -> None:
    page = "<table><tr><td>outer<table><tr><td>inner</table></table><table></table><table><tr><td>last</table>"
    found = sheets(save(tmp_path, page))
    assert [(sheet.name, [row.cells for row in sheet.rows()]) for sheet in found] == [
        ("table 1", [["outer"]]),
        ("table 2", [["inner"]]),
        ("table 4", [["last"]]),
    ]


def test_what_a_reader_does_not_see_is_not_read(tmp_path: Path) -> None:
    page = """<table><tr><td><script>document.write(9)</script><style>td {}</style><!-- 8 -->
    <span style="display: none">0007</span>7<sup class="reference">[1]</sup></table>"""
    assert cells(save(tmp_path, page)) == [["7¹"]]


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=windows-1252><table><tr><td>Café</table>".encode("cp1252"),
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><table><tr><td>Café</table>'.encode(
            "cp1252"
        ),
        "<table><tr><td>Café</table>".encode("cp1252"),
        "<meta charset=latin-1><table><tr><td>Café</table>".encode("utf-8-sig"),
        '<?xml version="1.0" encoding="utf-8"?><html><table><tr><td>Café</table>'.encode(),
        "<table><tr><td>Café</table>".encode("utf-16"),
        b"<table><tr><td>Caf&eacute;</table>",
    ],
)
def test_encodings_of_pages(tmp_path: Path, page: bytes) -> None:
    assert cells(save(tmp_path, page)) == [["Café"]]


def test_a_page_that_is_called_a_workbook_is_read(tmp_path: Path) -> None:
    assert cells(save(tmp_path, "<html><body><table><tr><td>1</table>", "book.xls")) == [["1"]]


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("<html><p>Nothing", "page.html is a web page without a table; look for a download of the figures"),
        ("<html><table><tr><td> </table>", "is a web page without a table"),
        ("<table>" + "<tr><td rowspan=60000>1" * 4_000 + "</table>", "has a table of more than 5,000,000 cells"),
        (f"<table><tr>{'<td colspan=1000>' * 30}1</table>", "row 1: there are more than 10,000 columns"),
        ("<meta charset=nonsense><table><tr><td>1</table>", "is damaged"),
        ("<table><tr><td>&#x1b;[2J</table>", "A1: “�[2J” holds a control character"),
    ],
    ids=["nothing", "blank", "reaching", "wide", "encoding", "control"],
)
def test_a_page_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, page: str, sentence: str) -> None:
    assert sentence in refusal_of(save(tmp_path, page))


def test_a_cell_that_reaches_far_down_ends_with_the_table(tmp_path: Path) -> None:
    (sheet,) = sheets(save(tmp_path, "<table><tr><td rowspan=60000>a<td>b<tr><td>c</table>"))
    assert sheet.merged == (Span(1, 1, 2, 1),)
    assert [row.cells for row in sheet.rows()] == [["a", "b"], ["", "c"]]


TAGS = [
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td colspan=3>",
    "<th rowspan=2>",
    "<sup>",
    "<caption>",
    "1",
    "a",
    "&#0;",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(parts=st.lists(st.sampled_from(TAGS) | st.text(max_size=5), max_size=30))
def test_any_page(tmp_path: Path, parts: list[str]) -> None:
    path = save(tmp_path, ("<table><tr><td>" + "".join(parts)).encode(errors="ignore"))
    with contextlib.suppress(FactdeskError), opened(path) as file:
        for sheet in file:
            list(sheet.rows())
