"""Key dates as CSV: the table `key_dates` of a data package."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bot.calendar.exchange.clean import clean
from bot.domain import KeyDate
from bot.ingest.batch import Batch
from bot.ingest.concepts import Concepts
from bot.ingest.faults import Faults
from bot.ingest.resources import RESOURCES
from bot.ingest.table import read_table
from bot.ingest.withholding import EMBARGO
from bot.ledger.embargoes import is_on
from bot.zones import local_time

_COLUMNS = ("key_date", "label", "alt_labels", "at", "zone", "status", "source", "locator", "brings", EMBARGO)

_FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet takes for a formula."""
_TEXT = "'"
"""Before it, the cell is text."""


def read_table_of_dates(path: Path) -> Batch:
    """Raises LedgerUnreadable or ImportRefused. Sources and indicators are those of the ledger it goes to."""
    faults = Faults()
    concepts = Concepts.named_by(str)
    resource = RESOURCES["key_dates"]
    for row in read_table(path, path.name, resource.shape, faults).rows:
        resource.define(replace(row, cells={name: _unmarked(cell) for name, cell in row.cells.items()}), concepts)
    faults.refuse_if_any()
    lines = {("key_dates", id_): (path.name, line) for id_, line in concepts.key_dates.lines.items()}
    return Batch(key_dates=tuple(concepts.key_dates.items.values()), lines=lines)


def write_table(key_dates: Iterable[KeyDate], now: datetime) -> str:
    """With a header, and lines that end as RFC 4180 says. No cell is a formula to a spreadsheet."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    rows.writerows(map(_marked, _row(key_date, now)) for key_date in key_dates)
    return text.getvalue()


def _marked(cell: str) -> str:
    """Whoever writes a title must not make a spreadsheet calculate, open or send something."""
    said = clean(cell)
    return f"{_TEXT}{said}" if _is_formula(said) else said


def _unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith(_TEXT) and _is_formula(cell[1:]) else cell


def _is_formula(cell: str) -> bool:
    """Also with a sign of full width, which some spreadsheets read as the plain one."""
    return unicodedata.normalize("NFKC", cell[:1]).startswith(_FORMULA)


def _row(key_date: KeyDate, now: datetime) -> tuple[str, ...]:
    """An embargo that is over is nobody's concern."""
    until = key_date.embargo_until
    return (
        key_date.id,
        key_date.label,
        "|".join(key_date.alt_labels),
        _at(key_date),
        key_date.zone or "",
        key_date.status.value,
        key_date.source or "",
        key_date.locator or "",
        key_date.brings or "",
        until.isoformat() if is_on(until, now) else "",
    )


def _at(key_date: KeyDate) -> str:
    """With the offset from UTC where there is a time, so that one that comes twice is told apart."""
    if key_date.at_time is None or key_date.zone is None:
        return key_date.at.iso
    local = local_time(key_date.at_time, key_date.zone)
    offset = local - key_date.at_time.replace(tzinfo=None)
    minutes = round(offset.total_seconds() / 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"{local.isoformat(timespec='minutes')}{sign}{hours:02}:{rest:02}"
