"""An embargo that a file announces beside its tables refuses it, wherever it stands."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty

from bot.errors import ImportRefused
from bot.ingest import Orders, read
from bot.ingest.instants import is_instant

SAYS = "EMBARGOED until 1 January 2099"
TABLE = "region,year,rate\nNorth,2024,4.3\nSouth,2024,3.9\n"
UNTIL = "2099-01-01T00:00Z"


def _sheet(book: openpyxl.Workbook, text: str, state: str = "visible") -> None:
    sheet = book.create_sheet("Notes")
    sheet.append([text])
    sheet.sheet_state = state


PLACES: dict[str, Callable[[openpyxl.Workbook], object]] = {
    "name": lambda book: setattr(book.active, "title", "Embargoed 1 Jan 2099"),
    "sheet": lambda book: _sheet(book, SAYS),
    "hidden": lambda book: _sheet(book, SAYS, "hidden"),
    "german": lambda book: _sheet(book, "Sperrfrist: 1. Januar 2099"),
    "secret": lambda book: _sheet(book, "STRICTLY CONFIDENTIAL"),
    "comment": lambda book: setattr(book.active["B2"], "comment", Comment(SAYS, "Office")),
    "property": lambda book: setattr(book.properties, "title", SAYS),
    "custom": lambda book: book.custom_doc_props.append(StringProperty(name="Embargo", value="2099-01-01")),
    "header": lambda book: setattr(book.active.oddHeader.center, "text", SAYS),
}


def workbook(folder: Path, change: Callable[[openpyxl.Workbook], object], name: str = "rate.xlsx") -> Path:
    book = openpyxl.Workbook()
    for row in (["Region", 2024, 2025], ["North", 4.3, 4.5], ["South", 3.9, 4.0]):
        book.active.append(row)
    change(book)
    book.save(folder / name)
    return folder / name


def package(folder: Path, **said: object) -> Path:
    (folder / "d.csv").write_text(TABLE, encoding="utf-8")
    fields = [{"name": "region", "type": "string"}, {"name": "year", "type": "year"}]
    fields.append({"name": "rate", "type": "number"})
    resource = {"name": "d", "path": "d.csv", "schema": {"fields": fields}}
    body = {"name": "x", "resources": [resource], **said}
    (folder / "datapackage.json").write_text(json.dumps(body), encoding="utf-8")
    return folder


def refused(path: Path, orders: Orders | None = None) -> str:
    with pytest.raises(ImportRefused) as error:
        read(path, orders)
    return "\n".join(error.value.lines)


@pytest.mark.parametrize("place", PLACES)
def test_in_a_workbook(tmp_path: Path, place: str) -> None:
    told = refused(workbook(tmp_path, PLACES[place]))
    assert "withhold the figures" in told
    assert "--not-withheld" in told


def test_in_the_name_of_the_file(tmp_path: Path) -> None:
    assert "the file's name" in refused(workbook(tmp_path, lambda _: None, "EMBARGOED_until_2099.xlsx"))


@pytest.mark.parametrize(
    "page",
    [f"<p>{SAYS}</p>{{}}", "<meta name='embargo' content='2099-01-01'>{}", f"<title>{SAYS}</title>{{}}",
     f"{{}}<!-- {SAYS} -->"],
)  # fmt: skip
def test_around_the_table_of_a_page(tmp_path: Path, page: str) -> None:
    table = "<table><tr><th>Region</th><th>2024</th></tr><tr><td>North</td><td>4.3</td></tr></table>"
    path = tmp_path / "rate.html"
    path.write_text(f"<html><body>{page.format(table)}</body></html>", encoding="utf-8")
    assert "the page, beside its tables" in refused(path)


@pytest.mark.parametrize(
    "said",
    [{"description": SAYS}, {"title": SAYS}, {"accessRights": "restricted"}, {"accessLevel": "non-public"},
     {"licenses": [{"name": "x", "title": SAYS}]}],
)  # fmt: skip
def test_in_the_description_of_a_package(tmp_path: Path, said: dict[str, object]) -> None:
    assert "the property" in refused(package(tmp_path, **said))


def test_a_day_of_release_is_handed_on(tmp_path: Path) -> None:
    found = read(package(tmp_path, custom={"releaseDate": "2099-01-01"})).releases
    assert [one.day.isoformat() for one in found] == ["2099-01-01"]


def test_in_a_text_beside_the_table(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "rate.zip", "w") as archive:
        archive.writestr("rate.csv", TABLE)
        archive.writestr("README.txt", f"Please note\n{SAYS}\n")
    assert "README.txt" in refused(tmp_path / "rate.zip")


def test_it_is_recorded_where_the_desk_says_until_when_or_that_it_is_over(tmp_path: Path) -> None:
    path = workbook(tmp_path, PLACES["name"])
    assert is_instant(UNTIL)
    held = read(path, Orders(columns={"embargo_until": UNTIL})).figures
    assert {one.embargo_until for one in held} == {datetime(2099, 1, 1, tzinfo=UTC)}
    assert len(read(path, Orders(not_withheld=True)).figures) == 4


def test_a_workbook_that_says_nothing_of_it_is_read(tmp_path: Path) -> None:
    assert len(read(workbook(tmp_path, lambda _: None)).figures) == 4
