"""Data packages and table schemas (Frictionless, versions 1 and 2) that are not in Factdesk's own layout."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

from bot.errors import LedgerUnreadable
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.cells.units import unit_of
from bot.ingest.described.file import File
from bot.ingest.described.naming import free_names, named
from bot.ingest.described.package.about import source_of
from bot.ingest.described.package.columns import places_in
from bot.ingest.described.package.fields import Field
from bot.ingest.described.package.labels import labels_of
from bot.ingest.described.package.places import place_of
from bot.ingest.described.package.roles import Roles, is_generic, roles_of
from bot.ingest.described.package.rows import Rows
from bot.ingest.described.package.tables import TableResource, table_resource
from bot.ingest.described.strict_json import is_text
from bot.ingest.described.watch import refuse_withholding_properties
from bot.ingest.faults import BadCell, Faults
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.words import quoted

_RESERVED = ("indicator", "period", "value", "unit", "note")
_MOST_RESOURCES = 1000


def is_package(body: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(body, dict) and isinstance(body.get("resources"), list)


def is_resource(body: object) -> TypeGuard[dict[str, Any]]:
    """Whether it describes one table, with its schema."""
    return isinstance(body, dict) and "schema" in body and ("path" in body or "data" in body)


def read_tables(body: Mapping[str, Any], file: File, orders: Orders, faults: Faults) -> list[Reading]:
    """The tables of a package, or of one resource. Raises LedgerUnreadable where none of them holds figures."""
    refuse_withholding_properties(body, file.name, orders, faults)
    package = body if is_package(body) else {"resources": [body]}
    folder = file.path.parent if file.path is not None else None
    tables, aside = _tables(package, folder, file.name, faults)
    readings = (_reading(table, file.name, tables, package, orders, faults, aside) for table in tables.values())
    found = [reading for reading in readings if reading]
    if not found:
        faults.refuse_if_any()
        right = "give it a field of numbers" if aside else "list the files that it has under “resources”"
        reasons = "; ".join(aside[:3]) or "it lists no resources"
        raise LedgerUnreadable(f"{file.name} describes no table with figures: {reasons}; {right}")
    first = found[0].rows
    assert isinstance(first, Rows)
    first.tally.standing += aside
    return found


def _tables(
    package: Mapping[str, Any], folder: Path | None, file: str, faults: Faults
) -> tuple[dict[str, TableResource], list[str]]:
    """The tables by name, and a sentence about each resource that is none."""
    tables: dict[str, TableResource] = {}
    aside = []
    for number, entry in enumerate(package["resources"][:_MOST_RESOURCES], 1):
        if not isinstance(entry, dict):
            faults.add(file, None, None, f"resource {number} is no object", "describe it, or leave it out")
            continue
        name = entry["name"] if is_text(entry.get("name")) else f"table {number}"
        if name in tables:
            faults.add(file, None, None, f"two resources are named {quoted(name)}", "give each its own name")
        elif entry.get("schema") is None:
            aside.append(f"the resource {quoted(name)} {_why_none(entry, folder)}")
        else:
            try:
                tables[name] = table_resource(entry, name, folder, file)
            except BadCell as bad:
                faults.add(file, None, None, bad.wrong, bad.right)
    return tables, aside


def _why_none(entry: Mapping[str, Any], folder: Path | None) -> str:
    """Why a resource without a schema is not read."""
    if "path" in entry:
        try:
            place_of(entry["path"], folder, "")
        except BadCell as bad:
            return f"{bad.wrong.strip()} ({bad.right})"
    return "has no table schema"


def _reading(
    table: TableResource,
    file: str,
    tables: Mapping[str, TableResource],
    package: Mapping[str, Any],
    orders: Orders,
    faults: Faults,
    aside: list[str],
) -> Reading | None:
    schema = table.said.get("schema")
    roles = roles_of(table.fields, schema if isinstance(schema, dict) else {}, orders)
    if not roles.measures:
        aside.append(f"the resource {quoted(table.name)} has no field of numbers")
        return None
    table.require_file(file)
    places = places_in(table, faults)
    if places is None:
        return None
    at, wide = places
    _keep_present(roles, at)
    columns = free_names({one.name: one.title for one in roles.dimensions})
    names = dict(zip((one.name for one in roles.dimensions), columns, strict=True))
    title = _title(table, package)
    labels, units = {}, {}
    for one in roles.measures:
        label, units[one.name] = _measured(one)
        labels[one.name] = title if roles.measures_alone and is_generic(one) else label
    rows = Rows(table, at, wide, roles, names, labels, units, faults, frozenset(orders.missing))
    shown = {"period": roles.period, "indicator": roles.indicator, "unit": roles.unit}
    return Reading(
        file=table.file,
        sheet=table.name,
        columns=(*_RESERVED, *(one.name for one in roles.reserved), *columns),
        rows=rows,
        indicator=title,
        codes={names[one.name]: called for one in roles.dimensions if (called := labels_of(one, table, tables))},
        header={
            **{role: f"field {named(one.name, one.title)}" for role, one in shown.items() if one},
            "value": ", ".join(f"field {named(one.name, one.title)}" for one in roles.measures),
        },
        assumptions=tuple(roles.assumptions),
        left_out=rows.tally.found,
        source=source_of(package, table.said),
        labels={names[one.name]: one.title for one in roles.dimensions if one.title and one.title != names[one.name]},
    )


def _keep_present(roles: Roles, at: Mapping[str, int]) -> None:
    """Only the fields that the table has a column for."""
    for listed in (roles.measures, roles.dimensions, roles.reserved, roles.aside):
        listed[:] = [one for one in listed if one.name in at]
    for role in ("period", "part", "indicator", "unit", "note"):
        one = getattr(roles, role)
        if one is not None and one.name not in at:
            setattr(roles, role, None)


def _title(table: TableResource, package: Mapping[str, Any]) -> str:
    """What a table is about, where no field says it."""
    own = (table.said.get("title"), package.get("title") if len(package["resources"]) == 1 else None)
    return next((" ".join(one.split()) for one in own if is_text(one) and one.strip()), table.name)


def _measured(one: Field) -> tuple[str, str | None]:
    """What a field of numbers measures, and in what."""
    label, unit = split_unit(one.label)
    said = one.said.get("unit")
    return label, (unit_of(said) or said) if is_text(said) and said.strip() else unit
