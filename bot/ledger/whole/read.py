"""A package of a whole ledger, checked through and read back into an empty ledger: all of it or nothing."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ForeignKeyConstraint, exists, insert, select

from bot.domain import Dimensions, SeriesKey
from bot.errors import LedgerNotEmpty, LedgerUnreadable
from bot.ingest.described.file import File
from bot.ingest.described.strict_json import read_json
from bot.ingest.faults import BadCell, Faults
from bot.ingest.regular import is_folder, require_regular, unreadable
from bot.ingest.words import quoted
from bot.ledger.whole.cells import reader_of
from bot.ledger.whole.layout import (
    DESCRIPTOR,
    MARK,
    OBSERVATIONS,
    RESOURCES,
    VERSION,
    Resource,
    codes_in,
    figure_columns,
)
from bot.store import writer
from bot.store.bulk import insert_many, stored
from bot.store.chunks import SIZE
from bot.store.engine import writing
from bot.store.tables import series, series_code
from bot.store.types import UtcDateTime

_RIGHT = "take the file as `factdesk export` wrote it"
_MOST = 50
"""Faults after which no more are looked for."""
Cells = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Whole:
    """A package that was checked: `rows` counts those of each resource, `series` are the keys of all series in order,
    and `columns` those of the table of figures."""

    folder: Path
    language: str | None
    scope: tuple[str, ...]
    columns: tuple[tuple[str, str | None], ...]
    rows: Mapping[str, int]
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """How many rows were read back, by the name of their resource."""

    rows: Mapping[str, int]


def is_whole_ledger(path: Path) -> bool:
    """Whether there is the package of a whole ledger at `path`: its folder, or its descriptor."""
    descriptor = path / DESCRIPTOR if is_folder(path) else path
    if descriptor.name != DESCRIPTOR:
        return False
    try:
        body = read_json(File.at(descriptor, str(descriptor)))
    except LedgerUnreadable:
        return False
    return isinstance(body, dict) and MARK in body


def read_whole(path: Path) -> Whole:
    """The package, with every cell of it checked, and what it refers to.

    Raises LedgerUnreadable where it is of a later version or a file of it is not there, ImportRefused with every fault
    of its rows.
    """
    folder = path if is_folder(path) else path.parent
    body = read_json(File.at(folder / DESCRIPTOR, str(folder / DESCRIPTOR)))
    said = body.get(MARK)
    if not isinstance(said, dict) or str(said.get("ledger")) != str(VERSION):
        raise LedgerUnreadable(f"{folder} was exported by another version of Factdesk; import it with that one")
    columns = tuple(figure_columns(_dimensions(body)))
    faults = Faults()
    checked = _Checked(folder, columns, faults)
    rows = {resource.name: checked.count(resource) for resource in RESOURCES}
    checked.check_references()
    faults.refuse_if_any()
    language, scope = body.get("language"), body.get("keywords") or []
    return Whole(folder, language, tuple(scope), columns, rows, tuple(sorted(checked.series)))


def restore(engine: Engine, whole: Whole) -> Restored:
    """Writes all of the package into a ledger, in one transaction. Raises LedgerNotEmpty where it holds anything."""
    with writing(engine) as connection:
        before = writer.lock_ledger(connection)
        _require_empty(connection)
        numbers = {key: number for number, key in enumerate(whole.series, 1)}
        for resource in RESOURCES:
            if resource is OBSERVATIONS:
                _write_series(connection, numbers)
                insert_many(connection, resource.table, _figures(connection, whole, numbers))
            else:
                _write(connection, resource, _parsed(whole.folder, resource, _names(resource), _silent))
        about = {"language": whole.language, "scope": whole.scope}
        writer.update_ledger(connection, revision=before["revision"] + 1, **about)
        writer.take_stock(connection, whole.rows[OBSERVATIONS.name])
    return Restored(whole.rows)


def _dimensions(body: Mapping[str, Any]) -> list[str]:
    """The dimensions that the table of figures has columns for, as the descriptor says. Raises LedgerUnreadable."""
    try:
        (figures,) = (one for one in body["resources"] if one["name"] == OBSERVATIONS.name)
        return [str(field["dimension"]) for field in figures["schema"]["fields"] if "dimension" in field]
    except (KeyError, TypeError, ValueError):
        raise LedgerUnreadable(f"{DESCRIPTOR} does not say what the columns of figures are; {_RIGHT}") from None


def _names(resource: Resource) -> list[str]:
    return [column.name for column in resource.columns]


Note = Callable[[int, str | None, BadCell], None]


def _silent(_line: int, _column: str | None, _bad: BadCell) -> None:
    """What is read a second time was checked before."""


def _records(folder: Path, resource: Resource, names: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file, each with its line. Raises LedgerUnreadable where its header or the file is another."""
    path = folder / resource.file
    require_regular(path, resource.file)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            if next(reader, None) != list(names):
                raise LedgerUnreadable(f"{resource.file} has other columns than were exported; {_RIGHT}")
            line = reader.line_num + 1
            for cells in reader:
                if len(cells) != len(names):
                    held = f"{resource.file}, line {line} has {len(cells)} cells and the header {len(names)}"
                    raise LedgerUnreadable(f"{held}; {_RIGHT}")
                yield line, dict(zip(names, cells, strict=True))
                line = reader.line_num + 1
    except (UnicodeDecodeError, csv.Error):
        raise LedgerUnreadable(f"{resource.file} is no table as it was exported; {_RIGHT}") from None
    except OSError as error:
        raise unreadable(resource.file, error) from None


