"""Files that must end in one clear sentence, and those of them that are made when a test runs."""

from __future__ import annotations

import gzip
import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from tests.files.makers.archive import zipped

HERE = Path(__file__).parents[1] / "files" / "hostile"
_MEGABYTE = 1024 * 1024
_SMALL = "Town,2020,2021\nAsherby,12,13\nBorrow,4,5\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A file, the codes that the command may exit with, and patterns of what it has to say."""

    file: str
    exits: tuple[int, ...]
    says: tuple[str, ...]

    @property
    def is_package(self) -> bool:
        """Whether it is a folder, which is called after the descriptor in it."""
        return (HERE / self.file).is_dir()

    def path(self, folder: Path) -> Path:
        """Where the file is: beside its list, or made in the folder."""
        there = HERE / self.file
        if there.exists():
            return there
        made = folder / self.file
        _MADE[self.file](made)
        return made


def cases() -> Iterator[Case]:
    for line in (HERE / "cases.jsonl").read_text("utf-8").splitlines():
        body = json.loads(line)
        yield Case(body["file"], tuple(body["exit"]), tuple(body["says"]))


def made() -> frozenset[str]:
    return frozenset(_MADE)


def open_cases() -> frozenset[str]:
    """Those that do not end as they should yet."""
    return frozenset((HERE / "open.txt").read_text("utf-8").splitlines())


def _zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("figures.csv", "w") as member:
        _fill(member.write, b"Town,2020\n", b"Asherby,12\n")


def _gzip_bomb(path: Path) -> None:
    with gzip.open(path, "wb") as out:
        _fill(out.write, b"Town,2020\n", b"Asherby,12\n")


def _fill(write: Callable[[bytes], object], head: bytes, line: bytes) -> None:
    """Writes 1 GB that is some thousandths of that when it is packed."""
    write(head)
    block = line * (_MEGABYTE // len(line))
    for _ in range(1024):
        write(block)


def _workbook_bomb(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(_workbook([["Town", 2020], ["Asherby", 12]]))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    sheet = members.pop("xl/worksheets/sheet1.xml")
    head, tail = sheet.split(b"<sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            _fill(member.write, head + b"<sheetData>", b"<row><c><v>1</v></c></row>\n")
            member.write(tail)


def _entities(path: Path) -> None:
    """A billion laughs: entities of entities, in a workbook's XML."""
    names = "".join(f'<!ENTITY e{each} "{f"&e{each - 1};" * 10}">' for each in range(1, 10))
    content = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "laugh">{names}]>'
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
        "&e9;</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    path.write_bytes(zipped({"mimetype": kind, "content.xml": content.encode()}, stored=("mimetype",)))


def _encrypted_zip(path: Path) -> None:
    """A zip whose entry has the flag of a password."""
    content = bytearray(zipped({"fires.csv": _SMALL.encode()}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


def _wide(path: Path) -> None:
    cells = [str(each) for each in range(16384)]
    path.write_text(",".join(f"c{each}" for each in cells) + "\n" + ",".join(cells) + "\n" + ",".join(cells) + "\n")


def _wide_workbook(path: Path) -> None:
    path.write_bytes(_workbook([[f"c{each}" for each in range(16384)], list(range(16384)), list(range(16384))]))


def _workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _macros(path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(_workbook([["Town", 2020], ["Asherby", 12], ["Borrow", 4]]))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    plain, macros = (
        b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main",
        b"vnd.ms-excel.sheet.macroEnabled.main",
    )
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(plain, macros)
    path.write_bytes(zipped({**members, "xl/vbaProject.bin": b"Sub Auto_Open()"}))


def _many_sheets(path: Path) -> None:
    book = Workbook()
    for number in range(300):
        book.create_sheet(f"Sheet {number}").append(["Town", 2020])
        book.worksheets[-1].append(["Asherby", number])
    book.save(path)


def _noise(path: Path) -> None:
    path.write_bytes(random.Random(16).randbytes(200_000))  # Seeded: it is the same noise each time.


def _noise_behind(head: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(head + random.Random(16).randbytes(200_000))


_MADE: dict[str, Callable[[Path], object]] = {
    "bomb.zip": _zip_bomb,
    "bomb.csv.gz": _gzip_bomb,
    "bomb.xlsx": _workbook_bomb,
    "bomb.ods": _entities,
    "encrypted.zip": _encrypted_zip,
    "wide.csv": _wide,
    "wide.xlsx": _wide_workbook,
    "million-digits.csv": lambda path: path.write_text(
        f"Town,2020,2021\nAsherby,12,13\nBorrow,4,{'7' * 1_000_000}\nCorve,3,3\n"
    ),
    "long-cell.csv": lambda path: path.write_text(f"{_SMALL}{'word ' * 1_000_000},3,3\n"),
    "noise.csv": _noise,
    "noise.json": _noise,
    "noise.xlsx": _noise_behind(b"PK\x03\x04"),
    "noise.ods": _noise_behind(b"PK\x03\x04"),
    "noise.zip": _noise_behind(b"PK\x03\x04"),
    "deep.json": lambda path: path.write_text("[" * 100_000 + "]" * 100_000),
    "deep.html": lambda path: path.write_text("<table><tr><td>" * 20_000),
    "macros.xlsm": _macros,
    "many-sheets.xlsx": _many_sheets,
    "not-there.csv": lambda _: None,
    "a folder": Path.mkdir,
}
