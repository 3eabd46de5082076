"""Where a table begins: its header row, with the title and notes above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.ingest.cells.exceptions import parted_exception
from bot.ingest.cells.measured import measured_unit
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.periods import read_period
from bot.ingest.cells.units import is_generic, scale_of, unit_of
from bot.ingest.layout.cited import source_in
from bot.ingest.layout.grid.kinds import is_plain_unit
from bot.ingest.layout.long.names import Role, role_of
from bot.ingest.layout.named_lines import lines_in, named_title, titles_first
from bot.ingest.layout.scales import unit_said
from bot.ingest.sheets import SheetRow

_DEEPEST = 60
"""Filled rows among which a header is looked for."""
_NUMBERED = re.compile(
    r"(?:table|figure|chart|tab\.?) ?[0-9a-z]{1,4}(?:[.-][0-9a-z]{1,3})*\s*[:.–—-]?\s+", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:table|figure|chart|tab\.?) ?[0-9a-z]{1,4}(?:[.-][0-9a-z]{1,3})*[:.]?", re.IGNORECASE)
_NOTE = re.compile(r"(?:notes?|footnotes?|\(?[0-9a-z]\)|[*†‡¹²³]|\[[^\]]*\])\s*[:.]?\s", re.IGNORECASE)
_TIMES = re.compile(r" ?\([x×] ?(1[0, ]{3,})\)(?: [0-9]{1,2}(?:, ?[0-9]{1,2})*$)?", re.IGNORECASE)
"""A factor, with the numbers of footnotes behind it."""
_SEVERAL = 2
_MARKED_YEAR = re.compile(r"(?:X|Y|YR|F)_?((?:1[5-9]|20)[0-9]{2})", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20|21)[0-9]{2}")
_NEAR = 30
"""Years between those of two headers that may both be one; figures are seldom all so near to their years."""
_UNIT = re.compile(r"(?:units?\s*[:–-]\s*)(.+)", re.IGNORECASE)
_SAYS_UNIT = re.compile(r"\W*(?:in|units?|measured)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Heading:
    """`names` are the header's cells, without blank ones at its end, of the rows numbered `first` to `last`. `above`
    are the filled rows over them. `units` are those of a row under the names, by column, and `beside` the columns of
    flags that have one name, each with the column before it, whose flags they are. `compound` is how many columns the
    first cell of each row holds, parted by commas, as Eurostat writes them; 1 elsewhere."""

    names: tuple[str, ...]
    first: int
    last: int
    line: int
    above: tuple[SheetRow, ...] = ()
    compound: int = 1
    units: Mapping[int, str] = field(default_factory=dict)
    beside: Mapping[int, int] = field(default_factory=dict)

    @property
    def width(self) -> int:
        return len(self.names)

    def cells(self, row: SheetRow) -> list[str]:
        """The cells of a row, one a name; what stands beyond the header comes after them."""
        cells = row.cells
        if self.compound > 1:
            first = [part.strip() for part in cells[0].split(",")] if cells else []
            cells = [*first, *[""] * (self.compound - len(first)), *cells[1:]]
        return cells if len(cells) >= self.width else [*cells, *[""] * (self.width - len(cells))]


def find_heading(sample: Sequence[SheetRow], told: tuple[int, int] | None) -> Heading | None:
    """The header among the first rows of a sheet, or in the rows that the desk names; None where there is none."""
    filled = [row for row in sample if any(row.cells)]
    if told is not None:
        rows = [row for row in filled if told[0] <= row.number <= told[1]]
        return _heading(rows, [row for row in filled if row.number < told[0]]) if rows else None
    usual = _usual_width(filled)
    for at, row in enumerate(filled[:_DEEPEST]):
        if _is_header(row, filled[at + 1 :], usual):
            heading = _heading([row], filled[:at])
            units = _units_under(heading, filled[at + 1 : at + 3])
            return replace(heading, last=filled[at + 1].number, units=units) if units else heading
    return None


def _units_under(heading: Heading, below: Sequence[SheetRow]) -> dict[int, str]:
    """The units in a row of them under the header, by column: it has nothing else, and numbers follow under each."""
    if len(below) < 2:
        return {}
    cells, under = map(heading.cells, below)
    texts = {at: cell for at, cell in enumerate(cells) if cell}
    units = {at: unit for at, cell in texts.items() if (unit := unit_of(cell) or measured_unit(cell))}
    if len(units) < len(texts) or len(texts) >= heading.width:
        return {}
    return units if all(_is_number(under[at]) or is_missing(under[at]) for at in units) else {}


def rival_of(heading: Heading, rows: Sequence[SheetRow]) -> SheetRow | None:
    """The row under the header that may be the header as well: years stand in it wherever they do in the header, and
    others. `rows` are those below the header."""
    names = heading.names
    dated = [at for at, name in enumerate(names) if _YEAR.fullmatch(name)]
    row = next((row for row in rows if any(row.cells)), None)
    if len(dated) == 1 and len(names) == 2:
        cells = [cell for one in rows if (cell := heading.cells(one)[dated[0]])]
        year = int(names[dated[0]])
        return row if all(_YEAR.fullmatch(cell) and abs(int(cell) - year) <= _NEAR for cell in cells) else None
    if row is None or len(dated) < 2 or sum(map(bool, row.cells)) != len([name for name in names if name]):
        return None
    cells = heading.cells(row)
    years = [(int(names[at]), int(cells[at])) for at in dated if _YEAR.fullmatch(cells[at])]
    is_alike = len(years) == len(dated) and all(abs(one - other) <= _NEAR for one, other in years)
    return row if is_alike and tuple(cells[: len(names)]) != names else None


def titles(heading: Heading) -> list[str]:
    """What stands above the header that could be a title: no source, note or unit."""
    plain = [text for text in lines_above(heading) if not (source_in(text) or _NOTE.match(text))]
    kept = [text for text in plain if not (unit_above(text) or unit_said(text))] or list(filter(_says_what, plain))
    # Of several lines, the one under the number of the table is its title.
    numbered = [after for before, after in pairwise(kept) if _NUMBER.fullmatch(before)]
    kept = [text for text in kept if not _NUMBER.fullmatch(text)]
    named = [kept[at] for at in titles_first(kept)]
    kept = [parted_exception(named_title(text) or text)[0] for text in (*numbered, *named)]
    plain = [_TIMES.sub("", _NUMBERED.sub("", text, count=1)) for text in kept]
    return [title for text in plain if (title := text.strip(" :.–—-"))]


def lines_above(heading: Heading) -> list[str]:
    """The lines above the header, each as one text."""
    return [line for row in heading.above for line in lines_in(row.cells)]


def _says_what(text: str) -> bool:
    """Whether a unit is a title as well: "Deaths per 100,000 people", "Births"."""
    unit = unit_of(text)
    return unit is not None and (" per " in unit or is_what_is_counted(text)) and not is_generic(unit)


def is_what_is_counted(text: str) -> bool:
    """Whether a line above the header is what is counted ("Births") rather than said to be the unit ("Unit: births",
    "Tonnes")."""
    return unit_of(text) is not None and not is_plain_unit(text) and not _SAYS_UNIT.match(text)


def scale_above(heading: Heading) -> str | None:
    """The scale that a line above the header says of all figures: "Sales by province (x 1,000)"."""
    found = next((times for row in heading.above for cell in row.cells if (times := _TIMES.search(cell))), None)
    return found and scale_of(found[1])


def unit_above(text: str) -> str | None:
    """The unit that a line above a header is as a whole: "$ millions", "Unit: persons"."""
    found = _UNIT.fullmatch(text)
    return unit_of(text) or (found and (unit_of(found[1]) or found[1]))


def _usual_width(rows: Sequence[SheetRow]) -> int:
    """How many cells most rows have filled: the more the better, as titles and notes have one."""
    counts = Counter(sum(map(bool, row.cells)) for row in rows)
    wide = {width: count for width, count in counts.items() if width > 1}
    return max(wide, key=lambda width: (wide[width], width), default=0)


def _is_header(row: SheetRow, below: Sequence[SheetRow], usual: int) -> bool:
    """A row of names, each different, as wide as the rows under it, which begin to have numbers or dates."""
    names = [cell for cell in row.cells if cell]
    if len(names) < 2 or not below:
        return False
    if {Role.INDICATOR, Role.VALUE} <= {role_of(name) for name in names}:
        return True
    if len(names) < usual or (len(names) == usual and usual < 2):
        return False
    numbers = [cell for cell in names if read_number(cell) is not None and read_period(cell) is None]
    if numbers or all(map(is_missing, names)):
        return False
    return any(_is_body(cell) for under in below[:5] for cell in under.cells if cell)


def _is_body(cell: str) -> bool:
    return _is_number(cell) or read_period(cell) is not None


def _is_number(cell: str) -> bool:
    return read_number(cell) is not None or read_number(cell, ",") is not None


def _heading(rows: Sequence[SheetRow], above: Sequence[SheetRow]) -> Heading:
    width = max(max((at for at, cell in enumerate(row.cells, 1) if cell), default=0) for row in rows)
    columns = [list(filter(None, cells)) for cells in zip(*_spread(rows, width), strict=True)]
    names = _years_unmarked([" ".join(dict.fromkeys(parts)) for parts in columns])
    compound = 1
    if names and "\\" in names[0]:
        stubs = names[0].partition("\\")[0].split(",")
        compound, names = len(stubs), [*(stub.strip() for stub in stubs), *names[1:]]
    top, bottom = rows[0], rows[-1]
    beside = _flags_beside(names)
    names = [f"{names[beside[at]]} {name}" if at in beside else name for at, name in enumerate(names)]
    line = bottom.line or bottom.number
    return Heading(tuple(names), top.number, bottom.number, line, tuple(above), compound, beside=beside)


def _flags_beside(names: Sequence[str]) -> dict[int, int]:
    """Columns of flags that have one name, each behind a column of another name: whose flags they are."""
    count = Counter(names)
    found = {at: at - 1 for at, name in enumerate(names) if at and count[name] > 1 and role_of(name) is Role.FLAG}
    return {} if any(count[names[one]] > 1 for one in found.values()) else found


def _spread(rows: Sequence[SheetRow], width: int) -> list[list[str]]:
    """The rows of a header, in which a cell over several of the row below stands over each of them."""
    found = [[*row.cells[:width], *[""] * (width - len(row.cells))] for row in rows]
    for upper, lower in pairwise(found):
        last = ""
        for at, cell in enumerate(upper):
            last = cell or last
            if not cell and lower[at]:
                upper[at] = last
    return found


def _years_unmarked(names: list[str]) -> list[str]:
    """Years without the letter that programs put before a number which is to be a name: "X1998"."""
    found = [_MARKED_YEAR.fullmatch(name) for name in names]
    return (
        [one[1] if one else name for one, name in zip(found, names, strict=True)]
        if sum(map(bool, found)) > 1
        else names
    )
