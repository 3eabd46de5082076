from __future__ import annotations

import codecs
import tracemalloc
from pathlib import Path

import pytest

from bot.ingest.files import opened
from tests.ingest.files.conftest import cells_of, refusal_of, rows_of

TABLE = [["region", "year", "people"], ["Whangārei", "2020", "12"], ["North – “East”", "2021", "7"]]
WESTERN = [["région", "année", "prix"], ["Île-de-France", "2020", "£5"]]
CYRILLIC = [["Регион", "Год", "Население"], ["Москва", "2020", "12"], ["Санкт-Петербург", "2020", "5"]]
CENTRAL = [["Województwo", "rok"], ["Łódź", "1"], ["Śląskie", "2"], ["Świętokrzyskie", "3"], ["Dolnośląskie", "4"]]
JAPANESE = [
    ["地域", "年", "人口"],
    ["東京都", "2020", "1400万"],
    ["大阪府", "2020", "880万"],
    ["北海道", "2020", "520万"],
]


def written(table: list[list[str]], delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\r\n" for row in table)


def save(folder: Path, content: bytes | str, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_is_read_in_each_of_its_forms(tmp_path: Path, bom: bytes, codec: str) -> None:
    path = save(tmp_path, bom + written(TABLE).encode(codec))
    assert cells_of(path) == TABLE
    with opened(path) as file:
        (sheet,) = file
        assert sheet.losses == ()


@pytest.mark.parametrize(
    ("codec", "table", "name"),
    [
        ("cp1252", WESTERN, "Windows-1252"),
        ("latin-1", WESTERN, "Windows-1252"),
        ("cp1251", CYRILLIC, "Windows-1251"),
        ("cp1250", CENTRAL, "Windows-1250"),
        ("cp932", JAPANESE, "Shift JIS"),
    ],
)
def test_other_encodings_are_found_and_said(tmp_path: Path, codec: str, table: list[list[str]], name: str) -> None:
    path = save(tmp_path, written(table).encode(codec))
    with opened(path) as file:
        (sheet,) = file
        assert [row.cells for row in sheet.rows()] == table
        (loss,) = sheet.losses
    assert f"was read as {name}" in loss


def test_a_letter_that_is_no_utf_8_far_down_tells_of_the_whole_file(tmp_path: Path) -> None:
    path = save(tmp_path, b"town,value\n" + b"Nelson,1\n" * 300_000 + b"Caf\xe9,2\n")
    assert rows_of(path)[-1].cells == ["Café", "2"]


def test_what_is_no_text_of_any_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 2 is not UTF-8 text" in refusal_of(save(tmp_path, b"a,b\nx\x81\x8d,1\n"))
    assert "line 3 holds a NUL byte" in refusal_of(save(tmp_path, b"a,b\nA,1\nB\0,2\n"))
    assert "is not UTF-16" in refusal_of(save(tmp_path, codecs.BOM_UTF16_LE + b"a\0,\0b"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found_below_titles_and_above_notes(tmp_path: Path, delimiter: str) -> None:
    title = ["Visits, by region; 2020, 2021"]
    if delimiter in ",;":
        title = ['"Visits, by region; 2020, 2021"']
    notes = [["Source: Libraries"], ["Note"]]
    path = save(tmp_path, written([title, *TABLE, *notes], delimiter))
    assert cells_of(path) == [["Visits, by region; 2020, 2021"], *TABLE, *notes]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("town;2019;2020\nNelson;1,5;2,5\nPicton;1,25;3,5\n", ["Nelson", "1,5", "2,5"]),
        ("2019;1,5\n2020;2,5\n", ["2020", "2,5"]),
        ("town\tpeople\nNelson\t1,234\nPicton\t2,345\n", ["Nelson", "1,234"]),
        ('town,people\n"Nelson; Tasman","1,234"\n"Picton; Blenheim","2,345"\n', ["Nelson; Tasman", "1,234"]),
        ("name;people\nSmith, John;1\nJones, Ann;2\n", ["Smith, John", "1"]),
        ("town\nNelson\nPicton\n", ["Nelson"]),
        ("freq,unit,geo\\TIME_PERIOD\t2021 \t2022 \nA,PC,AL1\t7.1 e\t: \n", ["A,PC,AL1", "7.1 e", ":"]),
        ("age,geo\\TIME_PERIOD\t2021 \nY15,AL1\t:c\n", ["Y15,AL1", ":c"]),
    ],
)
def test_commas_in_numbers_and_names_do_not_mislead(tmp_path: Path, text: str, cells: list[str]) -> None:
    assert rows_of(save(tmp_path, text))[1].cells == cells


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Drownings by valley, 2019 to 2021\nYear,Asby,Barrow\n2019,1,2\n", "Drownings by valley, 2019 to 2021"),
        ("Drownings, by valley\r\nValley,2019,2020\r\nAsby,1,2\r\n", "Drownings, by valley"),
        ("Births; deaths\nYear;Asby;Barrow\n2019;1,5;2,5\n", "Births; deaths"),
        ("Drownings\nSource: Rivers and Ports, 2021\n\nYear,Asby,Barrow\n2019,1,2\n", "Drownings"),
    ],
)
def test_a_title_with_a_comma_that_is_not_quoted_is_one_cell(tmp_path: Path, lines: str, title: str) -> None:
    rows = cells_of(save(tmp_path, lines))
    assert rows[0] == [title]
    assert [len(row) for row in rows[1:] if not row[0].startswith("Source")] == [3, 3]
    assert all(len(row) == 1 for row in rows if row[0].startswith("Source"))


