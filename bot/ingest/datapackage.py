"""Data packages: the resources that define concepts, and the observations that use them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.errors import UnclearOrders
from bot.ingest.announced import note_first, released_in
from bot.ingest.batch import Batch
from bot.ingest.concepts import Concepts
from bot.ingest.described.package.plain import plain_records
from bot.ingest.described.package.tables import table_resource
from bot.ingest.described.texts import texts_of
from bot.ingest.descriptor import DESCRIPTOR, Descriptor, ResourceEntry, read_descriptor
from bot.ingest.faults import BadCell, Faults
from bot.ingest.links import check_links
from bot.ingest.noted import without_withheld
from bot.ingest.observations import OBSERVATIONS, read_figures
from bot.ingest.orders import Orders
from bot.ingest.resources import RESOURCES
from bot.ingest.table import Shape, Table, table_of
from bot.ingest.tally import Tally
from bot.ingest.withholding import EMBARGO
from bot.ingest.words import advice, quoted

_OBSERVATIONS = "observations"
_SHOWN = 3
_SAY_EMBARGO = f"say until when in a column {EMBARGO} of observations, or, if it is public by now, --not-withheld"
_UNKNOWN = "its name is not known."


def read_package(path: Path, orders: Orders | None = None) -> Batch:
    """Everything in the data package whose datapackage.json is at `path`.

    A concept that no resource defines takes its name from the cell that uses it. Of the orders the package heeds that
    an embargo which it announces is over. Raises LedgerUnreadable or ImportRefused, and UnclearOrders for any other.
    """
    not_withheld = orders is not None and bool(orders.not_withheld)
    if orders is not None and replace(orders, not_withheld=None) != Orders():
        right = "leave --map and the other options about what a file says away, and write it in its tables"
        raise UnclearOrders(f"{path} is in the desk's own layout, which says all of it itself; {right}")
    faults = Faults()
    descriptor = read_descriptor(path, (*RESOURCES, _OBSERVATIONS), faults, not_withheld=not_withheld)
    left_out = Tally()
    tables = {
        name: _table(entry, RESOURCES[name].shape, faults, left_out)
        for name, entry in descriptor.entries.items()
        if name != _OBSERVATIONS
    }
    concepts = Concepts.named_by(str)
    for name, table in tables.items():
        _define(name, table, concepts)
    check_links(tables, concepts)
    observations = _observations(descriptor, faults, left_out)
    if not not_withheld and EMBARGO not in observations.columns:
        texts = tuple(texts_of(descriptor.body, path.parent))
        note_first(texts, DESCRIPTOR, faults, _SAY_EMBARGO)
        faults.releases += released_in(texts, DESCRIPTOR)
    if not not_withheld:
        rows = without_withheld(observations.rows, observations.file, faults, _SAY_EMBARGO)
        observations = replace(observations, rows=rows)
    found = read_figures(observations, concepts, faults)
    faults.refuse_if_any()
    notes = (
        *_unused(descriptor, tables),
        *(f"{observations.file}: left out: {left}." for left in left_out.found),
        *found.warnings(),
        *_undeclared_codes(tables, concepts),
    )
    batch = concepts.batch(found, notes)
    releases = tuple(dict.fromkeys(faults.releases))
    return replace(batch, language=descriptor.language, scope=descriptor.scope, releases=releases)


def _table(entry: ResourceEntry, shape: Shape, faults: Faults, left_out: Tally) -> Table:
    """The table of a resource, its cells in the form that its schema and its dialect give them."""
    try:
        table = table_resource(entry.said, entry.name, entry.folder, DESCRIPTOR, own=True)
    except BadCell as bad:
        faults.add(DESCRIPTOR, None, None, bad.wrong, bad.right)
        return Table(DESCRIPTOR, (), (), stands=False)
    return table_of(plain_records(table, faults, left_out), table.file, shape, faults)


def _observations(descriptor: Descriptor, faults: Faults, left_out: Tally) -> Table:
    entry = descriptor.entries.get(_OBSERVATIONS)
    if entry is None:
        faults.add(
            DESCRIPTOR, None, None, "no resource is named “observations”", "name the one that holds the figures so"
        )
        return Table(DESCRIPTOR, (), ())
    return _table(entry, OBSERVATIONS, faults, left_out)


def _define(name: str, table: Table, concepts: Concepts) -> None:
    """Fills a shelf and closes it; codes stay open, and so does what a faulty header keeps from being known."""
    resource = RESOURCES[name]
    for row in table.rows:
        resource.define(row, concepts)
    if table.stands and name != "codes":
        getattr(concepts, name).close(table.file, (row.cells[resource.key] for row in table.rows))


def _unused(descriptor: Descriptor, tables: Mapping[str, Table]) -> Iterator[str]:
    """A sentence for each resource and column that the import leaves aside."""
    for name in descriptor.unknown:
        hint = advice(name, (*RESOURCES, _OBSERVATIONS), _UNKNOWN)
        yield f"{DESCRIPTOR}: the resource {quoted(name)} is not used; {hint}"
    for name, table in tables.items():
        columns = RESOURCES[name].shape.known
        for column in table.columns:
            if column not in columns:
                yield f"{table.file}: the column {quoted(column)} is not used; {advice(column, columns, _UNKNOWN)}"


def _undeclared_codes(tables: Mapping[str, Table], concepts: Concepts) -> Iterator[str]:
    """A sentence for each dimension that codes.csv describes only in part: its other codes may be misspelt."""
    for dimension, shelf in concepts.codes.items():
        missing = shelf.only_named
        if shelf.lines and missing:
            names = ", ".join(quoted(code) for code in missing[:_SHOWN])
            more = f" and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else ""
            yield f"{tables['codes'].file} does not define {names}{more} of the dimension {quoted(dimension)}."
