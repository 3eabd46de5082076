from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import FactdeskError
from bot.ingest.files import limits, opened
from bot.ingest.files.ods.plain import plain
from bot.ingest.sheets import Sheet, SheetRow, Span
from tests.ingest.files.conftest import refusal_of

SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
        "fo": "xsl-fo-compatible",
        "manifest": "manifest",
    }.items()
)
STYLES = """
<number:date-style style:name="month"><number:month number:textual="true"/><number:text>-</number:text><number:year/>
</number:date-style>
<style:style style:name="dated" style:family="table-cell" style:data-style-name="month"/>
<style:style style:name="deep" style:family="table-cell" style:parent-style-name="Bold">
<style:paragraph-properties fo:margin-left="0.353cm"/></style:style>
<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>
"""
BOLD = """<style:style style:name="Bold" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>
</style:style>"""


def content(tables: str, styles: str = STYLES) -> str:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def save(folder: Path, xml: str | bytes, **parts: str) -> Path:
    path = folder / "book.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}><office:styles>{BOLD}</office:styles></office:document-styles>",
        )
        for name, part in parts.items():
            archive.writestr(name.replace("_", "/"), part)
    return path


def table(rows: str, name: str = "Visits", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def row(*cells: str, **attributes: str) -> str:
    told = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{told}>{''.join(cells)}</table:table-row>"


def cell(text: str, told: str = "") -> str:
    return f"<table:table-cell {told}><text:p>{text}</text:p></table:table-cell>"


def number(printed: str, held: str, kind: str = "float") -> str:
    return cell(printed, f'office:value-type="{kind}" office:value="{held}"')


def read(path: Path) -> tuple[Sheet, list[SheetRow]]:
    with opened(path) as file:
        (sheet,) = file
        return sheet, list(sheet.rows())


def test_cells_are_as_printed_and_in_plain_form(tmp_path: Path) -> None:
    date = 'office:value-type="date" office:date-value="2020-03-31"'
    rows = row(
        cell("North"),
        number("1.234,5", "1234.5"),
        number("12,3 %", "0.123", "percentage"),
        number("-£1,234.50", "-1234.5", "currency"),
        cell("Mar-20", f'table:style-name="dated" {date}'),
        cell("31/03/2020", date),
        cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"'),
        cell("12", 'office:value-type="string"'),
    )
    _, (found,) = read(save(tmp_path, content(table(rows))))
    assert found.cells == ["North", "1234.5", "12.3%", "-£1234.50", "2020-03", "2020-03-31", "TRUE", "12"]
    assert found.typed == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("printed", "held", "text", "typed"),
    [
        ("1 234", "1234", "1234", True),
        ("1.235", "1234.6", "1235", True),
        ("1.235", "1.2349", "1.235", True),
        ("(5)", "-5", "-5", True),
        ("5", "-5", "5", True),
        ("–", "0", "0", True),
        ("0.00", "0", "0.00", True),
        ("1,2 Mio.", "1234567", "1.2 million", True),
        ("12r", "12", "12r", True),
        ("1.23E+05", "123456", "123000", True),
        ("..", "-1", "..", False),
        ("*", "3", "*", False),
        ("2019/20", "201920", "2019/20", False),
        ("", "3", "", False),
        ("7", "3", "7", False),
    ],
)
def test_numbers_are_as_precise_as_printed(printed: str, held: str, text: str, typed: bool) -> None:
    assert plain(printed, held)[:2] == (text, typed)


@pytest.mark.parametrize(
    ("printed", "held", "text", "unit"),
    [
        ("81.720", "81720000", "81720", "thousands"),
        ("81,7", "81720000", "81.7", "millions"),
        ("81,7 Mio. €", "81720000", "81.7 million €", None),
        ("7,2 km", "7.2", "7.2", "km"),
        ("12%", "0.12", "12%", None),
    ],
)
def test_digits_that_are_left_out_are_told_in_the_unit(printed: str, held: str, text: str, unit: str | None) -> None:
    assert plain(printed, held) == (text, True, unit)


def test_repeated_cells_and_rows_and_merged_ranges(tmp_path: Path) -> None:
    rows = (
        row(
            cell("town", 'table:number-rows-spanned="2"'),
            cell("visits", 'table:number-columns-spanned="2"'),
            "<table:covered-table-cell><text:p>unseen</text:p></table:covered-table-cell>",
        )
        + row("<table:table-cell/>", number_rows_repeated="3")
        + row('<table:table-cell table:number-columns-repeated="2"/>', cell("x", 'table:number-columns-repeated="2"'))
        + row(cell("y"), number_rows_repeated="2")
        + row('<table:table-cell table:number-columns-repeated="16384"/>', number_rows_repeated="1048568")
    )
    sheet, found = read(save(tmp_path, content(table(rows))))
    assert sheet.merged == (Span(1, 1, 2, 1), Span(1, 2, 1, 3))
    assert [(one.number, one.cells) for one in found] == [
        (1, ["town", "visits"]),
        (5, ["", "", "x", "x"]),
        (6, ["y"]),
        (7, ["y"]),
    ]


