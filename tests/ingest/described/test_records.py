"""Lists of records in JSON, as sheets and as an import reads them."""

from __future__ import annotations

import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bot.errors import LedgerUnreadable
from bot.ingest import read
from bot.ingest.described.file import File
from bot.ingest.described.records import sheet_of_records
from bot.ingest.described.strict_json import read_json
from bot.ingest.sheets import Sheet
from tests.ingest.described.conftest import problems


def sheet(folder: Path, body: object) -> Sheet:
    path = folder / "f.json"
    path.write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return sheet_of_records(read_json(File.at(path)), path.name)


def cells(one: Sheet) -> list[list[str]]:
    return [row.cells for row in one.rows()]


POINT = {"type": "Point", "coordinates": [1, 2]}


def test_the_properties_of_geojson_are_a_table(tmp_path: Path) -> None:
    body = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": POINT, "properties": {"place": "Aland", "ducks": 5, "tags": ["x"]}},
            {"type": "Feature", "geometry": None, "properties": {"place": "Bland", "year": 2020, "wet": True}},
            {"type": "Feature", "geometry": POINT, "properties": None},
        ],
    }
    found = sheet(tmp_path, body)
    assert cells(found) == [
        ["place", "ducks", "year", "wet"],
        ["Aland", "5", "", ""],
        ["Bland", "", "2020", "true"],
        ["", "", "", ""],
    ]
    assert found.losses == ("f.json: “tags” is left aside: it holds more than one cell.",)
    assert [row.typed for row in found.rows()] == [frozenset(), {1}, {2}, frozenset()]
    assert cells(found) == cells(found)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('[{"a": 1.50, "b": null}]', [["a", "b"], ["1.50", ""]]),
        ('{"data": [{"a": "x  y"}], "meta": {"page": 1}}', [["a"], ["x y"]]),
        ('{"results": [["a", "b"], ["x", 1e5]]}', [["a", "b"], ["x", "1e5"]]),
        ('[["a"], [1]]', [["a"], ["1"]]),
    ],
)
def test_lists_of_records_are_tables(tmp_path: Path, body: str, found: list[list[str]]) -> None:
    assert cells(sheet(tmp_path, body)) == found


@pytest.mark.parametrize(
    "body",
    [[], {}, [1, 2], [{}], [{"a": 1}, 2], {"a": 1}, {"data": [], "rows": []}, {"data": [[1]], "rows": [[2]]}, [[]]],
)
def test_what_is_no_list_of_records_is_refused_in_a_sentence(tmp_path: Path, body: object) -> None:
    with pytest.raises(LedgerUnreadable, match="holds no list of records"):
        sheet(tmp_path, body)


def test_too_many_names_are_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnreadable, match="more than 16,384 names"):
        sheet(tmp_path, [{str(number): 1 for number in range(20_000)}])


OWN = {"indicator": "ducks", "place": "Aland", "period": "2020", "value": 5}


@pytest.mark.parametrize("body", [[OWN], {"type": "FeatureCollection", "features": [{"properties": OWN}]}])
def test_records_are_imported_in_the_layout_that_they_have(tmp_path: Path, body: Any) -> None:
    (tmp_path / "f.json").write_text(json.dumps(body))
    (figure,) = read(tmp_path / "f.json").figures
    assert (figure.indicator, str(figure.value), figure.dimensions) == ("ducks", "5", (("place", "Aland"),))


def test_a_property_that_seems_to_withhold_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    path.write_text(json.dumps({"embargo": "2027-01-01", "data": [OWN]}))
    assert [problem.column for problem in problems(path)] == ["embargo"]


@pytest.mark.parametrize("number", ["5e+28", "1e-30", "9" * 60, "1e59"])
def test_long_numbers_are_read_to_the_last_digit(tmp_path: Path, number: str) -> None:
    path = tmp_path / "f.json"
    path.write_text(f'[{{"place": "Aland", "ducks": {number}}}, {{"place": "Bland", "ducks": 7}}]')
    assert [f"{figure.value:f}" for figure in read(path).figures] == [f"{Decimal(number):f}", "7"]


@pytest.mark.parametrize(
    "body",
    [
        '[{"indicator": "rent\\ud800", "value": 1}]',
        '[{"indicator\\uDFFF": "rent", "value": 1}]',
        '[{"indicator": "rent", "note": {"deep": ["\\udc00\\ud83d"]}, "value": 1}]',
        '{"resources": [{"name": "observations", "path": "\\ud800.csv"}], "language": "en"}',
    ],
)
def test_half_a_character_is_refused(tmp_path: Path, body: str) -> None:
    path = tmp_path / "f.json"
    path.write_text(body, encoding="utf-8")
    with pytest.raises(LedgerUnreadable, match="half of a character") as refused:
        read_json(File.at(path))
    assert str(refused.value).encode()


@pytest.mark.parametrize("text", ["\\ud83e\\udd86", "\\\\ud800", "\\ue000"])
def test_whole_ones_and_what_only_looks_so_are_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "f.json"
    path.write_text(f'["{text}"]', encoding="utf-8")
    assert read_json(File.at(path)) == json.loads(f'["{text}"]')


def test_a_document_is_parsed_once_as_long_as_it_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ducks.json"
    path.write_text('[{"Port": "North", "Ducks": 4}]', encoding="utf-8")
    first = read_json(File.at(path))
    assert read_json(File.at(path)) is first
    path.write_text('[{"Port": "North", "Ducks": 45}]', encoding="utf-8")
    assert read_json(File.at(path)) == [{"Port": "North", "Ducks": "45"}]
    stream = File.of(BytesIO(b'{"a": 1}'), "standard input")
    assert read_json(stream) == read_json(stream) == {"a": "1"}
