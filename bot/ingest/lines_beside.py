"""Lines of a sheet that say that its table is not public yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ingest.batch import Release
from bot.ingest.days_to_come import day_beside
from bot.ingest.embargo_words import announces_embargo, day_of_release
from bot.ingest.faults import Faults
from bot.ingest.withholding import SAY_EMBARGO
from bot.ingest.words import quoted, uncommented

_FEW = 4
"""Cells of a line that may be one sentence: a comma in it parts cells, and a label has its day beside it."""


def texts_of_line(cells: Sequence[str]) -> Iterator[str]:
    """Its cells, and, where it has few, all of them together; without marks of comments."""
    filled = [uncommented(cell) for cell in cells if cell]
    yield from filled
    if 1 < len(filled) <= _FEW:
        yield ", ".join(filled)


def note_line(cells: Sequence[str], file: str, line: int | None, faults: Faults, *, is_beside: bool = False) -> bool:
    """Notes what a line says of its table not being public; whether it says so whatever the day is. A day of release
    is noted to be held against today's, and so is any day of a line that is none of the table's own (`is_beside`)."""
    days = list[Release]()
    for text in texts_of_line(cells):
        if announces_embargo(text):
            faults.add(file, line, None, f"{quoted(text)} seems to withhold the table, and would not", SAY_EMBARGO)
            return True
        if (day := day_of_release(text)) is not None:
            days.append(Release(file, quoted(text), day, line))
        elif is_beside and (day := day_beside(text)) is not None:
            days.append(Release(file, quoted(text), day, line, is_guess=True))
    faults.releases += days
    return False
