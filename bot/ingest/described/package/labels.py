"""What codes are called, as far as a package says it: by the categories of a field, or by the table it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.described.package.columns import places_in
from bot.ingest.described.package.fields import Field
from bot.ingest.described.package.roles import label_field
from bot.ingest.described.package.tables import TableResource
from bot.ingest.faults import Faults

_MOST = 100_000


def labels_of(field: Field, table: TableResource, tables: Mapping[str, TableResource]) -> dict[str, str]:
    """Labels by code, none where the package has none."""
    found = dict(_of_categories(field.said.get("categories")))
    for name, key in _references(field, table):
        other = tables.get(name) if name else table
        if other is not None and not found:
            found = _of_table(other, key)
    return found


def _of_categories(listed: Any) -> Iterator[tuple[str, str]]:
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict) and isinstance(one.get("value"), str) and isinstance(one.get("label"), str):
            yield str(one["value"]), one["label"]


def _references(field: Field, table: TableResource) -> Iterator[tuple[str, str]]:
    """The resource and the field in it that a field refers to by itself; "" is its own."""
    schema = table.said.get("schema")
    foreign = schema.get("foreignKeys") if isinstance(schema, dict) else None
    for one in foreign if isinstance(foreign, list) else []:
        reference = one.get("reference") if isinstance(one, dict) else None
        if isinstance(reference, dict) and _single(one.get("fields")) == field.name:
            key, name = _single(reference.get("fields")), reference.get("resource", "")
            if key is not None and isinstance(name, str):
                yield name, key


def _single(written: object) -> str | None:
    one = written[0] if isinstance(written, list) and len(written) == 1 else written
    return one if isinstance(one, str) else None


def _of_table(table: TableResource, key: str) -> dict[str, str]:
    """The labels in a table of codes; none where it cannot be read: it is no table of figures."""
    label = label_field(table.fields, key)
    try:
        places = places_in(table, Faults())
        if label is None or places is None or key not in places[0] or label.name not in places[0]:
            return {}
        code_at, label_at = places[0][key], places[0][label.name]
        found: dict[str, str] = {}
        for row in table.rows():
            if len(row.cells) > max(code_at, label_at) and row.cells[code_at] and row.cells[label_at]:
                found.setdefault(row.cells[code_at], row.cells[label_at])
            if len(found) >= _MOST:
                break
    except LedgerUnreadable:
        return {}
    return found
