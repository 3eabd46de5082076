"""What the cells of each column look like, over a sample of rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.domain import Qualifier
from bot.ingest.cells.bounds import is_bound, top_of_range
from bot.ingest.cells.broken import is_error, is_formula
from bot.ingest.cells.conventions import Decimals, decimal_of
from bot.ingest.cells.dates import FIRST_YEAR, LAST_YEAR
from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.months import language_of
from bot.ingest.cells.numbers import has_short_scales, is_too_long, read_number
from bot.ingest.cells.periods import PeriodStyle, read_period
from bot.ingest.cells.spans import short_years
from bot.ingest.cells.styles import are_short_years
from bot.ingest.layout.totals import is_total

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:\.0)?")
_POINTED_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0[1-9]|1[0-2])|(?:0[1-9]|1[0-2])\.(?:19|20)[0-9]{2}")
_CODE_BEFORE = re.compile(r"[^\W_]+[-_:]")
_PLAIN_WORD = re.compile(
    r"(?:pre|post|before|after|since|until|till|from|to|up|by|circa|ca|about|not|over|under|vs|base|est|prov|early|late"
    r"|mid)(?![a-z])",
    re.IGNORECASE,
)
"""Words that say something of the period behind them, as no code does."""
_HALF, _MOST = 0.5, 0.9
"""Shares of the cells that say something which must be of one kind: the rest are faults, reported one by one."""


@dataclass(frozen=True)
class Column:
    """A column of the sample. `cells` are its texts, row by row; `typed` those that the file says are in plain form."""

    at: int
    name: str
    cells: tuple[str, ...]
    typed: frozenset[str]
    missing: Collection[str] = ()

    @cached_property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]

    @cached_property
    def told(self) -> list[str]:
        """The different cells that say something."""
        return [cell for cell in dict.fromkeys(self.filled) if not is_missing(cell, self.missing)]

    @cached_property
    def decimals(self) -> Decimals:
        return decimal_of(cell for cell in self.told if cell not in self.typed)

    @property
    def is_numeric(self) -> bool:
        """Whether its cells are numbers, or missing, by either convention."""
        return bool(self.told) and self._share(self._is_number) >= _MOST

    @property
    def is_mostly_numeric(self) -> bool:
        """As `is_numeric`, where the name says so as well: what is no number is reported, cell by cell."""
        return bool(self.told) and self._share(self._is_number) >= _HALF

    @property
    def is_mostly_periods(self) -> bool:
        return bool(self.told) and self._share(self._is_period) >= _HALF

    @property
    def is_whole(self) -> bool:
        """Whether its cells are whole numbers in digits alone."""
        return bool(self.told) and all(cell.isdecimal() for cell in self.told)

    @property
    def has_leading_zeros(self) -> bool:
        """Whether its numbers are codes such as "007": one among numbers with decimals is no code."""
        numbers = [cell for cell in self.told if self._is_number(cell)]
        padded = any(len(cell) > 1 and cell.startswith("0") for cell in numbers)
        return padded and all(map(str.isdecimal, numbers))

    @property
    def is_periods(self) -> bool:
        """Whether its cells are periods. Numbers alone must be years that figures are of."""
        return bool(self.told) and self._share(self._is_period) >= _MOST

    @cached_property
    def period_prefix(self) -> str:
        """The code that stands before each of its periods ("MSitAE-" of "MSitAE-MAY-2026"); "" elsewhere."""
        told = [cell for cell in self.told if not is_total(cell)]
        first = told[0] if told else ""
        for found in _CODE_BEFORE.finditer(first):
            prefix = first[: found.end()]
            if _PLAIN_WORD.match(prefix) or not all(cell.startswith(prefix) for cell in told):
                break
            if all(self._is_period(cell.removeprefix(prefix)) for cell in told):
                return prefix
        return ""

    @property
    def is_months_with_points(self) -> bool:
        """Whether its cells are different months written as numbers: "2020.03", "03.2020"."""
        return len(self.told) > 1 and all(map(_POINTED_MONTH.fullmatch, self.told))

    @property
    def is_run_of_years(self) -> bool:
        """Whether its cells are years of our time without a gap."""
        years = {int(cell[:4]) for cell in self.told if _YEAR.fullmatch(cell)}
        return len(years) == len(self.told) > 1 and max(years) - min(years) < len(years)

    @property
    def comes_again(self) -> bool:
        """Whether each of its cells stands there several times."""
        return all(count > 1 for count in Counter(self.filled).values())

    @cached_property
    def language(self) -> str | None:
        """Whose names its months have, where the column as a whole shows it."""
        return None if self.is_numeric else language_of(cell.casefold() for cell in self.told)

    def _is_period(self, cell: str) -> bool:
        if is_datelike(cell) or (self.has_short_years and short_years(cell)):
            return True
        return self.language is not None and read_period(cell, PeriodStyle(language=self.language)) is not None

    @cached_property
    def has_short_years(self) -> bool:
        """Whether its pairs of digits are years: "98/99"."""
        return are_short_years(self.told)

    def within(self, first: int, last: int) -> bool:
        """Whether its cells are numbers from `first` to `last`, digits alone."""
        return self.is_whole and all(first <= int(cell) <= last for cell in self.told if len(cell) < 5)

    def _is_number(self, cell: str) -> bool:
        marks = "." if cell in self.typed else ".," if self.decimals.odd else self.decimals.mark
        return any(read_number(cell, mark, self.has_short_scales) for mark in marks) or is_too_long(cell)

    @cached_property
    def has_short_scales(self) -> bool:
        """Whether its numbers have the letter of a scale behind them: "1.2m"."""
        return has_short_scales(self.told)

    @cached_property
    def has_bounds(self) -> bool:
        """Whether bounds stand for its small counts: they are below all of its numbers, where classes go on from them
        or have no end, and they are not what rows are called."""
        bounds = [cell for cell in self.told if is_bound(cell)]
        numbers = [number for cell in self.told if (number := read_number(cell, self.decimals.mark))]
        exact = [Decimal(number.text) for number in numbers if number.qualifier is None]
        if not (self.at and bounds and exact) or any(number.qualifier is Qualifier.AT_LEAST for number in numbers):
            return False
        highest = max((top for cell in bounds if (top := top_of_range(cell))), default=0)
        above = sorted(one for one in exact if one)
        goes_on = above == [highest + step for step, _ in enumerate(above, 1)]
        return bool(above) and above[0] > highest and not goes_on

    def _share(self, test: Callable[[str], bool]) -> float:
        """Of the cells that a spreadsheet could work out, as the others are faults of any column, and without bounds in
        the place of figures."""
        held = [cell for cell in self.told if not (is_error(cell) or is_formula(cell))]
        held = [cell for cell in held if not (self.has_bounds and is_bound(cell))]
        return sum(1 for cell in held if test(cell)) / len(held) if held else 0.0


def is_datelike(text: str) -> bool:
    """Whether a cell is a period, in any style; four digits alone only where they are a likely year."""
    if text.isdecimal() and len(text) == 4:
        return FIRST_YEAR <= int(text) <= LAST_YEAR
    return any(read_period(text, style) is not None for style in _STYLES)


_STYLES = (PeriodStyle(), PeriodStyle(day_first=False), PeriodStyle(two_years=True))


def columns_of(
    names: Sequence[str], rows: Sequence[Sequence[str]], typed: Sequence[Collection[int]], missing: Collection[str]
) -> list[Column]:
    """The columns of the sample, one a name; `typed` are, row by row, the columns in plain form."""
    return [
        Column(
            at,
            name,
            tuple(cells[at] for cells in rows),
            frozenset(cells[at] for cells, plain in zip(rows, typed, strict=True) if at in plain),
            missing,
        )
        for at, name in enumerate(names)
    ]
