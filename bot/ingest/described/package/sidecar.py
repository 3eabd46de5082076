"""A table schema in a file beside the table: figures.csv with figures.schema.json, or with a descriptor of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.ingest.described.file import File
from bot.ingest.described.package.places import is_inside
from bot.ingest.described.strict_json import is_json, read_json
from bot.ingest.regular import is_regular

_SCHEMAS = (".schema.json", ".tableschema.json", ".csv.schema.json")
_RESOURCES = (".resource.json",)


def schema_beside(file: File) -> Mapping[str, Any] | None:
    """The descriptor of a table, put together from what stands beside it; None where nothing does. Raises
    LedgerUnreadable where that is no JSON."""
    found = described_beside(file)
    return None if found is None else found[1]


def described_beside(file: File) -> tuple[Path, Mapping[str, Any]] | None:
    """The file that says it, and the descriptor; as `schema_beside`."""
    if file.path is None:
        return None
    path = file.path
    for ending in (*_SCHEMAS, *_RESOURCES):
        beside = path.with_name(f"{path.name.partition('.')[0]}{ending}")
        if not is_regular(beside) or beside == path or not is_inside(beside, path.parent):
            continue
        other = File.at(beside)
        body = read_json(other) if is_json(other.head()) else None
        if not isinstance(body, dict):
            continue
        if ending in _SCHEMAS and isinstance(body.get("fields"), list):
            return beside, {"name": file.title, "path": path.name, "schema": body}
        if ending in _RESOURCES and body.get("path") == path.name and body.get("schema") is not None:
            return beside, body
    return None
