"""Tables of web pages, and of the pages that are called .xls. Nothing is fetched or run."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from bot.errors import LedgerUnreadable
from bot.ingest.files.cells import clean_row, trimmed
from bot.ingest.files.limits import COLUMNS, MERGED, read_whole
from bot.ingest.files.markup import whole
from bot.ingest.files.raised import raised
from bot.ingest.files.refusals import too_merged, too_wide
from bot.ingest.files.text.encoding import encoding_of
from bot.ingest.sheets import Sheet, SheetRow, Span

_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534
"""What a cell may span (HTML Living Standard, 4.9.11)."""
_MOST_CELLS = 5_000_000
_UNSEEN = frozenset({"script", "style", "noscript", "template", "table", "head", "title"})
_BREAKING = frozenset({"br", "p", "div", "li", "ul", "ol", "dd", "dt"})
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")


def html_sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Each table that is not blank, named by its caption or number. Raises LedgerUnreadable where there is none."""
    content = read_whole(path, name)
    with whole(name):
        root = _parsed(content, path, name)
        found = [_sheet(table, number, name) for number, table in enumerate(root.iter("table"), 1)]
    sheets = [sheet for sheet in found if sheet is not None]
    if not sheets:
        raise LedgerUnreadable(f"{name} is a web page without a table; look for a download of the figures")
    yield from sheets


def _parsed(content: bytes, path: Path, name: str) -> html.HtmlElement:
    told = _CHARSET.search(content[:_HEAD])
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    codec = told[1].decode() if told and not marked else encoding_of(path, name).codec
    if codecs.lookup(codec).name == "iso8859-1":
        codec = "cp1252"  # As every browser reads it.
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        text = content.decode(encoding_of(path, name).codec)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    return html.document_fromstring(text.lstrip("\ufeff").encode(), parser)


@dataclass(slots=True)
class _Grid:
    """The table as it is laid out: `taken` tells of columns (from 0) for how many rows a cell above reaches down."""

    file: str
    rows: list[SheetRow] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    held: int = 0

    def add(self, number: int, cells: list[html.HtmlElement]) -> None:
        texts: list[str] = []
        bold = set()
        free = self.taken
        coming: dict[int, int] = {}
        column = 0
        for cell in cells:
            while free.get(column):
                column += 1
            wide, high = _span(cell, "colspan", _MOST_COLUMNS), _span(cell, "rowspan", _MOST_ROWS)
            text = _SPACES.sub(" ", _text(cell)).strip(" ")
            if text and column + wide > COLUMNS:
                raise too_wide(self.file, f"row {number}")
            if text:
                texts.extend([""] * (column + 1 - len(texts)))
                texts[column] = text
            if wide > 1 or high > 1:
                self.merged.append(Span(number, column + 1, number + high - 1, column + wide))
            if cell.tag == "th" or cell.find("b") is not None or cell.find("strong") is not None:
                bold.add(column)
            coming.update(dict.fromkeys(range(column, column + wide), high))
            column += wide
            if column > 2 * COLUMNS:
                raise too_wide(self.file, f"row {number}")
        self.taken = {at: left - 1 for at, left in {**free, **coming}.items() if left > 1}
        self.held += len(texts)
        if self.held > _MOST_CELLS:
            raise LedgerUnreadable(f"{self.file} has a table of more than {_MOST_CELLS:,} cells; look for a download")
        row = trimmed(clean_row(self.file, SheetRow(number, [], bold=frozenset(bold)), texts))
        if row is not None:
            self.rows.append(row)


def _sheet(table: html.HtmlElement, number: int, file: str) -> Sheet | None:
    grid = _Grid(file)
    first = 1
    caption = table.find("caption")
    title = " ".join(_text(caption).split()) if caption is not None else ""
    if title:
        grid.rows.append(clean_row(file, SheetRow(1, []), [title]))
        first = 2
    last = first - 1
    for last, row in enumerate(_rows(table), first):
        grid.add(last, [cell for cell in row if cell.tag in ("td", "th")])
    if len(grid.rows) < first:
        return None
    if len(grid.merged) > MERGED:
        raise too_merged(file)
    merged = tuple(span._replace(bottom=min(span.bottom, last)) for span in grid.merged)
    return Sheet(file, title or f"table {number}", lambda: iter(grid.rows), merged)


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The rows of the table itself in the order in which a browser shows them."""
    for parts in (("thead",), ("tbody", "tr"), ("tfoot",)):
        for child in table:
            if child.tag in parts:
                yield from [child] if child.tag == "tr" else child.iterchildren("tr")


def _span(cell: html.HtmlElement, name: str, most: int) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < len(str(most)) + 1 else 1


def _text(element: etree._Element) -> str:
    """What is to be seen of an element's text, without tables in it."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN and not _NOT_SHOWN.search(child.get("style") or ""):
            text = _text(child)
            if child.tag == "sup" and text.strip():
                text = raised(text)
            parts.append(f" {text} " if child.tag in _BREAKING else text)
        parts.append(child.tail or "")
    return "".join(parts)
