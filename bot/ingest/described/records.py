"""Lists of records in JSON as sheets: objects with the same names, rows of cells, or the properties of GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.described.strict_json import Printed
from bot.ingest.sheets import Sheet, SheetRow

_MOST_COLUMNS = 16_384
_WRAPPERS = ("data", "records", "rows", "results", "items", "observations", "value")
_FEATURES = "features"


def sheet_of_records(body: object, file: str) -> Sheet:
    """The records as a table under a header of their names. What is nested in a record is left aside, and named in the
    sheet's losses. Raises LedgerUnreadable where the body is no list of records."""
    records = records_in(body)
    if records is None:
        raise LedgerUnreadable(
            f"{file} holds no list of records; give a table, or a list of objects with the same names"
        )
    if isinstance(records[0], list):
        return Sheet(file, None, lambda: (_row(number, cells) for number, cells in enumerate(records, 1)))
    names, nested = _names(records, file)
    losses = tuple(f"{file}: “{name}” is left aside: it holds more than one cell." for name in nested)

    def rows() -> Iterator[SheetRow]:
        yield SheetRow(1, list(names))
        for number, record in enumerate(records, 2):
            yield _row(number, [record.get(name) for name in names])

    return Sheet(file, None, rows, losses=losses)


def records_in(body: object) -> Sequence[Any] | None:
    """The list of records that a document is or holds; None where it is none."""
    if isinstance(body, dict):
        if body.get("type") == "FeatureCollection" and isinstance(body.get(_FEATURES), list):
            return _uniform([_properties(feature) for feature in body[_FEATURES]])
        found = [body[name] for name in _WRAPPERS if _uniform(body.get(name)) is not None]
        return found[0] if len(found) == 1 else None
    return _uniform(body)


def _uniform(body: object) -> Sequence[Any] | None:
    """A list of objects or a list of rows, with something in it."""
    if not isinstance(body, list) or not body:
        return None
    kind = dict if isinstance(body[0], dict) else list
    return body if all(isinstance(one, kind) for one in body) and any(body) else None


def _properties(feature: object) -> Mapping[str, Any]:
    """What is said of a place; where it lies is left aside."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _names(records: Sequence[Mapping[str, Any]], file: str) -> tuple[list[str], list[str]]:
    """The names of all records in the order in which they first come, and those that hold lists or objects."""
    names: dict[str, bool] = {}
    for record in records:
        for name, value in record.items():
            names[name] = names.get(name, False) or isinstance(value, dict | list)
        if len(names) > _MOST_COLUMNS:
            raise LedgerUnreadable(f"{file} has more than {_MOST_COLUMNS:,} names in its records; give a table")
    return [name for name, nested in names.items() if not nested], [name for name, nested in names.items() if nested]


def _row(number: int, values: Sequence[Any]) -> SheetRow:
    numbers = frozenset(at for at, value in enumerate(values) if isinstance(value, Printed))
    return SheetRow(number, [_text(value) for value in values], typed=numbers)


def _text(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())
