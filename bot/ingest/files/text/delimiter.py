"""What parts the cells of a text file, told by its body: a title or a footnote has cells of its own."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
_SAID = re.compile(r"\ufeff?\"?sep=([,;\t|])\"?[\r\n]*", re.IGNORECASE)
_CUBE = re.compile(r"\ufeff?[\w -]+(?:,[\w -]+)*\\[\w -]+(\t)")
"""How Eurostat's tables begin, with commas between the names of the breakdowns and tabs between the periods."""
_NUMBER = re.compile(r"[(\-+−–]?\s*[£$€¥]?\s*[\d., \u00a0'’]*\d\s*[%)]?")
_YEAR = re.compile(r"(?:1[6-9]|20|21)[0-9]{2}")
_DEEPEST = 30
"""Lines among which titles are looked for."""
_OTHERS = {
    delimiter: re.compile("[" + re.escape("".join(set(DELIMITERS) - {delimiter})) + "]") for delimiter in DELIMITERS
}
_INDENTED = re.compile(r" +[^\W\d_]")
_SPACED = {delimiter: re.compile(re.escape(delimiter) + ' +"') for delimiter in DELIMITERS}


@dataclass(frozen=True, slots=True)
class Delimiting:
    """How cells are parted. `said`: the first line says so ("sep=;") and is no row. `indented`: spaces that a line
    begins with tell how deep its label stands; without it, spaces behind a delimiter mean nothing. `width`: the columns
    of the sample up to the last that is not blank. `titles`: the lines at the beginning, by their number from 0, that
    are one cell each though they have delimiters: a title with a comma."""

    delimiter: str
    said: bool
    indented: bool
    width: int
    titles: frozenset[int] = frozenset()


def delimiting_of(lines: Sequence[str]) -> Delimiting:
    """How the cells are parted in lines from the beginning of a file."""
    first = _SAID.fullmatch(lines[0]) if lines else None
    if first:
        lines = lines[1:]
    said = first or (_CUBE.match(lines[0]) if lines else None)
    delimiter = said[1] if said else max(DELIMITERS, key=lambda one: _likelihood(_records(lines, one), one))
    titles = _titles(lines, delimiter)
    filled = (_filled(record) for record in _records([*titled(lines, titles)], delimiter))
    indented = any(map(_INDENTED.match, lines)) and not any(map(_SPACED[delimiter].search, lines))
    return Delimiting(delimiter, first is not None, indented, max(filled, default=0), titles)


def titled(lines: Iterable[str], titles: frozenset[int]) -> Iterator[str]:
    """The lines, of which titles are quoted."""
    rest = iter(lines)
    for number in range(max(titles, default=-1) + 1):
        line = next(rest, "")
        yield f'"{line.rstrip()}"\n' if number in titles else line
    yield from rest


def _titles(lines: Sequence[str], delimiter: str) -> frozenset[int]:
    """The first lines that are text: a space stands behind each of their delimiters, and behind none of the header's
    below them, which has another number of cells."""
    spaced, found = re.compile(re.escape(delimiter) + r"(?= +[^\s" + re.escape(delimiter) + "])"), set[int]()
    for number, line in enumerate(lines[:_DEEPEST]):
        count = line.count(delimiter)
        if not count or '"' in line:
            if '"' in line:
                break
            continue
        if len(spaced.findall(line)) < count:
            cells = [cell.strip() for cell in line.split(delimiter)]
            is_header = _is_header(cells) and not spaced.search(line)
            return frozenset(one for one in found if is_header and lines[one].count(delimiter) != count)
        found.add(number)
    return frozenset()


def _is_header(cells: Sequence[str]) -> bool:
    """Whether cells may be a header: no numbers, but years behind a name."""
    return not any(
        _NUMBER.fullmatch(cell) and not (place and _YEAR.fullmatch(cell)) for place, cell in enumerate(cells)
    )


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
