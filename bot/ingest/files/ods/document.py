"""A document's sheets: looked through once for what stands apart from rows, then read row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

from lxml import etree

from bot.errors import LedgerUnreadable
from bot.ingest.files import limits
from bot.ingest.files.hidden import hidden_cells
from bot.ingest.files.markup import attribute, forget, local_name, whole
from bot.ingest.files.ods.rows import Line, Lines, row_of
from bot.ingest.files.ods.styles import Styles
from bot.ingest.files.package import SHEETS, Package
from bot.ingest.files.refusals import protected, too_merged
from bot.ingest.sheets import Sheet, SheetRow, Span

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_OUTSIDE = frozenset({"font-face-decls", "automatic-styles", "styles"})
_ZIP = b"PK"

Opening = Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(slots=True)
class _Table:
    """A sheet while the document is looked through."""

    name: str
    hidden: bool
    merged: list[Span] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)


def ods_sheets(path: Path, name: str) -> Iterator[Sheet]:
    """The sheets of a document in its order. Raises LedgerUnreadable, as their rows do."""
    styles = Styles()
    with whole(name):
        content = _opening(path, name, styles)
        tables = _looked_through(content, name, styles)
    if not tables:
        raise LedgerUnreadable(f"{name} has no sheets; check that it is the file you mean")
    for number, table in enumerate(tables):
        losses = tuple(hidden_cells(table.hidden_rows, table.hidden_columns))
        rows = partial(_rows, content, name, styles, number, table.name)
        yield Sheet(name, table.name, rows, tuple(table.merged), losses, table.hidden)


def _opening(path: Path, name: str, styles: Styles) -> Opening:
    """How the document is opened; takes in the styles that stand in a part of their own."""
    with path.open("rb") as file:
        flat = not file.read(len(_ZIP)).startswith(_ZIP)
    if flat:
        if path.stat().st_size > SHEETS:
            raise LedgerUnreadable(f"{name} is too large; save the sheet as CSV and import that")
        return lambda: path.open("rb")
    package = Package(path, name)
    if package.has(_MANIFEST):
        with package.part(_MANIFEST) as file:
            if _ENCRYPTED in file.read():
                raise protected(name)
    if package.has(_STYLES):
        with package.part(_STYLES) as file:
            for _ in _walked(file, styles):
                pass
    return partial(package.part, _CONTENT, SHEETS)


def _looked_through(content: Opening, name: str, styles: Styles) -> list[_Table]:
    tables: list[_Table] = []
    with content() as file:
        for number, table, line in _walked(file, styles):
            if number == len(tables):
                unseen = attribute(table, "style-name") in styles.unseen
                tables.append(_Table(attribute(table, "name") or f"sheet {number + 1}", unseen))
            found = tables[number]
            if line is None:
                continue
            if line.hidden:
                found.hidden_rows.append(line.number)
            found.hidden_columns = line.columns.hidden
            found.merged.extend(line.merged)
            if len(found.merged) > limits.MERGED:
                raise too_merged(f"{name}, sheet “{found.name}”")
    return tables


def _rows(content: Opening, name: str, styles: Styles, wanted: int, title: str) -> Iterator[SheetRow]:
    with whole(name), content() as file:
        for number, _, line in _walked(file, styles):
            if number > wanted:
                return
            if number == wanted and line is not None:
                for repeated in range(line.repeated):
                    row = row_of(line, line.number + repeated, f"{name}, sheet “{title}”")
                    if row is not None:
                        yield row


def _walked(file: IO[bytes], styles: Styles) -> Iterator[tuple[int, etree._Element, Line | None]]:
    """The sheets by their number from 0, each first without a row and then with each of its rows that is not blank.

    Styles are taken in on the way, which stand before the sheets.
    """
    tags = [f"{{*}}{tag}" for tag in ("table", "table-row", "table-column", "automatic-styles", "styles")]
    table: etree._Element | None = None
    lines = Lines(styles)
    number = -1
    for event, element in etree.iterparse(
        file, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True
    ):
        if element.getroottree().docinfo.doctype:
            raise ValueError("a document type")
        kind = local_name(element)
        if kind == "table":
            parent = element.getparent()
            if parent is None or local_name(parent) != "spreadsheet":
                continue
            table = element if event == "start" else None
            if table is not None:
                number += 1
                lines = Lines(styles)
                yield number, element, None
            else:
                forget(element)
        elif event == "end" and kind in _OUTSIDE:
            styles.add(element)
        elif event == "end" and table is not None and _is_of(element, table):
            line = lines.take(element)
            if line is not None:
                yield number, table, line
            if kind == "table-row":
                forget(element)


def _is_of(element: etree._Element, table: etree._Element) -> bool:
    """Whether a row or column is of this table, and not of one inside a cell."""
    return next(element.iterancestors("{*}table"), None) is table
