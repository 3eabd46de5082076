"""What every format makes of a cell: its text with single spaces, how deep it stands, and no control characters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.errors import LedgerUnreadable
from bot.ingest.faults import BadCell
from bot.ingest.files import limits
from bot.ingest.sheets import SheetRow, cell_name
from bot.ingest.table import typed

_SHORT = 100
"""Characters of cells that are worth keeping: labels come again and again."""
_cleaned = lru_cache(maxsize=32_768)(typed)


def clean(text: str) -> str:
    """Raises BadCell where the text holds a control character or is too long."""
    if len(text) <= _SHORT:
        plain = text.isascii() and text.isprintable() and " " not in text
        return text if plain else _cleaned(text)
    if len(text) > limits.CELL:
        raise BadCell(f"the cell has more than {limits.CELL:,} characters", "shorten it")
    return typed(text)


def indent_of(text: str) -> int:
    """How many spaces a label begins with; numbers are only set to the right by theirs."""
    bare = text.lstrip(" \t\u00a0")
    return len(text) - len(bare) if bare[:1].isalpha() else 0


def clean_row(file: str, row: SheetRow, texts: Sequence[str]) -> SheetRow:
    """The row with these texts as its cells, and the indents of those that begin with spaces.

    Raises LedgerUnreadable with the place of a cell that cannot be read.
    """
    indents = dict(row.indents)
    for column, text in enumerate(texts):
        if text[:1].isspace() and (indent := indent_of(text)):
            indents[column] = indents.get(column, 0) + indent
        try:
            row.cells.append(clean(text))
        except BadCell as bad:
            where = cell_name(row.number, column) if row.line is None else f"line {row.line}, cell {column + 1}"
            raise LedgerUnreadable(f"{file}, {where}: {bad}") from None
    row.indents = indents
    return row


def trimmed(row: SheetRow) -> SheetRow | None:
    """The row up to its last cell that is not blank; None where all are."""
    while row.cells and not row.cells[-1]:
        row.cells.pop()
    filled = {column for column, cell in enumerate(row.cells) if cell}
    row.typed &= filled
    row.bold &= filled
    return row if row.cells else None
