"""Every place beside the figures where an embargo may be announced: all of them refuse, and none once it is over."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.errors import ImportRefused
from bot.ingest import Orders, read
from tests.files.makers.ods import ods
from tests.files.makers.xls import xls

SAYS = "Embargoed until 09:30 on 4 May 2099"
TABLE = "town,year,births\nElm,2024,41\nAsh,2024,52\n"
_SHEETS: dict[str, Any] = {"sheets": [{"name": "Births", "rows": [["Town", "2024"], ["Elm", 41], ["Ash", 52]]}]}
_FIELDS = [
    {"name": "town", "type": "string"},
    {"name": "year", "type": "year"},
    {"name": "births", "type": "integer"},
]

Write = Callable[[Path], Path]


def _file(name: str, content: bytes | str) -> Write:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder / name

    return write


def _zip(*, comment: str = "", of_member: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        member = zipfile.ZipInfo("births.csv")
        member.comment = of_member.encode()
        archive.writestr(member, TABLE)
        archive.comment = comment.encode()
    return held.getvalue()


def _gzip(name: str) -> bytes:
    held = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=held) as packed:
        packed.write(TABLE.encode())
    return held.getvalue()


def _own(said: dict[str, Any], resource: dict[str, Any], table: str = "", **files: Any) -> Write:
    """A package in the desk's own layout."""

    def write(folder: Path) -> Path:
        text = table or "indicator,town,period,value\nbirths,Elm,2024,41\nbirths,Ash,2024,52\n"
        (folder / "observations.csv").write_text(text, encoding="utf-8")
        for name, body in files.items():
            (folder / f"{name}.json").write_text(json.dumps(body), encoding="utf-8")
        listed = [{"name": "observations", "path": "observations.csv", **resource}]
        body = {"name": "births", **said, "resources": listed}
        (folder / "datapackage.json").write_text(json.dumps(body), encoding="utf-8")
        return folder

    return write


def _package(resource: dict[str, Any], table: str = TABLE, name: str = "d.csv", **files: Any) -> Write:
    def write(folder: Path) -> Path:
        (folder / name).write_text(table, encoding="utf-8")
        for file, body in files.items():
            (folder / f"{file}.json").write_text(json.dumps(body), encoding="utf-8")
        listed = [{"name": "d", "path": name, "schema": {"fields": _FIELDS}, **resource}]
        (folder / "datapackage.json").write_text(json.dumps({"name": "x", "resources": listed}), encoding="utf-8")
        return folder

    return write


def _schema_beside(said: dict[str, Any]) -> Write:
    def write(folder: Path) -> Path:
        (folder / "births.schema.json").write_text(json.dumps({"fields": _FIELDS, **said}), encoding="utf-8")
        (folder / "births.csv").write_text(TABLE, encoding="utf-8")
        return folder / "births.csv"

    return write


def _cube(of_dimension: dict[str, Any] | None = None, **said: Any) -> Write:
    town = {"category": {"index": ["elm", "ash"]}, **(of_dimension or {})}
    body = {"class": "dataset", "version": "2.0", "id": ["town"], "size": [2], "value": [41, 52], "label": "Births",
            "dimension": {"town": town}, **said}  # fmt: skip
    return _file("births.json", json.dumps(body))


def _ods(member: str, xml: str) -> bytes:
    held = io.BytesIO(ods(_SHEETS))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(member, xml)
    return held.getvalue()


def _ods_noted() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods(_SHEETS))) as book, zipfile.ZipFile(held, "w") as archive:
        for member in book.infolist():
            content = book.read(member)
            if member.filename == "content.xml":
                note = f"<office:annotation><text:p>{SAYS}</text:p></office:annotation>".encode()
                content = content.replace(b"<text:p>Elm", note + b"<text:p>Elm")
                assert note in content
            archive.writestr(member, content)
    return held.getvalue()


def _property(text: str) -> bytes:
    """A title, as a workbook of before 2007 keeps it among its properties."""
    encoded = text.encode("cp1252") + b"\0"
    return struct.pack("<HHL16xL", 0xFFFE, 0, 2, 1) + struct.pack("<LL", 30, len(encoded)) + encoded


