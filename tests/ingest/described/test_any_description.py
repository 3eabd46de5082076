"""Whatever a file says of itself, reading it gives figures or one of our own errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import FactdeskError
from bot.ingest.described import described
from bot.ingest.faults import Faults
from bot.ingest.gathered import batch_of
from bot.ingest.laid_out import LaidOut
from bot.ingest.orders import Orders
from tests.ingest.described.test_json_stat import cube
from tests.ingest.described.test_sdmx import EUROSTAT, OECD

in_a_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
NAMES = [
    "class", "dataset", "collection", "version", "2.0", "id", "size", "role", "time", "geo", "metric", "dimension",
    "category", "index", "label", "unit", "value", "status", "link", "item", "child", "resources", "name", "path",
    "data", "schema", "fields", "type", "number", "integer", "year", "string", "missingValues", "constraints",
    "minimum", "enum",
    "dialect", "header", "headerRows", "commentChar", "csv", "o.csv", "sources", "title", "features", "properties",
    "FeatureCollection", "groupChar", "decimalChar", "bareNumber", "foreignKeys", "primaryKey", "format", "%d/%m/%Y",
    "extension", "2020", "A", "encoding", "utf-16", "#",
]  # fmt: skip
words = st.sampled_from(NAMES) | st.text(max_size=4)
bodies = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=5),
    max_leaves=25,
)


def attempt(path: Path) -> None:
    faults = Faults()
    try:
        found = described(path, Orders(), faults)
        if found is not None:
            batch_of(LaidOut(path.stem, tuple(found), Orders(), faults))
    except FactdeskError:
        return


@in_a_folder
@given(
    begins=st.sampled_from(
        [b"", b"{", b"[", b"DATAFLOW,TIME_PERIOD,OBS_VALUE\n", b"STRUCTURE;STRUCTURE_ID;OBS_VALUE\n"]
    ),
    content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
)
def test_any_bytes(tmp_path: Path, begins: bytes, content: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(begins + content)
    attempt(path)


@in_a_folder
@given(body=bodies)
def test_any_json(tmp_path: Path, body: object) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    attempt(path)


@in_a_folder
@given(
    name=st.sampled_from(
        ["id", "size", "role", "dimension", "value", "status", "label", "note", "extension", "updated"]
    ),
    body=bodies,
)
def test_any_dataset_with_one_thing_else(tmp_path: Path, name: str, body: object) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(cube(**{name: body})), encoding="utf-8")
    attempt(path)


@in_a_folder
@given(
    field=st.dictionaries(
        st.sampled_from(
            [
                "name",
                "type",
                "format",
                "missingValues",
                "constraints",
                "groupChar",
                "decimalChar",
                "bareNumber",
                "title",
            ]
        ),
        bodies,
        max_size=4,
    ),
    schema=st.dictionaries(
        st.sampled_from(["missingValues", "primaryKey", "foreignKeys", "fieldsMatch"]), bodies, max_size=2
    ),
    dialect=st.dictionaries(
        st.sampled_from(["header", "headerRows", "delimiter", "commentChar", "csv", "headerJoin"]), bodies
    ),
    whole=st.dictionaries(
        st.sampled_from(["title", "sources", "licenses", "contributors", "created"]), bodies, max_size=2
    ),
    cell=st.text(max_size=8) | st.sampled_from(["1", "2020", "-", "1.5", "1,5", "5%"]),
)
def test_any_package(tmp_path: Path, field: Any, schema: Any, dialect: Any, whole: Any, cell: str) -> None:
    fields = [{"name": "Country", "type": "string"}, {"name": "Value", "type": "number", **field}]
    resource = {"name": "o", "path": "o.csv", "schema": {"fields": fields, **schema}, "dialect": dialect}
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({**whole, "resources": [resource]}), encoding="utf-8")
    (tmp_path / "o.csv").write_text(f"Country,Value\nAland,{cell}\n", encoding="utf-8", newline="")
    attempt(path)


@in_a_folder
@given(
    good=st.sampled_from([EUROSTAT, OECD, json.dumps(cube())]),
    at=st.integers(0, 700),
    cut=st.integers(0, 30),
    text=st.text(max_size=8) | st.sampled_from([",", "\n", '"', "_T", "2020", "1e9", "[", "{", "null"]),
)
def test_any_damage(tmp_path: Path, good: str, at: int, cut: int, text: str) -> None:
    path = tmp_path / "any"
    path.write_text(good[:at] + text + good[at + cut :], encoding="utf-8", newline="")
    attempt(path)
