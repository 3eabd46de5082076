"""What a file says beside its tables: names, comments, properties, page headers, the text around a table."""

from __future__ import annotations

import codecs
import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bot.ingest.files import limits
from bot.ingest.files.kinds import BROKEN_ZIP, Kind
from bot.ingest.files.unpacking import Part

_MOST = 64 * limits.MEGABYTE
_TAIL = limits.MEGABYTE
_TAG = re.compile(r"<(?!!--)[^<>]*>|<!--|-->")
_VALUE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TABLES = re.compile(r"<(table|script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_NOTES = re.compile(r"<(?:\w+:)?annotation\b.*?</(?:\w+:)?annotation\s*>", re.DOTALL)
_CELLS = re.compile(r"(?:^|/)(?:sharedstrings|styles|theme\d*|calcchain|workbook)\.xml$|/theme/")
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_END = b"sheetData>"
_RUN = re.compile(r"[A-Za-z0-9À-ÿ][A-Za-z0-9À-ÿ_ \t.,:;'’()/-]{4,}")


class Said(NamedTuple):
    """A text, and where it stands; `is_secret`: it says so by the name that it stands under."""

    where: str
    text: str
    is_secret: bool = False


def said_beside(part: Part) -> Iterator[Said]:
    """The texts of one file that are in no cell of its sheets; of JSON none. What is not sound is passed over: whoever
    reads the cells tells."""
    yield Said("the file's name", part.name)
    try:
        match part.kind:
            case Kind.XLSX | Kind.ODS:
                yield from _packed(part.path)
            case Kind.XLS:
                yield from _old(part.path)
            case Kind.HTML:
                for text in _words(_TABLES.sub(" ", _decoded(part.path.read_bytes()))):
                    yield Said("the page, beside its tables", text)
            case _:
                return
    except BROKEN_ZIP:
        return


def _packed(path: Path) -> Iterator[Said]:
    if not zipfile.is_zipfile(path):
        for note in _NOTES.finditer(_decoded(path.read_bytes())):
            yield from (Said("a comment of a cell", text) for text in _words(note[0]))
        return
    with zipfile.ZipFile(path) as archive:
        yield Said("the properties of the workbook", archive.comment.decode("utf-8", "replace"))
        for member in archive.infolist():
            name = member.filename.lstrip("/").casefold()
            if not name.endswith((".xml", ".vml")):
                continue
            if _SHEET.search(name):
                yield from (Said("the header or footer of a page", text) for text in _words(_tail(archive, member)))
            elif member.file_size <= _MOST and (not _CELLS.search(name) or name == "styles.xml"):
                content = _decoded(archive.read(member))
                found = _NOTES.findall(content) if name == "content.xml" else None
                texts = [note[0] for note in _NOTES.finditer(content)] if found is not None else [content]
                yield from (Said(_place(name), text) for one in texts for text in _words(one))


def _tail(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    """What stands behind the rows of a sheet."""
    rest = b""
    with archive.open(member) as file:
        while chunk := file.read(limits.MEGABYTE):
            rest = (rest + chunk)[-2 * _TAIL :]
    return _decoded(rest.rpartition(_END)[2])


def _place(name: str) -> str:
    if "comment" in name or name == "content.xml":
        return "a comment of a cell"
    if name.startswith("docprops/") or name == "meta.xml":
        return "the properties of the workbook"
    return "the header or footer of a page" if name == "styles.xml" else f"a part of the workbook ({name})"


def _old(path: Path) -> Iterator[Said]:
    """Runs of text anywhere in a workbook of before 2007, cells too."""
    content = path.read_bytes()
    for text in (content.decode("latin-1"), *(content[at:].decode("utf-16-le", "replace") for at in (0, 1))):
        yield from (Said("the workbook", run[0]) for run in _RUN.finditer(text))


def _words(markup: str) -> Iterator[str]:
    """The texts of markup, and the values of its attributes."""
    for text in _TAG.split(markup):
        if text.strip():
            yield " ".join(html.unescape(text).split())
    for tag in _TAG.finditer(markup):
        yield from (html.unescape(one or other) for one, other in _VALUE.findall(tag[0]) if one or other)


def _decoded(content: bytes) -> str:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if wide else "utf-8", "replace")
