"""What parts the cells of a text file, told by its body: a title or a footnote has cells of its own."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
_SAID = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?[\r\n]*", re.IGNORECASE)
_CUBE = re.compile(r"\ufeff?[\w -]+(?:,[\w -]+)*\\[\w -]+(\t)")
"""How Eurostat's tables begin, with commas between the names of the breakdowns and tabs between the periods."""
_NUMBER = re.compile(r"[(\-+−–]?\s*[£$€¥]?\s*[\d., \u00a0'’]*\d\s*[%)]?")
_OTHERS = {
    delimiter: re.compile("[" + re.escape("".join(set(DELIMITERS) - {delimiter})) + "]") for delimiter in DELIMITERS
}
_INDENTED = re.compile(r" +[^\W\d_]")
_SPACED = {delimiter: re.compile(re.escape(delimiter) + ' +"') for delimiter in DELIMITERS}


@dataclass(frozen=True, slots=True)
class Delimiting:
    """How cells are parted. `said`: the first line says so ("sep=;") and is no row. `indented`: spaces that a line
    begins with tell how deep its label stands; without it, spaces behind a delimiter mean nothing. `width`: the columns
    of the sample up to the last that is not blank."""

    delimiter: str
    said: bool
    indented: bool
    width: int


def delimiting_of(lines: Sequence[str]) -> Delimiting:
    """How the cells are parted in lines from the beginning of a file."""
    first = _SAID.fullmatch(lines[0]) if lines else None
    if first:
        lines = lines[1:]
    said = first or (_CUBE.match(lines[0]) if lines else None)
    delimiter = said[1] if said else max(DELIMITERS, key=lambda one: _likelihood(_records(lines, one), one))
    filled = (_filled(record) for record in _records(lines, delimiter))
    indented = any(map(_INDENTED.match, lines)) and not any(map(_SPACED[delimiter].search, lines))
    return Delimiting(delimiter, first is not None, indented, max(filled, default=0))


def _records(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """The records that are not blank, as far as they can be read."""
    found: list[list[str]] = []
    reader = csv.reader(iter(lines), delimiter=delimiter, skipinitialspace=True)
    with suppress(csv.Error):
        found.extend(record for record in reader if any(map(str.strip, record)))
    return found


def _likelihood(records: Sequence[Sequence[str]], delimiter: str) -> float:
    """The share of records as wide as most, times the share of their cells in which nothing is left to part."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    cells = [cell for record in records if len(record) == width for cell in record]
    whole = sum(_is_whole(cell, delimiter) for cell in cells)
    return count / len(records) * (whole / len(cells)) * (1 - 1 / width)


def _is_whole(cell: str, delimiter: str) -> bool:
    return not _OTHERS[delimiter].search(cell) or _NUMBER.fullmatch(cell.strip()) is not None


def _filled(record: Sequence[str]) -> int:
    return max((number for number, cell in enumerate(record, 1) if cell.strip()), default=0)
