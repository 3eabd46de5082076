"""A workbook: its sheets, and what their cells refer to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from bot.errors import LedgerUnreadable
from bot.ingest.files.formats.dates import Epoch
from bot.ingest.files.hidden import hidden_cells
from bot.ingest.files.markup import attribute, children, is_true, tree, whole
from bot.ingest.files.package import SHEETS, STRINGS, Package
from bot.ingest.files.xlsx.ranges import ranges_of
from bot.ingest.files.xlsx.rows import Book, rows_of
from bot.ingest.files.xlsx.strings import strings_of
from bot.ingest.files.xlsx.styles import Style, styles_of
from bot.ingest.sheets import Sheet, SheetRow

_MACROS = "the macros of the workbook are not run; its figures are those that it was saved with"


class _Listed(NamedTuple):
    name: str
    part: str
    hidden: bool


def xlsx_sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The sheets of a workbook in its order, without charts. Raises LedgerUnreadable, as their rows do."""
    with whole(name):
        workbook = _Workbook(path, name)
        listed = workbook.sheets
    if not listed:
        raise LedgerUnreadable(f"{name} has no sheets with cells; check that it is the file you mean")
    for sheet in listed:
        with whole(name):
            yield workbook.sheet(sheet)


class _Workbook:
    """Texts and styles are read when the first rows are."""

    def __init__(self, path: Path, name: str) -> None:
        self._package = Package(path, name)
        self._name = name
        main = next((one.part for one in self._package.relations("").values() if one.kind == "officeDocument"), "")
        self._main = main or "xl/workbook.xml"
        self._relations = self._package.relations(self._main)
        with self._package.part(self._main) as file:
            self._root = tree(file)

    @cached_property
    def sheets(self) -> list[_Listed]:
        found = []
        for one in children(self._root, "sheets", "sheet"):
            relation = self._relations.get(attribute(one, "id") or "")
            if relation is not None and relation.kind == "worksheet":
                hidden = one.get("state") in ("hidden", "veryHidden")
                found.append(_Listed(one.get("name") or "", relation.part, hidden))
        return found

    @cached_property
    def _unrun(self) -> tuple[str, ...]:
        """What is said of macros, which may write into cells when somebody opens the workbook."""
        return (_MACROS,) if self._package.has(f"{PurePosixPath(self._main).parent}/vbaProject.bin") else ()

    @cached_property
    def _book(self) -> Book:
        strings: list[str] = []
        styles: list[Style] = []
        parts = {one.kind: one.part for one in self._relations.values()}
        if "sharedStrings" in parts:
            with self._package.part(parts["sharedStrings"], STRINGS) as file:
                strings = strings_of(file)
        if "styles" in parts:
            with self._package.part(parts["styles"]) as file:
                styles = styles_of(file)
        old = any(is_true(one.get("date1904")) for one in children(self._root, "workbookPr"))
        return Book(strings, styles, Epoch.Y1904 if old else Epoch.Y1900)

    def sheet(self, listed: _Listed) -> Sheet:
        with self._package.part(listed.part, SHEETS) as file:
            ranges = ranges_of(file, f"{self._name}, sheet “{listed.name}”")

        def rows() -> Iterator[SheetRow]:
            with whole(self._name), self._package.part(listed.part, SHEETS) as file:
                yield from rows_of(file, f"{self._name}, sheet “{listed.name}”", self._book, ranges.merged)

        return Sheet(
            self._name,
            listed.name,
            rows,
            ranges.merged,
            (*self._unrun, *hidden_cells(ranges.hidden_rows, ranges.hidden_columns)),
            listed.hidden,
        )
