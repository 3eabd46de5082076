"""Data packages that are not in the own layout, read as an import reads them."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest

from bot.errors import ImportRefused, LedgerUnreadable
from bot.ingest import read
from bot.ingest.orders import Orders
from bot.periods import PartialDate
from tests.ingest.described.conftest import batch, left_out, problems, readings, seen

FACTS = ("indicator", "period", "value", "unit")
COUNTRY = {"name": "Country", "type": "string"}
YEAR = {"name": "Year", "type": "year"}
VALUE = {"name": "Value", "type": "number"}


def package(folder: Path, schema: Any, text: str | bytes, **changes: Any) -> Path:
    """A package of one table; `dialect` and the like go to its resource, `package` to the whole."""
    content = text.encode() if isinstance(text, str) else text
    whole = changes.pop("package", {})
    resource = {"name": "output", "path": "output.csv", "schema": schema, **changes}
    (folder / "output.csv").write_bytes(content)
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "output", "resources": [resource], **whole}), encoding="utf-8")
    return path


def of(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"fields": list(fields), **more}


def test_a_package_is_read_by_its_schema(tmp_path: Path) -> None:
    path = package(
        tmp_path,
        of(COUNTRY, YEAR, VALUE, missingValues=["", ".."]),
        "Country,Year,Value\nAland,2020,10\nBland,2020,..\n",
    )
    assert frictionless.validate(str(path)).valid
    assert seen(path, *FACTS, "Country", "cell", "sheet") == [("output", "2020", "10", None, "Aland", "C2", None)]
    assert left_out(path) == {"no figure: “..”": (1, ["C3"])}


@pytest.mark.parametrize("place", ["", "datapackage.json"])
def test_an_import_reads_it_by_its_folder_or_its_descriptor(tmp_path: Path, place: str) -> None:
    package(tmp_path, of(COUNTRY, YEAR, VALUE), "Country,Year,Value\nAland,2020,10\n")
    (figure,) = read(tmp_path / place).figures
    assert (str(figure.value), figure.period.iso, figure.dimensions) == ("10", "2020", (("Country", "Aland"),))


@pytest.mark.parametrize(
    ("field", "text", "value", "unit"),
    [
        ({"type": "integer", "groupChar": "."}, "1.234", "1234", None),
        ({"type": "number", "groupChar": ".", "decimalChar": ","}, '"1.234,50"', "1234.50", None),
        ({"type": "number", "groupChar": " "}, "12 345", "12345", None),
        ({"type": "number", "decimalChar": ","}, '"4,3"', "4.3", None),
        ({"type": "number", "bareNumber": False}, "95.0%", "95.0", "percent"),
        ({"type": "number", "bareNumber": False}, "€ 7.50", "7.50", "euros"),
        (
            {"type": "number", "bareNumber": False, "title": "GDP, million dollars"},
            "$7.5",
            "7.5",
            "millions of dollars",
        ),
        ({"type": "number", "bareNumber": False, "title": "GDP (thousands)"}, "€7.5", "7.5", "thousands of euros"),
        ({"type": "number", "bareNumber": False, "title": "GDP, million dollars"}, "7.5%", "7.5", "percent"),
        ({"type": "integer", "bareNumber": False}, "12 ducks", "12", "ducks"),
        ({"type": "number", "title": "Value (thousands)"}, "12.50", "12.50", "thousands"),
        ({"type": "number", "unit": "MWh"}, "12", "12", "MWh"),
        ({"type": "number"}, "1e3", "1000", None),
        ({"type": "number"}, "-0.10", "-0.10", None),
    ],
)
def test_numbers_are_as_their_field_says(
    tmp_path: Path, field: dict[str, Any], text: str, value: str, unit: str | None
) -> None:
    path = package(tmp_path, of(COUNTRY, {"name": "Value", **field}), f"Country,Value\nAland,{text}\n")
    assert seen(path, "value", "unit") == [(value, unit)]


@pytest.mark.parametrize(
    ("field", "text", "wrong"),
    [
        ({"type": "number", "decimalChar": ","}, "4.3", "“4.3” is no number as the schema has it"),
        ({"type": "integer"}, "4.5", "“4.5” is no integer as the schema has it"),
        ({"type": "integer", "groupChar": ","}, "4.5", "“4.5” is no integer"),
        ({"type": "number"}, "many", "“many” is no number as the schema has it"),
        ({"type": "number"}, "INF", "“Infinity” is not a number"),
        ({"type": "number"}, "1_000", "“1_000” is no number as the schema has it"),
        ({"type": "number", "bareNumber": False}, "(5)", "“(5)” may be a negative number, whose sign the schema drops"),
        ({"type": "number", "bareNumber": False}, "−5", "“−5” may be a negative number, whose sign the schema drops"),
        ({"type": "number"}, "9" * 5_000, f"“{'9' * 59}…” has more than 60 digits"),
        ({"type": "number", "constraints": {"minimum": 5}}, "4", "“4” is not what the schema asks for"),
        ({"type": "number", "constraints": {"exclusiveMaximum": 4}}, "4", "“4” is not what the schema asks for"),
        ({"type": "number", "constraints": {"required": True}}, "", "the cell is blank, and the schema asks for one"),
    ],
)
def test_a_number_that_is_not_as_its_field_says_is_refused(
    tmp_path: Path, field: dict[str, Any], text: str, wrong: str
) -> None:
    path = package(tmp_path, of(COUNTRY, {"name": "Value", **field}), f"Country,Value\nAland,{text}\n")
    (problem,) = problems(path)
    assert (problem.file, problem.line) == ("output.csv", 2)
    assert problem.wrong.startswith(wrong.replace("“Infinity”", "“INF”"))


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        (of(COUNTRY, VALUE, missingValues=["", "-99"]), ["1", "0"]),
        (of(COUNTRY, VALUE, missingValues=["0", "-99"]), ["1"]),
        (of(COUNTRY, {**VALUE, "missingValues": ["-99", "0"]}), ["1"]),
        (of(COUNTRY, {**VALUE, "missingValues": [{"value": "-99", "label": "refused"}]}), ["1", "0"]),
        (of(COUNTRY, VALUE), ["1", "0", "-99"]),
    ],
)
def test_missing_values_are_left_out(tmp_path: Path, schema: dict[str, Any], kept: list[str]) -> None:
    path = package(tmp_path, schema, "Country,Value\nA,1\nB,0\nC,-99\nD,n/a\n")
    assert [value for (value,) in seen(path, "value")] == kept


def test_a_missing_value_in_a_breakdown_is_its_total(tmp_path: Path) -> None:
    path = package(tmp_path, of(COUNTRY, VALUE, missingValues=["", "-"]), "Country,Value\n-,3\nAland,1\n")
    assert seen(path, "Country", "value") == [(None, "3"), ("Aland", "1")]


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ({"delimiter": ";"}, "Country;Value\nAland;5\n"),
        ({"csv": {"delimiter": "|", "quoteChar": "'"}}, "Country|Value\n'Aland'|5\n"),
        (
            {"type": "delimited", "$schema": "https://example.org/x.json", "delimiter": "\t"},
            "Country\tValue\nAland\t5\n",
        ),
        ({"commentChar": "#"}, "# it's a \"note\nCountry,Value\n#Bland,7\nAland,5\n"),
        ({"commentRows": [1, 3], "headerRows": [2]}, "Ducks\nCountry,Value\nnote,x\nAland,5\n"),
        ({"header": False}, "Aland,5\n"),
        ({"headerRows": [2]}, "Ducks of Aland\nCountry,Value\nAland,5\n"),
        ({"headerRows": [1, 2], "headerJoin": "-"}, "Cou,Val\nntry,ue\nAland,5\n"),
        ({"skipInitialSpace": True}, 'Country, Value\n"Aland", "5"\n'),
        ({"escapeChar": "\\", "doubleQuote": False}, 'Country,Value\n"Aland",5\n'),
        ({"nullSequence": "\\N"}, "Country,Value\nAland,5\nBland,\\N\n"),
        ({"caseSensitiveHeader": False}, "COUNTRY,value\nAland,5\n"),
        ({"quoteChar": "'"}, "Country,Value\n'Aland','5'\n"),
    ],
)
def test_the_dialect_is_followed(tmp_path: Path, dialect: dict[str, Any], text: str) -> None:
    joined = {"Cou-ntry": "Country", "Val-ue": "Value"} if "headerJoin" in dialect else {}
    fields = [{**COUNTRY, "name": next(iter(joined), "Country"), "title": "Country"}, VALUE]
    fields[1] = {**VALUE, "name": list(joined)[1] if joined else "Value"}
    path = package(tmp_path, of(*fields), text, dialect=dialect)
    assert seen(path, "Country", "value") == [("Aland", "5")]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", "Country,Value\nÅland,5\n"),
        ("utf-16", "Country,Value\nÅland,5\n"),
        ("utf-8", "\ufeffCountry,Value\nÅland,5\n"),
    ],
)
def test_the_encoding_is_followed(tmp_path: Path, encoding: str, text: str) -> None:
    path = package(tmp_path, of(COUNTRY, VALUE), text.encode(encoding), encoding=encoding)
    assert seen(path, "Country") == [("Åland",)]


@pytest.mark.parametrize(
    ("field", "text", "iso"),
    [
        ({"type": "year"}, "2020", "2020"),
        ({"type": "yearmonth"}, "2020-03", "2020-03"),
        ({"type": "date"}, "2020-03-09", "2020-03-09"),
        ({"type": "date", "format": "%d/%m/%Y"}, "09/03/2020", "2020-03-09"),
        ({"type": "datetime"}, "2020-03-09T00:00:00Z", "2020-03-09"),
        ({"type": "string", "name": "year"}, "2019/20", "2019/2020"),
        ({"type": "integer", "name": "Year"}, "2020", "2020"),
        ({"type": "string", "name": "Quarter"}, "2020Q3", "2020-Q3"),
        ({"type": "any", "name": "time"}, "2020M03", "2020-03"),
    ],
)
def test_a_field_of_a_time_is_the_period(tmp_path: Path, field: dict[str, Any], text: str, iso: str) -> None:
    path = package(tmp_path, of({"name": "when", **field}, VALUE), f"{field.get('name', 'when')},Value\n{text},5\n")
    assert seen(path, "period", "period_text") == [(iso, text)]


def test_a_month_belongs_to_the_year_beside_it(tmp_path: Path) -> None:
    schema = of(YEAR, {"name": "month", "type": "integer"}, VALUE)
    path = package(tmp_path, schema, "Year,month,Value\n2020,3,5\n2020,11,6\n")
    assert seen(path, "period", "value") == [("2020-03", "5"), ("2020-11", "6")]


@pytest.mark.parametrize(
    ("field", "text", "wrong"),
    [
        ({"type": "year"}, "20", "“20” is no year as the schema has it"),
        ({"type": "datetime"}, "2020-03-09T10:00:00Z", "“2020-03-09 10:00:00+00:00” is a time of day"),
        ({"type": "string", "name": "year"}, "soon", "“soon” is not a period"),
    ],
)
def test_a_period_that_is_none_is_refused(tmp_path: Path, field: dict[str, Any], text: str, wrong: str) -> None:
    path = package(tmp_path, of({"name": "when", **field}, VALUE), f"{field.get('name', 'when')},Value\n{text},5\n")
    (problem,) = problems(path)
    assert problem.wrong.startswith(wrong)


def test_of_two_times_one_is_doubtful(tmp_path: Path) -> None:
    schema = of({"name": "start", "type": "date"}, {"name": "end", "type": "date"}, VALUE)
    path = package(tmp_path, schema, "start,end,Value\n2020-01-01,2020-02-01,5\n")
    assert [one.doubtful for one in readings(path)[0].assumptions] == [True]
    orders = Orders(columns={"period": "end"})
    assert seen(path, "period", "start", orders=orders) == [("2020-02-01", "2020-01-01")]
    assert readings(path, orders)[0].assumptions == ()


def test_several_fields_of_numbers_are_several_indicators(tmp_path: Path) -> None:
    schema = of(
        COUNTRY,
        YEAR,
        {"name": "gdp", "title": "GDP, current US$", "type": "number"},
        {"name": "pop", "type": "integer"},
    )
    path = package(tmp_path, schema, "Country,Year,gdp,pop\nAland,2020,5.5,7\nBland,2020,,8\n")
    assert seen(path, *FACTS, "Country", "cell") == [
        ("GDP", "2020", "5.5", "current US dollars", "Aland", "C2"),
        ("pop", "2020", "7", None, "Aland", "D2"),
        ("pop", "2020", "8", None, "Bland", "D3"),
    ]


def test_fields_that_are_named_by_years_are_one_measure_at_several_times(tmp_path: Path) -> None:
    schema = of(COUNTRY, {"name": "2019", "type": "number"}, {"name": "2020", "type": "number"})
    path = package(tmp_path, schema, "Country,2019,2020\nAland,5,6\n", title="Ducks")
    assert seen(path, *FACTS, "period_text") == [
        ("Ducks", "2019", "5", None, "2019"),
        ("Ducks", "2020", "6", None, "2020"),
    ]


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"title": "Ducks counted"}, "Ducks counted"),
        ({"package": {"title": "Birds of Aland"}}, "Birds of Aland"),
        ({"title": "Ducks counted", "package": {"title": "Birds of Aland"}}, "Ducks counted"),
        ({}, "output"),
    ],
)
def test_the_title_says_what_is_measured_where_no_field_does(
    tmp_path: Path, changes: dict[str, Any], label: str
) -> None:
    path = package(tmp_path, of(COUNTRY, VALUE), "Country,Value\nAland,5\n", **changes)
    assert seen(path, "indicator") == [(label,)]


def test_a_field_may_name_the_indicator_its_unit_and_a_note(tmp_path: Path) -> None:
    schema = of(
        {"name": "indicator", "type": "string"},
        {"name": "unit", "type": "string"},
        {"name": "notes", "type": "string"},
        VALUE,
    )
    path = package(tmp_path, schema, "indicator,unit,notes,Value\nDucks,%,counted twice,5\n")
    assert seen(path, "indicator", "unit") == [("Ducks", "percent")]
    assert [figure.note for figure in batch(path).figures] == ["counted twice"]


def test_codes_keys_and_flags_are_no_values(tmp_path: Path) -> None:
    schema = of(
        {"name": "area_code", "type": "integer"},
        {"name": "ward", "type": "integer"},
        {"name": "grade", "type": "integer", "constraints": {"enum": [1, 2]}},
        {"name": "rural", "type": "boolean"},
        VALUE,
        primaryKey=["ward"],
    )
    path = package(tmp_path, schema, "area_code,ward,grade,rural,Value\n7,8,1,true,5\n")
    assert seen(path, "area_code", "ward", "grade", "rural", "value") == [("7", "8", "1", "true", "5")]


def test_codes_are_called_as_categories_and_foreign_keys_say(tmp_path: Path) -> None:
    schema = of(
        {"name": "sex", "type": "string", "title": "Sex", "categories": [{"value": "F", "label": "Female"}]},
        {"name": "geo", "type": "string"},
        VALUE,
        foreignKeys=[{"fields": "geo", "reference": {"resource": "places", "fields": "code"}}],
    )
    path = package(tmp_path, schema, "sex,geo,Value\nF,AL,5\n")
    body = json.loads(path.read_text())
    places = of({"name": "code", "type": "string"}, {"name": "name", "type": "string"})
    body["resources"].append({"name": "places", "path": "places.csv", "schema": places})
    path.write_text(json.dumps(body))
    (tmp_path / "places.csv").write_text("code,name\nAL,Aland\n")
    assert seen(path, "Sex", "geo") == [("Female", "Aland")]
    assert batch(path).figures[0].dimensions == (("geo", "AL"), ("sex", "F"))
    assert left_out(path) == {"the resource “places” has no field of numbers": (1, [])}


def test_where_it_comes_from_is_read(tmp_path: Path) -> None:
    said = {
        "title": "Ducks",
        "homepage": "https://example.org/home",
        "created": "2024-03-15T10:00:00Z",
        "version": "1.2",
        "sources": [{"title": "Office of Aland", "path": "https://example.org/ducks"}, {"title": "Rangers"}],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://example.org/licence"}],
        "contributors": [{"title": "Ana", "role": "author"}, {"title": "Duck Institute", "roles": ["publisher"]}],
    }
    path = package(tmp_path, of(COUNTRY, VALUE), "Country,Value\nAland,5\n", package=said)
    (source,) = batch(path).sources
    assert (source.title, source.publisher, source.author) == ("Office of Aland", "Duck Institute", "Ana")
    assert (source.url, source.licence, source.note) == ("https://example.org/ducks", "CC-BY-4.0", "Also from: Rangers")
    assert batch(path).figures[0].published_on == PartialDate("2024-03-15")


def test_a_version_may_be_a_date_and_a_resource_may_have_its_own_source(tmp_path: Path) -> None:
    path = package(
        tmp_path,
        of(COUNTRY, VALUE),
        "Country,Value\nAland,5\n",
        package={"version": "2023-01-02", "sources": [{"title": "Other"}]},
        sources=[{"title": "Own"}],
    )
    assert [source.title for source in batch(path).sources] == ["Own"]
    assert batch(path).figures[0].published_on == PartialDate("2023-01-02")


def test_resources_that_are_no_tables_of_figures_are_left_aside(tmp_path: Path) -> None:
    path = package(tmp_path, of(COUNTRY, VALUE), "Country,Value\nAland,5\n")
    body = json.loads(path.read_text())
    body["resources"] += [{"name": "map", "path": "map.png"}, {"name": "words", "path": "w.csv", "schema": of(COUNTRY)}]
    path.write_text(json.dumps(body))
    assert seen(path, "value") == [("5",)]
    assert left_out(path) == {
        "the resource “map” has no table schema": (1, []),
        "the resource “words” has no field of numbers": (1, []),
    }


@pytest.mark.parametrize(
    "data",
    [
        [["Country", "Value"], ["Aland", 5.50]],
        [{"Country": "Aland", "Value": 5.50}],
        [{"Value": "5.5", "Country": "Aland"}],
    ],
)
def test_data_may_stand_in_the_descriptor(tmp_path: Path, data: Any) -> None:
    path = package(tmp_path, of(COUNTRY, VALUE), "", data=data)
    body = json.loads(path.read_text())
    body["resources"][0].pop("path")
    path.write_text(json.dumps(body))
    assert seen(path, "Country", "value") == [("Aland", "5.5")]


def test_schema_and_dialect_may_stand_in_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(json.dumps(of(COUNTRY, VALUE)))
    (tmp_path / "dialect.json").write_text('{"delimiter": ";"}')
    path = package(tmp_path, "schema.json", "Country;Value\nAland;5\n", dialect="dialect.json")
    assert seen(path, "Country", "value") == [("Aland", "5")]


@pytest.mark.parametrize("name", ["output.schema.json", "output.tableschema.json"])
def test_a_schema_may_stand_beside_the_table(tmp_path: Path, name: str) -> None:
    path = tmp_path / "output.csv"
    path.write_text("Country,Year,Value\nAland,2020,1.234\nBland,2020,-99\n")
    schema = of(COUNTRY, YEAR, {**VALUE, "groupChar": "."}, missingValues=["-99"])
    (tmp_path / name).write_text(json.dumps(schema))
    assert seen(path, *FACTS, "Country") == [("output", "2020", "1234", None, "Aland")]


def test_a_resource_descriptor_is_read_by_itself_and_beside_its_table(tmp_path: Path) -> None:
    (tmp_path / "output.csv").write_text("Country,Value\nAland,5\n")
    descriptor = tmp_path / "output.resource.json"
    descriptor.write_text(json.dumps({"name": "ducks", "path": "output.csv", "schema": of(COUNTRY, VALUE)}))
    for path in (descriptor, tmp_path / "output.csv"):
        assert seen(path, "indicator", "value") == [("ducks", "5")]


def test_what_the_desk_says_of_a_field_goes_first(tmp_path: Path) -> None:
    schema = of(COUNTRY, {"name": "id2", "type": "integer"}, {"name": "b", "type": "number"})
    path = package(tmp_path, schema, "Country,id2,b\nAland,7,8\n")
    orders = Orders(columns={"value": "id2"}, ignored=("b",))
    assert seen(path, "indicator", "value", orders=orders) == [("id2", "7")]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        (
            {"path": "https://example.org/a.csv"},
            "resource “output” is at “https://example.org/a.csv”, outside the package",
        ),
        ({"path": "../a.csv"}, "resource “output” is at “../a.csv”, outside the package"),
        ({"path": "/etc/passwd"}, "resource “output” is at “/etc/passwd”, outside the package"),
        ({"path": ["../a.csv", "b.csv"]}, "resource “output” is at “../a.csv”, outside the package"),
        ({"path": "sub"}, "resource “output” is at “sub”, which is no file"),
        ({"path": "pipe"}, "resource “output” is at “pipe”, which is no file"),
        ({"path": "link.csv"}, "resource “output” is at “link.csv”, outside the package"),
        ({"path": "a.csv.gz"}, "resource “output” is packed"),
        ({"path": "a.parquet"}, "resource “output” is no table that is read (“parquet”)"),
        (
            {"schema": "https://example.org/s.json"},
            "the schema of resource “output” is at “https://example.org/s.json”, outside the package",
        ),
        ({"schema": "../s.json"}, "the schema of resource “output” is at “../s.json”, outside the package"),
        ({"schema": {"fields": 5}}, "resource “output” has a schema that lists no fields"),
        ({"schema": {"fields": [5]}}, "resource “output” has a schema with a field that is no object"),
        ({"schema": {"fields": [{"type": "number"}]}}, "resource “output” has a schema that is not valid"),
        ({"schema": {"fields": [{"name": "a", "type": "wibble"}]}}, "resource “output” has a schema that is not valid"),
        (
            {"schema": of(COUNTRY, {**VALUE, "constraints": {"minimum": []}})},
            "“5” cannot be held against the schema",
        ),
        ({"dialect": 5}, "resource “output” has a dialect that is no object"),
        ({"dialect": {"delimiter": ";;"}}, "the delimiter of resource “output” is not one character"),
        ({"dialect": {"headerRows": "two"}}, "resource “output” has a dialect that is not valid"),
        ({"dialect": {"headerRows": [0]}}, "resource “output” has a dialect whose rows are no numbers from 1"),
        ({"dialect": {"headerRows": [3, 1]}}, "resource “output” has a dialect whose header rows are not in order"),
        ({"encoding": "base64"}, "resource “output” has an encoding that is not known"),
        ({"encoding": "wibble"}, "resource “output” has an encoding that is not known"),
        ({"schema": of(COUNTRY, VALUE, YEAR)}, "the column is missing that the schema names “Year”"),
        ({"schema": of(VALUE)}, "the schema does not name this column"),
        ({"embargo": "2027-01-01"}, "an embargo is not read from here"),
    ],
)
def test_what_cannot_be_followed_is_refused(tmp_path: Path, changes: dict[str, Any], wrong: str) -> None:
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "sub").mkdir()
    os.mkfifo(folder / "pipe")
    (tmp_path / "secret.csv").write_text("Country,Value\nAland,5\n")
    (folder / "link.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "a.csv.gz").write_bytes(b"")
    (folder / "a.parquet").write_bytes(b"")
    path = package(folder, changes.pop("schema", of(COUNTRY, VALUE)), "Country,Value\nAland,5\n", **changes)
    found = [problem.wrong for problem in problems(path)]
    assert len(found) == 1
    assert found[0].startswith(wrong)


def test_more_or_fewer_columns_are_right_where_the_schema_says_so(tmp_path: Path) -> None:
    text = "Country,Value,Extra\nAland,5,x\n"
    assert seen(package(tmp_path, of(COUNTRY, VALUE, fieldsMatch=["superset"]), text), "value") == [("5",)]
    schema = of(COUNTRY, VALUE, YEAR, {"name": "Extra", "type": "string"}, fieldsMatch="subset")
    assert seen(package(tmp_path, schema, text), "value", "Extra") == [("5", "x")]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [("Aland", "the row has 1 cells and the header 2"), ("A\x07,5", "a cell holds a control character")],
)
def test_a_faulty_row_is_refused(tmp_path: Path, row: str, wrong: str) -> None:
    path = package(tmp_path, of(COUNTRY, VALUE), f"Country,Value\nAland,5\n{row}\n")
    assert [(problem.line, problem.wrong) for problem in problems(path)] == [(3, wrong)]


@pytest.mark.parametrize(
    ("name", "text"),
    [("hold", "2027-01-01T00:00:00+13:00"), ("embargo", "soon"), ("state", "draft"), ("reviewed", "yes")],
)
def test_what_seems_to_withhold_is_refused(tmp_path: Path, name: str, text: str) -> None:
    path = package(tmp_path, of({"name": name, "type": "string"}, VALUE), f"{name},Value\n{text},5\n")
    assert [problem.column for problem in problems(path)] == [name]


def test_an_embargo_of_its_proper_name_withholds(tmp_path: Path) -> None:
    schema = of({"name": "embargo_until", "type": "string"}, VALUE)
    path = package(tmp_path, schema, "embargo_until,Value\n2027-01-01T00:00+13:00,5\n")
    assert [str(figure.embargo_until) for figure in batch(path).figures] == ["2026-12-31 11:00:00+00:00"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"resources": [{"name": "a", "path": "a.csv"}]}, "has no table schema"),
        ({"resources": []}, "lists no resources"),
    ],
)
def test_a_package_without_a_table_of_figures_is_refused(tmp_path: Path, body: object, message: str) -> None:
    (tmp_path / "datapackage.json").write_text(json.dumps(body))
    with pytest.raises(LedgerUnreadable, match=message):
        read(tmp_path)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    path = package(tmp_path, of(COUNTRY, VALUE), "", path="gone.csv")
    with pytest.raises(LedgerUnreadable, match=r"datapackage\.json: .* “gone\.csv”, which does not exist"):
        batch(path)


def test_files_of_the_same_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    fields = [
        {"name": "quay", "type": "string"},
        {"name": "year", "type": "year"},
        {"name": "boats", "type": "integer"},
    ]
    described = {"name": "boats", "path": ["one.csv", "two.csv"], "schema": {"fields": fields}}
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [described]}), "utf-8")
    (tmp_path / "one.csv").write_text("quay,year,boats\nNorth,2020,12\n", "utf-8")
    (tmp_path / "two.csv").write_text("quay,year,boats\nSouth,2020,3\nEast,2020,4\n", "utf-8")
    found = read(tmp_path)
    assert sorted(f"{figure.value}" for figure in found.figures) == ["12", "3", "4"]

    (tmp_path / "two.csv").write_text("quay,boats,year\nSouth,3,2020\n", "utf-8")
    with pytest.raises(ImportRefused) as refused:
        read(tmp_path)
    assert refused.value.problems[0].wrong == "the files of resource “boats” have different columns"


@pytest.mark.parametrize("folder", ["", "output/"])
def test_an_archive_with_a_package_is_read_once_as_the_package_says(tmp_path: Path, folder: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    package(inside, of(COUNTRY, YEAR, {**VALUE, "groupChar": "."}), "Country,Year,Value\nElm,2020,1.250\n")
    archive = tmp_path / "output.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in inside.iterdir():
            packed.write(path, f"{folder}{path.name}")
    assert [f"{figure.value}" for figure in read(archive).figures] == ["1250"]


def test_what_a_package_in_an_archive_does_not_describe_is_read_as_well(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    package(inside, of(COUNTRY, YEAR, VALUE), "Country,Year,Value\nElm,2020,7\n")
    (inside / "rain.csv").write_text("Country,Year,Value\nElm,2020,9\n", encoding="utf-8")
    archive = tmp_path / "output.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in inside.iterdir():
            packed.write(path, path.name)
    assert sorted(f"{figure.value}" for figure in read(archive).figures) == ["7", "9"]


def test_a_table_of_an_archive_is_not_read_against_a_package_that_cannot_be(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    package(inside, of(COUNTRY, YEAR), "Country,Year\nElm,2020\n")
    archive = tmp_path / "output.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in inside.iterdir():
            packed.write(path, path.name)
    with pytest.raises(LedgerUnreadable, match="has no field of numbers"):
        read(archive)
