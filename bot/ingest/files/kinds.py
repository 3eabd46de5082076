"""What a file is, told by its content: names lie."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path

from bot.errors import LedgerUnreadable
from bot.ingest.files.refusals import damaged

_HEAD = 65_536
BROKEN_ZIP = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError)
"""What reading a zip file raises where it is not sound; NotImplementedError is a RuntimeError."""
_CSV = "save the table as .xlsx or .csv and import that"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00", b"\x09\x08\x10\x00")
_GZIP = b"\x1f\x8b"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF", "ask for the table behind it, or copy it into a spreadsheet and import that"),
    (b"\x89PNG", "a picture (PNG)", "ask for the table behind it"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "ask for the table behind it"),
    (b"GIF8", "a picture (GIF)", "ask for the table behind it"),
    (b"RIFF", "a picture, sound or film", "ask for the table behind it"),
    (b"{\\rtf", "a text document (RTF)", _CSV),
    (b"PAR1", "a Parquet file", "write it out as CSV and import that"),
    (b"ARROW1", "an Arrow file", "write it out as CSV and import that"),
    (b"SQLite format 3\0", "a SQLite database", "write the table out as CSV and import that"),
    (b"$FL2", "an SPSS file", "write it out as CSV and import that"),
    (b"<stata_dta>", "a Stata file", "write it out as CSV and import that"),
    (b"Rar!", "a RAR archive", "unpack it and import the files in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it and import the files in it"),
    (b"BZh", "a bzip2 archive", "unpack it and import the files in it"),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it and import the files in it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it and import the files in it"),
)
"""How files begin that hold no table the desk can read, what they are, and what to do."""
_TAR = (257, b"ustar")
_OFFICE: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"xl/workbook\.bin"), "a binary workbook (.xlsb)", "save it as .xlsx and import that"),
    (re.compile(r"Index/.*\.iwa|Index\.zip"), "a Numbers document", "export it as Excel or CSV and import that"),
    (re.compile(r"word/document\.xml"), "a Word document", "copy the table into a spreadsheet and import that"),
    (re.compile(r"ppt/presentation\.xml"), "a PowerPoint file", "copy the table into a spreadsheet and import that"),
)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_MARKUP = re.compile(r"\s*<")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?xml|<!--|<!DOCTYPE|<[A-Za-z_][\w.-]*:?[\w.-]*[\s>/])")
_OLD_XML = re.compile(r"<(?:\w+:)?Workbook\b")
_FLAT_SHEET = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Kind(StrEnum):
    """The kinds of files that something can be read from, and the two that hold others."""

    TEXT = "text"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    JSON = "json"
    GZIP = "gzip"
    ZIP = "zip"


def kind_of(path: Path, name: str | None = None) -> Kind:
    """What the file at `path` holds, called `name` in messages.

    Raises LedgerUnreadable where it is empty or holds nothing that the desk reads. Whether the file is sound is not
    looked into.
    """
    name = name or path.name
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise LedgerUnreadable(f"{name} is empty; check that it was saved or downloaded whole")
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _zipped(path, name)
    if head.startswith(_GZIP):
        return Kind.GZIP
    if head.startswith((_OLE, *_BIFF)):
        return Kind.XLS
    for magic, what, right in _OTHERS:
        if head.startswith(magic):
            raise _no_table(name, what, right)
    at, magic = _TAR
    if head[at:].startswith(magic):
        raise _no_table(name, "a tar archive", "unpack it and import the files in it")
    return _written(head, name)


def _no_table(name: str, what: str, right: str) -> LedgerUnreadable:
    return LedgerUnreadable(f"{name} is {what}, whatever its name says; {right}")


def _written(head: bytes, name: str) -> Kind:
    """Which kind of text, by how it begins."""
    encoding = next((encoding for bom, encoding in _BOMS if head.startswith(bom)), "latin-1")
    text = head.decode(encoding, errors="replace").lstrip("\ufeff")
    if _JSON.match(text):
        return Kind.JSON
    if not _MARKUP.match(text):
        return Kind.TEXT
    if _FLAT_SHEET in text:
        return Kind.ODS
    if _OLD_XML.search(text):
        raise _no_table(name, "a workbook in the XML of Excel 2003", "open it, save it as .xlsx and import that")
    if _PAGE.search(text):
        return Kind.HTML
    if _XML.match(text):
        raise _no_table(name, "an XML file", "download the table as CSV or .xlsx and import that")
    return Kind.TEXT


def _zipped(path: Path, name: str) -> Kind:
    members = members_of(path, name)
    names = {member.filename.lstrip("/") for member in members}
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "content.xml" in names and "mimetype" in names:
        return _open_document(path, name)
    for pattern, what, right in _OFFICE:
        if any(map(pattern.fullmatch, names)):
            raise _no_table(name, what, right)
    return Kind.XLSX if _is_workbook(names) else Kind.ZIP


def _is_workbook(names: Collection[str]) -> bool:
    """Whether the parts are those of a workbook that keeps them under names of its own."""
    return {"[Content_Types].xml", "_rels/.rels"} <= set(names)


def _open_document(path: Path, name: str) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("mimetype") as file:
            kind = file.read(_HEAD).decode("ascii", errors="replace")
    except BROKEN_ZIP:
        raise damaged(name) from None
    if "spreadsheet" not in kind:
        raise _no_table(name, "an OpenDocument file without sheets", "save the table as .ods and import that")
    return Kind.ODS


def members_of(path: Path, name: str) -> list[zipfile.ZipInfo]:
    """What a zip file says that it holds. Raises LedgerUnreadable where it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except BROKEN_ZIP:
        raise damaged(name) from None
