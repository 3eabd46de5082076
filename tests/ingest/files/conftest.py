"""Files of every kind, made by the tests, and what is read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import LedgerUnreadable
from bot.ingest.files import opened
from bot.ingest.sheets import SheetRow


def rows_of(path: Path) -> list[SheetRow]:
    """The rows of the only sheet in a file."""
    with opened(path) as file:
        (sheet,) = file
        return list(sheet.rows())


def cells_of(path: Path) -> list[list[str]]:
    return [row.cells for row in rows_of(path)]


def refusal_of(path: Path) -> str:
    """The sentence with which a file is refused, be it while it is opened or while it is read."""
    with pytest.raises(LedgerUnreadable) as refused:
        _read(path)
    return str(refused.value)


def _read(path: Path) -> None:
    with opened(path) as file:
        for sheet in file:
            for _ in sheet.rows():
                pass
