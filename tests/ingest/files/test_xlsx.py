from __future__ import annotations

import contextlib
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Alignment, Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from bot.errors import FactdeskError, LedgerUnreadable
from bot.ingest.files import limits, opened
from bot.ingest.sheets import Sheet, SheetRow, Span
from tests.ingest.files.conftest import cells_of, refusal_of, rows_of

FIRST = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(path: Path, *fill: Callable[[Worksheet], object]) -> Path:
    """A workbook with a sheet for each function, which fills it."""
    workbook = Workbook()
    for number, one in enumerate(fill):
        one(workbook.active if not number else workbook.create_sheet())
    workbook.save(path)
    return path


def rewritten(path: Path, changed: Mapping[str, str | bytes]) -> Path:
    """The workbook with parts changed or added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **changed}.items():
            archive.writestr(name, content)
    return path


def sheet_xml(rows: str, behind: str = "", before: str = "") -> str:
    return f'<worksheet xmlns="{SPACE}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>'


def with_xml(folder: Path, xml: str | bytes) -> Path:
    return rewritten(book(folder / "book.xlsx", lambda _: None), {FIRST: xml})


def only_sheet(path: Path) -> Sheet:
    with opened(path) as file:
        (sheet,) = file
        return sheet


def filled(rows: list[list[object]], formats: Mapping[str, str] | None = None) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)
        for cell, code in (formats or {}).items():
            sheet[cell].number_format = code

    return fill


def test_cells_are_as_printed_and_typed(tmp_path: Path) -> None:
    table = [
        ["town", "share", "visits", "month", "day", "open", "note"],
        ["Nelson", 0.123, 1234.5, date(2020, 3, 31), datetime.combine(date(2020, 3, 31), time()), True, "12"],
    ]
    path = book(
        tmp_path / "book.xlsx", filled(table, {"B2": "0.0%", "C2": "#,##0", "D2": "mmm-yy", "E2": "dd/mm/yyyy"})
    )
    header, row = rows_of(path)
    assert header == SheetRow(1, ["town", "share", "visits", "month", "day", "open", "note"])
    assert row == SheetRow(
        2, ["Nelson", "12.3%", "1235", "2020-03", "2020-03-31", "TRUE", "12"], typed=frozenset({1, 2, 3, 4})
    )


def test_merged_ranges_blank_rows_indents_and_bold(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "Visits  by town "
        sheet.merge_cells("B2:D2")
        sheet["A5"] = "Total"
        sheet["A5"].font = Font(bold=True)
        sheet["A6"] = "North"
        sheet["A6"].alignment = Alignment(indent=2)
        sheet["B6"] = 3

    path = book(tmp_path / "book.xlsx", fill)
    sheet = only_sheet(path)
    assert (sheet.file, sheet.name, sheet.merged) == ("book.xlsx", "Sheet", (Span(2, 2, 2, 4),))
    assert list(sheet.rows()) == [
        SheetRow(2, ["", "Visits by town"]),
        SheetRow(5, ["Total"], bold=frozenset({0})),
        SheetRow(6, ["North", "3"], typed=frozenset({1}), indents={0: 2}),
    ]


def test_what_a_merged_range_covers_is_blank_whatever_it_holds(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row>'
    )
    path = with_xml(tmp_path, sheet_xml(rows, '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'))
    assert cells_of(path) == [["1"], ["", "", "4"]]


def test_formulas_give_their_result_or_themselves(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>B1+C1</f><v>3</v></c><c r="B1"><f>SUM(C1:C9)</f></c><c r="C1" t="e"><f>1/0</f>'
        '<v>#DIV/0!</v></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="F1"><f t="shared" si="0"/></c></row>'
    )
    (row,) = rows_of(with_xml(tmp_path, sheet_xml(rows)))
    assert row.cells == ["3", "=SUM(C1:C9)", "#DIV/0!", "", "a", "=…"]
    assert row.typed == {0}


def test_formulas_that_no_spreadsheet_worked_out_stand_as_they_are(tmp_path: Path) -> None:
    assert cells_of(book(tmp_path / "book.xlsx", filled([[1, 2, "=A1+B1"]]))) == [["1", "2", "=A1+B1"]]


def test_raised_marks_do_not_run_into_numbers(tmp_path: Path) -> None:
    mark = InlineFont(vertAlign="superscript")

    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = CellRichText("2019", TextBlock(mark, "1"))
        sheet["B1"] = CellRichText("Total ", TextBlock(InlineFont(b=True), "visits"), TextBlock(mark, "a,b"))
        sheet["C1"] = CellRichText("12", TextBlock(mark, "see note"))

    assert cells_of(book(tmp_path / "book.xlsx", fill)) == [["2019¹", "Total visitsᵃ,ᵇ", "12ˢᵉᵉ ⁿᵒᵗᵉ"]]


def test_dates_of_old_macs_and_dates_that_are_written_out(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append([date(2020, 3, 31)])
    workbook.save(tmp_path / "mac.xlsx")
    assert cells_of(tmp_path / "mac.xlsx") == [["2020-03-31"]]
    written = '<row r="1"><c r="A1" t="d"><v>2020-03-31T00:00:00</v></c></row>'
    assert rows_of(with_xml(tmp_path, sheet_xml(written)))[0] == SheetRow(1, ["2020-03-31"], typed=frozenset({0}))


def test_sheets_in_their_order_without_charts_and_hidden_ones_by_name(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.title = "North"
    workbook.active.append([1])
    workbook.create_chartsheet("Chart").add_chart(BarChart())
    hidden = workbook.create_sheet("Codes")
    hidden.append([2])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("South").append([3])
    workbook.save(tmp_path / "book.xlsx")
    with opened(tmp_path / "book.xlsx") as file:
        assert [sheet.name for sheet in file] == ["North", "South"]
        first, last = file
        assert first.losses == (
            "hidden sheets are not read (“Codes”); show them in a spreadsheet, or name the one that is meant",
        )
        assert last.losses == ()
        (codes,) = file.named("Codes")
        assert [row.cells for row in codes.rows()] == [["2"]]
        with pytest.raises(LedgerUnreadable, match=r"book\.xlsx has no sheet “East”; it has “North”, “Codes”, “South”"):
            list(file.named("East"))


def test_a_book_that_hides_all_of_its_sheets_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", filled([[1]]))
    with zipfile.ZipFile(path) as archive:
        content = archive.read("xl/workbook.xml").decode()
    hidden = content.replace('state="visible"', 'state="veryHidden"')
    assert hidden != content
    refused = refusal_of(rewritten(path, {"xl/workbook.xml": hidden}))
    assert refused == "book.xlsx hides all of its sheets; say which is meant: “Sheet”"


def test_a_book_of_charts_alone_is_refused(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.create_chartsheet("Chart").add_chart(BarChart())
    workbook.save(tmp_path / "book.xlsx")
    assert "book.xlsx has no sheets with cells" in refusal_of(tmp_path / "book.xlsx")


def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        filled([["a", "b"], [1, 2], [3, 4], [5, 6]])(sheet)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    sheet = only_sheet(book(tmp_path / "book.xlsx", fill))
    assert sheet.losses == (
        "hidden cells are read like others (row 3); delete what is not meant",
        "hidden cells are read like others (column B); delete what is not meant",
    )
    assert len(cells_of(tmp_path / "book.xlsx")) == 4


def test_macros_are_left_alone(tmp_path: Path) -> None:
    path = rewritten(book(tmp_path / "book.xlsm", filled([[1]])), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert cells_of(path) == [["1"]]


def test_a_dimension_that_lies_is_not_believed(tmp_path: Path) -> None:
    rows = '<row r="1"><c><v>1</v></c><c r="C1"><v>2</v></c></row><row><c><v>3</v></c></row>'
    path = with_xml(tmp_path, sheet_xml(rows, before='<dimension ref="A1:XFD1048576"/>'))
    assert cells_of(path) == [["1", "", "2"], ["3"]]


def test_styles_of_other_programs_are_taken_as_far_as_they_go(tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", filled([[0.5]], {"A1": "0%"}))
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
    odd = re.sub(r'<family val="2" ?/>', '<family val="99"/><color rgb="nonsense"/>', styles)
    assert odd != styles
    assert cells_of(rewritten(path, {"xl/styles.xml": odd})) == [["50%"]]


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", filled([["a", 1]]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/"
    changed = {
        name: content.replace(SPACE.encode(), strict + b"spreadsheetml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", strict + b"officeDocument/"
        )
        for name, content in parts.items()
    }
    assert cells_of(rewritten(path, changed)) == [["a", "1"]]


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (sheet_xml('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "cell XFD1: there are more than 10,000 columns"),
        (sheet_xml(f'<row r="1"><c r="A1"><v>{"9" * 10**6}</v></c></row>'), "A1: the cell has more than 131,072"),
        (sheet_xml('<row r="1"><c r="B1" t="inlineStr"><is><t>a\x9fb</t></is></c></row>'), "B1: “a�b” holds a control"),
        (sheet_xml('<row r="2"/><row r="1"/>'), "is damaged"),
        (sheet_xml('<row r="9999999"/>'), "is damaged"),
        (sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "is damaged"),
        (sheet_xml('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), "is damaged"),
        (sheet_xml("<row>")[:-30], "is damaged"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + sheet_xml('<row r="1"/>'), "is damaged"),
        (sheet_xml('<row r="1">' + "<c/>" * 3_000_000 + "</row>"), "has a row of more than 8 MB"),
    ],
    ids=["wide", "long", "control", "order", "beyond", "string", "before", "cut", "entity", "row"],
)
def test_a_sheet_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, xml: str, sentence: str) -> None:
    assert sentence in refusal_of(with_xml(tmp_path, xml))


def test_a_truncated_or_incomplete_workbook_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "book.xlsx", filled([[1]]))
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert refusal_of(path).startswith("book.xlsx is damaged or was not downloaded whole")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "book.xlsx has no sheets with cells" in refusal_of(path)


def test_a_workbook_that_is_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "book.xlsx", filled([["a"]]))
    spaces = b" " * (80 * limits.MEGABYTE)
    assert "unpacks to more than 200 times its size" in refusal_of(rewritten(path, {"xl/styles.xml": spaces}))


def test_too_many_merged_ranges_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MERGED", 2)
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 5))
    refused = refusal_of(with_xml(tmp_path, sheet_xml("", f"<mergeCells>{merged}</mergeCells>")))
    assert refused == "book.xlsx, sheet “Sheet” has more than 2 merged ranges; unmerge its cells"


def test_a_large_merged_range_costs_nothing(tmp_path: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = with_xml(tmp_path, sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', merged))
    assert cells_of(path) == [["1"]]


RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"


def with_strings(folder: Path, texts: str, rows: str) -> Path:
    path = with_xml(folder, sheet_xml(rows))
    with zipfile.ZipFile(path) as archive:
        relations = archive.read(RELATIONS).decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    one = f'<Relationship Id="strings" Type="{kind}" Target="/{STRINGS}"/></Relationships>'
    strings = f'<sst xmlns="{SPACE}">{texts}</sst>'
    return rewritten(path, {RELATIONS: relations.replace("</Relationships>", one), STRINGS: strings})


def test_cells_share_texts_without_their_phonetic_hints(tmp_path: Path) -> None:
    texts = (
        "<si><t>town_x000D_</t></si><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
        "<si><r><t>12</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>3</t></r></si>"
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in (0, 1, 2, 0))
    assert cells_of(with_strings(tmp_path, texts, f"<row>{cells}</row>")) == [["town", "東京", "12³", "town"]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    part=st.sampled_from([FIRST, "xl/workbook.xml", "xl/styles.xml", STRINGS, RELATIONS]),
    at=st.floats(0, 1),
    cut=st.integers(0, 40),
    put=st.binary(max_size=20) | st.sampled_from([b"<", b'r="0"', b'<c r="ZZZ9"/>', b"<v>-1</v>", b's="9999"']),
)
def test_any_damage_to_a_good_workbook(tmp_path: Path, part: str, at: float, cut: int, put: bytes) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="0"><v>0.5</v></c></row>'
    path = with_strings(tmp_path, "<si><t>town</t></si>", rows)
    with zipfile.ZipFile(path) as archive:
        content = archive.read(part)
    place = int(at * len(content))
    rewritten(path, {part: content[:place] + put + content[place + cut :]})
    with contextlib.suppress(FactdeskError), opened(path) as file:
        for sheet in file:
            list(sheet.rows())