def test_styles_raised_marks_spaces_and_comments(tmp_path: Path) -> None:
    raised = '2019<text:span text:style-name="up">1</text:span>'
    note = "<office:annotation><text:p>why?</text:p></office:annotation>"
    comment = f"<table:table-cell>{note}<text:p>a</text:p></table:table-cell>"
    columns = '<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="deep"/>'
    rows = columns + row(cell("North"), cell("x<text:s text:c='3'/>y<text:line-break/>z"), cell(raised), comment)
    _, (found,) = read(save(tmp_path, content(table(rows))))
    assert found.cells == ["North", "x y z", "2019¹", "a"]
    assert (found.bold, found.indents) == ({0, 1}, {0: 353, 1: 353})


def test_sheets_hidden_ones_and_hidden_rows(tmp_path: Path) -> None:
    column = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    visits = table(column + row(cell("a")) + row(cell("b"), visibility="filter"))
    path = save(tmp_path, content(visits + table(row(cell("code")), "Codes", "unseen")))
    sheet, found = read(path)
    assert [one.cells for one in found] == [["a"], ["b"]]
    assert sheet.losses[:2] == (
        "hidden cells are read like others (row 2); delete what is not meant",
        "hidden cells are read like others (column B); delete what is not meant",
    )
    assert "hidden sheets are not read (“Codes”)" in sheet.losses[2]
    with opened(path) as file:
        (codes,) = file.named("Codes")
        assert [one.cells for one in codes.rows()] == [["code"]]


def test_formulas_without_results_and_numbers_without_text(tmp_path: Path) -> None:
    formula = '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>'
    bare = '<table:table-cell office:value-type="float" office:value="0.30000000000000004"/>'
    _, (found,) = read(save(tmp_path, content(table(row(formula, bare, cell("#DIV/0!"))))))
    assert (found.cells, found.typed) == (["=SUM([.A1:.A2])", "0.3", "#DIV/0!"], {1})


def test_a_document_in_one_piece_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.fods"
    xml = content(table(row(cell("a")))).replace("document-content", "document")
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{xml}', encoding="utf-8")
    _, (found,) = read(path)
    assert found.cells == ["a"]


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (content(""), "book.ods has no sheets"),
        (content(table(row(cell("a"))))[:-90], "is damaged"),
        (
            content(table(row(cell("a", 'table:number-columns-repeated="16384"')))),
            "cell XFD1: there are more than 10,000",
        ),
        (content(table(row(cell("a", 'table:number-columns-repeated="99999999999"')))), "is damaged"),
        (content(table(row(cell("a"), number_rows_repeated="1048577"))), "is damaged"),
        ('<!DOCTYPE a [<!ENTITY b "c">]>' + content(table(row(cell("&b;")))), "is damaged"),
        (content(table(row(number("1", "1e999999999")) + row(cell("9" * 200_000)))), "A2: the cell has more than"),
        (content(table(row(cell("a&#x9f;b")))), "A1: “a�b” holds a control character"),
    ],
    ids=["empty", "cut", "wide", "repeated", "tall", "entity", "long", "control"],
)
def test_a_document_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, xml: str, sentence: str) -> None:
    assert sentence in refusal_of(save(tmp_path, xml))


def test_a_document_with_a_password_and_a_bomb_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path, "x", **{"META-INF_manifest.xml": f"<manifest:encryption-data {SPACES}/>"})
    assert "book.ods is protected by a password" in refusal_of(path)
    assert "unpacks to more than 200 times" in refusal_of(save(tmp_path, b" " * (80 * limits.MEGABYTE)))


GOOD = content(table(row(cell("a"), number("1,5", "1.5")) + row(cell("b", 'office:value-type="date"'))))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(at=st.integers(0, len(GOOD)), cut=st.integers(0, 40), put=st.binary(max_size=20))
def test_any_damage_to_a_good_document(tmp_path: Path, at: int, cut: int, put: bytes) -> None:
    path = save(tmp_path, GOOD[:at].encode() + put + GOOD[at + cut :].encode())
    with contextlib.suppress(FactdeskError), opened(path) as file:
        for sheet in file:
            list(sheet.rows())
