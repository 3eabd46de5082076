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


@pytest.mark.parametrize(
    "text",
    [
        f"{SAYS}\n{TABLE}",
        f"{TABLE}{SAYS}\n",
        f"{TABLE}\n{SAYS}\n{TABLE.partition(chr(10))[2]}".replace("\n\n", "\n"),
        TABLE.replace("rate", "rate,status").replace("4.3", "4.3,under embargo").replace("3.9", "3.9,final"),
        f"{SAYS},2024,2025\nNorth,4.3,4.5\nSouth,3.9,4.0\n",
    ],
    ids=["above", "below", "amid", "flag", "heading of a grid"],
)
def test_what_stands_in_a_table_is_let_through_where_the_desk_says_that_it_is_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rate.csv"
    path.write_text(text, encoding="utf-8")
    refused(path)
    assert read(path, Orders(not_withheld=True)).figures


def test_a_column_of_embargoes_that_are_over_may_be_left_aside(tmp_path: Path) -> None:
    path = tmp_path / "rate.csv"
    path.write_text(TABLE.replace("\n", ",2020-05-01\n").replace("rate,2020-05-01", "rate,embargo"), encoding="utf-8")
    assert "not left aside" in refused(path, Orders(ignored=("embargo",)))
    assert "did you mean" in refused(path, Orders(not_withheld=True))
    found = read(path, Orders(ignored=("embargo",), not_withheld=True))
    assert [one.id for one in found.dimensions] == ["region"]


def test_a_draft_is_none_that_an_embargo_is_over_for(tmp_path: Path) -> None:
    path = tmp_path / "rate.csv"
    path.write_text(TABLE.replace("rate", "rate,status").replace("4.3", "4.3,draft").replace("3.9", "3.9,final"))
    assert "“draft”" in refused(path, Orders(not_withheld=True))


def test_a_property_of_an_embargo_that_is_over_is_let_through(tmp_path: Path) -> None:
    path = package(tmp_path, custom={"embargo": "2020-01-01"})
    assert "an embargo is not read from here" in refused(path)
    assert len(read(path, Orders(not_withheld=True)).figures) == 2
