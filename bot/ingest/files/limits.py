"""How much of a file is taken in: what is larger is refused in a sentence before it can fill a disk or the memory."""

from __future__ import annotations

from pathlib import Path

from bot.errors import LedgerUnreadable

MEGABYTE = 1024 * 1024
UNPACKED = 2048 * MEGABYTE
"""Bytes that standard input or an archive may unpack to."""
RATIO = 200
"""How many times its size an archive may unpack to, beyond `RATIO_FROM` bytes: tables pack to a hundredth at most."""
RATIO_FROM = 64 * MEGABYTE
MEMBERS = 1000
"""Files in an archive."""
WHOLE = 64 * MEGABYTE
"""Bytes of a file that is read whole: a page, an .xls workbook."""
CELL = 131_072
"""Characters of a cell; the csv module's own limit."""
LINE = MEGABYTE
"""Bytes of a line of text, roughly."""
COLUMNS = 10_000
ROWS = 1_048_576
"""Rows of a spreadsheet."""
MERGED = 100_000
"""Merged ranges of a sheet."""


def read_whole(path: Path, name: str) -> bytes:
    """The bytes of a file. Raises LedgerUnreadable where there are too many to be held at once."""
    if path.stat().st_size > WHOLE:
        raise LedgerUnreadable(
            f"{name} is larger than {WHOLE // MEGABYTE} MB; save what you need of it as CSV and import that"
        )
    return path.read_bytes()
