"""A file that changes between what was shown and the yes is not recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.cli import imports
from tests.adapters.conftest import Home

TABLE = "Region,Year,Value\nNorth,2024,12\nSouth,2024,13\n"
SCHEMA = '{"fields": [{"name": "Region"}, {"name": "Year", "type": "year"}, {"name": "Value", "type": "number"}]}'
PACKAGE = '{"resources": [{"name": "jobs", "path": "jobs.csv", "schema": "s.json"}]}'


@pytest.mark.parametrize(
    ("given", "changed", "content"),
    [
        ("jobs.csv", "jobs.csv", TABLE.replace("12", "99")),
        ("datapackage.json", "jobs.csv", TABLE.replace("12", "99")),
        ("datapackage.json", "s.json", SCHEMA.replace("number", "integer")),
        ("births.csv", "births.schema.json", SCHEMA.replace("number", "integer")),
    ],
)
def test_it_is_stopped(
    home: Home, own: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, changed: str,
    content: str,
) -> None:  # fmt: skip
    files = {"jobs.csv": TABLE, "s.json": SCHEMA, "datapackage.json": PACKAGE, "births.csv": TABLE,
             "births.schema.json": SCHEMA}  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    asking = imports.settle

    def changing(*asked):  # type: ignore[no-untyped-def]
        found = asking(*asked)
        (tmp_path / changed).write_text(content, encoding="utf-8")
        return found

    monkeypatch.setattr(imports, "settle", changing)
    stopped = home.run("import", "--yes", tmp_path / given, **own)
    assert stopped.exit_code == 2
    assert f"{given} changed while it was read" in stopped.stderr
    assert home.run("figures", **own).stdout == ""