def _parsed(folder: Path, resource: Resource, names: Sequence[str], note: Note) -> Iterator[tuple[int, Cells]]:
    """The rows with their values; what is wrong with one is noted, and it is left out."""
    readers = {column.name: reader_of(column) for column in resource.columns}
    for line, cells in _records(folder, resource, names):
        values: Cells = dict(cells)
        is_right = True
        for name, read in readers.items():
            try:
                values[name] = read(cells[name])
            except BadCell as bad:
                note(line, name, bad)
                is_right = False
        if is_right:
            yield line, values


class _Checked:
    """Goes through the files of a package, and keeps what others refer to."""

    def __init__(self, folder: Path, columns: Sequence[tuple[str, str | None]], faults: Faults) -> None:
        self.series: set[str] = set()
        self._folder, self._columns, self._faults = folder, columns, faults
        self._keys: dict[str, set[tuple[Any, ...]]] = {}
        self._wanted: list[tuple[Resource, int, str, str, tuple[Any, ...]]] = []

    def count(self, resource: Resource) -> int:
        count = 0
        names = [name for name, _ in self._columns] if resource is OBSERVATIONS else _names(resource)
        keys = self._keys[resource.table.name] = set()
        references = list(_references(resource))

        def note(line: int, column: str | None, bad: BadCell) -> None:
            if len(self._faults) < _MOST:
                self._faults.add(resource.file, line, column, bad.wrong, bad.right)

        for line, cells in _parsed(self._folder, resource, names, note):
            count += 1
            key = tuple(cells[name] for name in resource.key)
            if resource.key and key in keys:
                note(line, resource.key[-1], BadCell(f"{quoted(str(key[-1]))} is there twice", "give each row its own"))
            keys.add(key)
            self._note_references(resource, line, cells, references)
            if resource is OBSERVATIONS:
                codes = codes_in(cells, self._columns)
                self.series.add(str(SeriesKey(cells["indicator"], codes)))
                self._want(resource, line, "indicator", "indicator", (cells["indicator"],))
                for dimension, code in codes:
                    self._want(resource, line, dimension, "code", (dimension, code))
        return count

    def _note_references(
        self, resource: Resource, line: int, cells: Cells, references: Sequence[tuple[str, str, tuple[str, ...]]]
    ) -> None:
        for column, table, names in references:
            key = tuple(cells[name] for name in names)
            if None not in key:
                self._want(resource, line, column, table, key)

    def _want(self, resource: Resource, line: int, column: str, table: str, key: tuple[Any, ...]) -> None:
        """Keeps a reference to be looked up when all tables are read, unless it is to what was read before."""
        if key not in self._keys.get(table, ()) and len(self._wanted) < _MOST * SIZE:
            self._wanted.append((resource, line, column, table, key))

    def check_references(self) -> None:
        for resource, line, column, table, key in self._wanted:
            if key not in self._keys.get(table, ()) and len(self._faults) < _MOST:
                wrong = f"nothing is called {quoted(str(key[-1]))} in the table of what it refers to"
                self._faults.add(resource.file, line, column, wrong, _RIGHT)


def _references(resource: Resource) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What rows refer to: the column that is named in messages, the table, and the columns that make up its key."""
    for one in resource.table.constraints:
        if isinstance(one, ForeignKeyConstraint):
            names = tuple(element.parent.name for element in one.elements)
            if resource.left.isdisjoint(names):
                yield names[-1], one.referred_table.name, names


def _require_empty(connection: Connection) -> None:
    for table in (*(resource.table for resource in RESOURCES), series):
        if connection.scalar(select(exists(select(table.c[table.columns.keys()[0]]).select_from(table)))):
            right = "name another database with FACTDESK_DATABASE_URL, and import the folder there"
            raise LedgerNotEmpty(
                f"A whole ledger is read back into an empty one, and this one holds something; {right}"
            )


def _write(connection: Connection, resource: Resource, rows: Iterable[tuple[int, Cells]]) -> None:
    portion: list[Cells] = []
    for _, cells in rows:
        portion.append(cells)
        if len(portion) == SIZE:
            connection.execute(insert(resource.table), portion)
            portion = []
    if portion:
        connection.execute(insert(resource.table), portion)


def _write_series(connection: Connection, numbers: Mapping[str, int]) -> None:
    keys = {number: SeriesKey.parse(key) for key, number in numbers.items()}
    insert_many(connection, series, ((number, str(key), key.indicator) for number, key in keys.items()))
    codes = (((number, *pair) for pair in key.dimensions) for number, key in keys.items())
    insert_many(connection, series_code, chain.from_iterable(codes))


def _figures(connection: Connection, whole: Whole, numbers: Mapping[str, int]) -> Iterator[tuple[object, ...]]:
    """The rows of figures as the database takes them, in the order of its columns."""
    names = [name for name, _ in whole.columns]
    table = OBSERVATIONS.table
    for _, cells in _parsed(whole.folder, OBSERVATIONS, names, _silent):
        codes: Dimensions = codes_in(cells, whole.columns)
        cells["series_id"] = numbers[str(SeriesKey(cells["indicator"], codes))]
        yield tuple(
            stored(connection, cells[column.name])
            if isinstance(column.type, UtcDateTime)
            else f"{cells[column.name]:f}"
            if column.name == "value"
            else cells[column.name]
            for column in table.columns
        )
