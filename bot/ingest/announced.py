"""Announcements of an embargo or of secrecy that stand beside the tables of a file: it is refused, for nothing of it
would be held back by them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from bot.errors import LedgerUnreadable
from bot.ingest.batch import Release
from bot.ingest.days_to_come import day_beside
from bot.ingest.described.texts import texts_of_document
from bot.ingest.embargo_words import announces_embargo, day_of_release
from bot.ingest.faults import Faults
from bot.ingest.files import Opened, Part, sheets_of
from bot.ingest.files.kinds import Kind
from bot.ingest.files.margins import Said, said_beside
from bot.ingest.lines_beside import texts_of_line
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet
from bot.ingest.withholding import EMBARGO, SAY_EMBARGO
from bot.ingest.words import quoted

_RELEASING = frozenset({"release", "released", "available", "publication", "published", "issued", "embargo", "public"})
_BY_HAND = ("a comment", "the properties of the workbook", "the header or footer", "the sheet")
"""Where people write, and no program notes days of its own."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def refuse_announced(file: Opened, readings: Collection[Reading], orders: Orders, faults: Faults) -> None:
    """Notes the first text of each part, beside what is read as a table, that announces an embargo or secrecy, unless
    an embargo is said of every table, or the desk says that it is over."""
    if orders.not_withheld or (readings and all(EMBARGO in one.columns for one in readings)):
        return
    read = {(one.file, one.sheet) for one in readings}
    note_first((Said("a comment of the archive", one) for one in file.comments), file.name, faults)
    for part in file.parts:
        note_first(_said(part, read), part.name, faults)
    note_first((Said("a file in it", loss) for loss in file.losses), file.name, faults)


def releases_of(file: Opened, orders: Orders) -> Iterator[Release]:
    """The days that documents in JSON say they are released on, unless the desk says when, or that it is over."""
    if orders.not_withheld or EMBARGO in orders.columns:
        return
    for part in file.parts:
        yield from released_in(texts_of_document(part), part.name)


def released_in(texts: Iterable[Said], file: str) -> Iterator[Release]:
    """The days that texts say something is released on."""
    for said in texts:
        if (day := _day(said)) is not None:
            yield Release(file, said.where, day)


def _day(said: Said) -> date | None:
    words = set(re.findall(r"[A-Z]?[a-z]+", said.where))
    if {word.casefold() for word in words}.isdisjoint(_RELEASING) or not _ISO.match(said.text):
        return None
    try:
        return date.fromisoformat(said.text[:10])
    except ValueError:
        return None


def note_first(texts: Iterable[Said], file: str, faults: Faults, right: str = SAY_EMBARGO) -> None:
    """Notes the first of the texts that announces an embargo or secrecy, and the days of release before it; `right` is
    what to do about it."""
    for found in texts:
        if found.is_secret or announces_embargo(found.text):
            wrong = f"{found.where} seems to withhold the figures ({quoted(found.text)}), and would not"
            faults.add(file, None, None, wrong, right)
            return
        if (day := day_of_release(found.text)) is not None:
            faults.releases.append(Release(file, f"{found.where} ({quoted(found.text)})", day))
        elif found.where.startswith(_BY_HAND) and (day := day_beside(found.text)) is not None:
            faults.releases.append(Release(file, f"{found.where} ({quoted(found.text)})", day, is_guess=True))


def _said(part: Part, read: Collection[tuple[str, str | None]]) -> Iterator[Said]:
    yield from said_beside(part)
    yield from texts_of_document(part)
    if part.kind is Kind.JSON:
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
    yield from (Said(where, text) for row in sheet.rows() for text in texts_of_line(row.cells))
