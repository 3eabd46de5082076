"""Why a file may hold no table that can be read: its first cell that is a number or would be, and cannot be one."""

from __future__ import annotations

from itertools import islice

from bot.ingest.cells.broken import is_error, is_formula
from bot.ingest.cells.numbers import is_duration, is_too_long, require_number
from bot.ingest.faults import BadCell
from bot.ingest.files import Opened
from bot.ingest.sheets import cell_name
from bot.ingest.words import quoted

_ROWS = 1000
"""Rows of each sheet that are looked over."""


def amiss_in(file: Opened) -> str | None:
    """A sentence about the first such cell of the file, with its place and what to do; None where there is none."""
    for sheet in file:
        for row in islice(sheet.rows(), _ROWS):
            for column, text in enumerate(row.cells):
                if bad := _wrong_with(text):
                    where = sheet.file if sheet.name is None else f"{sheet.file}, sheet {quoted(sheet.name)}"
                    return f"{where}, cell {cell_name(row.number, column)}: {bad.wrong}; {bad.right}"
    return None


def _wrong_with(text: str) -> BadCell | None:
    if not (is_formula(text) or is_error(text) or is_too_long(text) or is_duration(text)):
        return None
    try:
        require_number(text)
    except BadCell as bad:
        return bad
    return None
