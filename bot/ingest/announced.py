"""Announcements of an embargo or of secrecy that stand beside the tables of a file: it is refused, for nothing of it
would be held back by them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.batch import Release
from bot.ingest.described.file import File
from bot.ingest.described.strict_json import is_text, read_json
from bot.ingest.embargo_words import announces_embargo, says_secret
from bot.ingest.faults import Faults
from bot.ingest.files import Opened, Part, sheets_of
from bot.ingest.files.beside import Said, said_beside
from bot.ingest.files.kinds import Kind
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet
from bot.ingest.withholding import EMBARGO, SAY_EMBARGO
from bot.ingest.words import quoted

_RELEASING = frozenset({"release", "released", "available", "publication", "published", "issued", "embargo", "public"})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATA = frozenset({"value", "status", "index", "features", "data", "dimension"})
"""Names in JSON below which figures and their codes stand."""


def refuse_announced(file: Opened, readings: Collection[Reading], orders: Orders, faults: Faults) -> None:
    """Notes the first text of each part, beside what is read as a table, that announces an embargo or secrecy, unless
    an embargo is said of every table, or the desk says that it is over."""
    if orders.not_withheld or (readings and all(EMBARGO in one.columns for one in readings)):
        return
    read = {(one.file, one.sheet) for one in readings}
    for part in file.parts:
        _note(
            next((one for one in _said(part, read) if one.is_secret or announces_embargo(one.text)), None),
            part.name,
            faults,
        )
    for loss in file.losses:
        if announces_embargo(loss):
            _note(Said("a file in it", loss), file.name, faults)


def releases_of(file: Opened, orders: Orders) -> Iterator[Release]:
    """The days that documents in JSON say they are released on, unless the desk says when, or that it is over."""
    if orders.not_withheld or EMBARGO in orders.columns:
        return
    for part in file.parts:
        if part.kind is Kind.JSON:
            for said in _of_json(read_json(File.at(part.path, part.name))):
                if (day := _day(said)) is not None:
                    yield Release(part.name, said.where, day)


def _day(said: Said) -> date | None:
    words = set(re.findall(r"[A-Z]?[a-z]+", said.where))
    if {word.casefold() for word in words}.isdisjoint(_RELEASING) or not _ISO.match(said.text):
        return None
    try:
        return date.fromisoformat(said.text[:10])
    except ValueError:
        return None


def _note(found: Said | None, file: str, faults: Faults) -> None:
    if found is not None:
        wrong = f"{found.where} seems to withhold the figures ({quoted(found.text)}), and would not"
        faults.add(file, None, None, wrong, SAY_EMBARGO)


def _said(part: Part, read: Collection[tuple[str, str | None]]) -> Iterator[Said]:
    yield from said_beside(part)
    if part.kind is Kind.JSON:
        yield from _of_json(read_json(File.at(part.path, part.name)))
        return
    try:
        for sheet in sheets_of(part):
            yield from _of_sheet(sheet, read)
    except LedgerUnreadable:
        return  # Whoever reads its tables tells.


def _of_sheet(sheet: Sheet, read: Collection[tuple[str, str | None]]) -> Iterator[Said]:
    """The sheet's name, and, where no table is read from it, its cells."""
    name = sheet.name or ""
    yield Said("the name of a sheet", name)
    if any(file == sheet.file and (of or "").startswith(name) for file, of in read):
        return
    where = f"the sheet {quoted(name)}" if name else "the text"
    yield from (Said(where, cell) for row in sheet.rows() for cell in row.cells if cell)


def _of_json(body: Any, *names: str) -> Iterator[Said]:
    """The texts of a document that are no data of its tables; `names` are those of the properties it stands in."""
    name = names[-1] if names else ""
    if is_text(body):
        yield Said(f"the property {quoted(name)}", body, says_secret(names, body))
    elif isinstance(body, dict):
        for key, one in body.items():
            if key == "dimension" or key not in _DATA:
                yield from _of_json(_notes(one) if key == "dimension" else one, *names, key)
    elif isinstance(body, list) and not (not name and body and isinstance(body[0], dict | list)):
        for one in body:
            yield from _of_json(one, *names)


def _notes(dimensions: Any) -> Any:
    """Of the dimensions of a cube, all but the labels of their codes."""
    if not isinstance(dimensions, dict):
        return None
    return [
        {key: one.get("note") if key == "category" and isinstance(one, dict) else one for key, one in each.items()}
        for each in dimensions.values()
        if isinstance(each, dict)
    ]
