"""Which column of a table holds which field of its schema."""

from __future__ import annotations

from collections.abc import Mapping

from bot.ingest.described.package.tables import TableResource
from bot.ingest.faults import Faults
from bot.ingest.words import quoted

_FEWER = frozenset({"subset", "partial"})
_MORE = frozenset({"superset", "partial"})
_RIGHT = "correct the header, or the schema"


def places_in(table: TableResource, faults: Faults) -> tuple[Mapping[str, int], int] | None:
    """The place of each field (from 0) by its name, and how many columns there are; None where header and schema do not
    go together, which is noted."""
    header, line = table.header()
    while header and not header[-1]:
        header.pop()
    wanted = {_plain(field.name, table): field.name for field in table.fields}
    match = _match(table)
    if not header:
        faults.add(table.file, None, None, "the table has no header", "begin it with a line of column names")
        return None
    at: dict[str, int] = {}
    for place, name in enumerate(header):
        field = wanted.get(_plain(name, table))
        if field is None and match not in _MORE:
            faults.add(table.file, line, name or str(place + 1), "the schema does not name this column", _RIGHT)
            return None
        if field is not None and field in at:
            faults.add(table.file, line, name, "two columns have this name", "rename or delete one")
            return None
        if field is not None:
            at[field] = place
    missing = [field.name for field in table.fields if field.name not in at]
    if missing and match not in _FEWER:
        wrong = f"the column is missing that the schema names {quoted(missing[0])}"
        faults.add(table.file, line, missing[0], wrong, _RIGHT)
        return None
    return at, len(header)


def _plain(name: str, table: TableResource) -> str:
    return name.casefold() if table.layout.any_case else name


def _match(table: TableResource) -> str:
    """How columns and fields go together; a schema that does not say it names each column."""
    schema = table.said.get("schema")
    match = schema.get("fieldsMatch", "exact") if isinstance(schema, dict) else "exact"
    one = match[0] if isinstance(match, list) and match else match
    return one if isinstance(one, str) else "exact"