_PAGE = (
    "<s xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:text='urn:oasis:names:tc:opendocument:"
    f"xmlns:text:1.0'><style:header><text:p>{SAYS}</text:p></style:header></s>"
)
PLACES: dict[str, Write] = {
    "archive": _file("births.zip", _zip(comment=SAYS)),
    "member of an archive": _file("births.zip", _zip(of_member=SAYS)),
    "name a file was packed under": _file("births.csv.gz", _gzip("births_EMBARGOED.csv")),
    "own: description": _own({"description": SAYS}, {}),
    "own: title": _own({"title": f"Births. {SAYS}"}, {}),
    "own: notes": _own({"notes": [{"text": SAYS}]}, {}),
    "own: access": _own({"accessRights": "restricted"}, {}),
    "own: resource": _own({}, {"description": SAYS}),
    "own: field": _own({}, {"schema": {"fields": [{"name": "indicator"}, {"name": "value", "description": SAYS}]}}),
    "own: schema in a file": _own({}, {"schema": "s.json"}, s={"fields": [{"name": "value"}], "description": SAYS}),
    "own: comment": _own(
        {}, {"dialect": {"commentChar": "#"}}, f"# {SAYS}\nindicator,period,value\nbirths,2024,41\n# end\n"
    ),
    "package: resource": _package({"description": SAYS}),
    "package: name of a file": _package({}, name="births_embargoed.csv"),
    "package: schema in a file": _package({"schema": "s.json"}, s={"fields": _FIELDS, "description": SAYS}),
    "package: comment": _package({"dialect": {"commentChar": "#"}}, f"{TABLE}# {SAYS}\n"),
    "package: over the header": _package({"dialect": {"headerRows": [2]}}, f'"{SAYS}",,\n{TABLE}'),
    "schema beside a table": _schema_beside({"description": SAYS}),
    "field of such a schema": _schema_beside({"fields": [*_FIELDS[:2], {**_FIELDS[2], "description": SAYS}]}),
    "cube: note": _cube(note=[SAYS]),
    "cube: extension": _cube(extension={"office": {"contact": SAYS}}),
    "cube: label": _cube(label=SAYS),
    "cube: note of a dimension": _cube({"note": [SAYS]}),
    "cube: note of a category": _cube({"category": {"index": ["elm", "ash"], "note": {"elm": [SAYS]}}}),
    "XLS: property": _file("births.xls", xls({**_SHEETS, "streams": {"\x05SummaryInformation": _property(SAYS)}})),
    "XLS: in German": _file("births.xls", xls({**_SHEETS, "streams": {"P": _property("Nicht zur Veröffentlichung")}})),
    "XLS: wide": _file("births.xls", xls({**_SHEETS, "streams": {"P": SAYS.encode("utf-16-le")}})),
    "ODS: property": _file("births.ods", _ods("meta.xml", f"<m><dc:title>{SAYS}</dc:title></m>")),
    "ODS: named property": _file("births.ods", _ods("meta.xml", "<m><meta:user-defined meta:name='Embargo'/></m>")),
    "ODS: page": _file("births.ods", _ods("styles.xml", _PAGE)),
    "ODS: comment": _file("births.ods", _ods_noted()),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_it_is_refused_until_the_desk_says_that_it_is_over(tmp_path: Path, place: str) -> None:
    path = PLACES[place](tmp_path)
    with pytest.raises(ImportRefused) as error:
        read(path)
    (told,) = error.value.lines
    assert "seems to withhold the figures" in told
    assert "--not-withheld" in told
    assert read(path, Orders(not_withheld=True)).figures


_ABOUT = "Arms embargoes in force"
HARMLESS: dict[str, Write] = {
    "own": _own({"title": _ABOUT, "description": "How many are in force."}, {"description": _ABOUT}),
    "package": _package({"title": _ABOUT}),
    "schema": _schema_beside({"title": _ABOUT}),
    "cube": _cube(note=["Sin embargo, son provisionales"]),
    "archive": _file("births.zip", _zip(comment="Packed by the press office")),
    "xls": _file("births.xls", xls({**_SHEETS, "streams": {"P": _property(_ABOUT)}})),
    "ods": _file("births.ods", _ods("meta.xml", f"<m><dc:title>{_ABOUT}</dc:title></m>")),
}


@pytest.mark.parametrize("place", HARMLESS)
def test_what_says_nothing_of_it_is_read(tmp_path: Path, place: str) -> None:
    assert read(HARMLESS[place](tmp_path)).figures


def test_an_own_package_with_a_column_of_embargoes_says_until_when(tmp_path: Path) -> None:
    table = "indicator,period,value,embargo_until\nbirths,2024,41,2099-05-04T09:30Z\n"
    path = _own({"description": SAYS}, {}, table)(tmp_path)
    assert [figure.embargo_until is not None for figure in read(path).figures] == [True]


def test_a_day_of_release_of_an_own_package_is_handed_on(tmp_path: Path) -> None:
    path = _own({"custom": {"releaseDate": "2099-05-04"}}, {})(tmp_path)
    assert [one.day.isoformat() for one in read(path).releases] == ["2099-05-04"]
    assert read(path, Orders(not_withheld=True)).releases == ()