@pytest.mark.parametrize(
    "lines",
    [
        "Year, Asby, Barrow\n2019,1,2\n2020,3,4\n",
        "Year, Asby, Barrow\n2019,1,2,x\n2020,3,4,y\n",
        "Year, Asby, Barrow\n2019, 1, 2\n",
        "Name, Town, Code\nAnn,Asby,A\nBob,Barrow,B\n",
        '"A title", with more\nYear,Asby,Barrow\n2019,1,2\n',
    ],
)
def test_a_header_with_spaces_behind_its_commas_stays_one(tmp_path: Path, lines: str) -> None:
    assert len(cells_of(save(tmp_path, lines))[0]) > 1


def test_the_first_line_that_excel_writes_says_the_delimiter_and_is_no_row(tmp_path: Path) -> None:
    first, *_ = rows_of(save(tmp_path, "sep=;\na,b;c\n1;2\n"))
    assert (first.number, first.line, first.cells) == (1, 2, ["a,b", "c"])


def test_rows_are_numbered_as_a_spreadsheet_does_and_know_their_line(tmp_path: Path) -> None:
    found = rows_of(save(tmp_path, 'a,b\n\n"x\ny",1\n,\n"he said ""no""",2\n'))
    assert [(row.number, row.line, row.cells) for row in found] == [
        (1, 1, ["a", "b"]),
        (3, 3, ["x y", "1"]),
        (5, 6, ['he said "no"', "2"]),
    ]


def test_trailing_columns_that_are_blank_are_left_out_and_rows_keep_their_length(tmp_path: Path) -> None:
    assert cells_of(save(tmp_path, "Title,,,,\na,b,c,,\n1,2,,,\n1,2\n,,,,\n,,,,\n")) == [
        ["Title", "", ""],
        ["a", "b", "c"],
        ["1", "2", ""],
        ["1", "2"],
    ]


def test_cells_are_cleaned_and_spaces_before_labels_are_indents(tmp_path: Path) -> None:
    total, child, deep = rows_of(save(tmp_path, "All  towns ,1\n  Nelson,  2\n\u00a0\u00a0\u00a0\u00a0Māpua,3\n"))
    assert [total.cells, child.cells, deep.cells] == [["All towns", "1"], ["Nelson", "2"], ["Māpua", "3"]]
    assert [total.indents, child.indents, deep.indents] == [{}, {0: 2}, {0: 4}]


def test_equal_text_is_equal_however_it_is_encoded(tmp_path: Path) -> None:
    path = save(tmp_path, "M\u0101ori,1\nMa\u0304ori,1\nM\u0101ori\u00a0,1\nM\u0101ori  people,1\n")
    assert [row[0] for row in cells_of(path)] == ["Māori", "Māori", "Māori", "Māori people"]


def test_spaces_behind_delimiters_mean_nothing(tmp_path: Path) -> None:
    (row,) = rows_of(save(tmp_path, 'Nelson, "1, 2", 3\n'))
    assert (row.cells, row.indents) == (["Nelson", "1, 2", "3"], {})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\0\0\0\0", "is empty"),
        (b'a,b\n"A,1\nB,2\n', "line 2 has a quotation mark that is not closed"),
        (b"a,b\n" + b"9" * 200_000 + b",1\n", "line 2 has a cell of more than 131,072 characters"),
        (b"a,b\n" + b"9" * 3_000_000 + b",1\n", "line 2 is longer than"),
        (b"a,b\n" + b"1," * 16_383 + b"1\n", "line 2: there are more than 10,000 columns"),
        (b"a,b\nx\x1b[2J,1\n", "line 2, cell 1: “x�[2J” holds a control character; delete the character"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert sentence in refusal_of(save(tmp_path, content))


def test_a_long_file_is_read_in_little_memory(tmp_path: Path) -> None:
    path = save(tmp_path, "town,year,value\n" + "North Island,2020,12345678\n" * 200_000)
    tracemalloc.start()
    with opened(path) as file:
        (sheet,) = file
        assert sum(1 for _ in sheet.rows()) == 200_001
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < path.stat().st_size


def test_rows_start_anew_each_time(tmp_path: Path) -> None:
    with opened(save(tmp_path, written(TABLE))) as file:
        (sheet,) = file
        part = sheet.rows()
        next(part)
        assert [row.cells for row in sheet.rows()] == TABLE
        assert [row.cells for row in part] == TABLE[1:]
