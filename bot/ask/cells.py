"""The series of one indicator, laid out by dimension: which cells exist, and which words name a row of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from bot.ask.lexicon import Lexicon
from bot.ask.prove.wholes import is_group, is_total
from bot.ask.words import TOTAL_WORDS
from bot.domain import Dimensions, SeriesKey


class Row(Protocol):
    """A series as the store lists it."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> SeriesKey: ...


@dataclass(frozen=True, slots=True)
class Open:
    """More than one cell fits: the dimension that was not named, and the rows that differ in it."""

    dimension: str
    rows: tuple[Row, ...]


class Shelf:
    """All series of one indicator."""

    def __init__(self, indicator: str, rows: Iterable[Row], lexicon: Lexicon) -> None:
        self.indicator = indicator
        self.rows = tuple(rows)
        self._lexicon = lexicon
        self.by_key: Mapping[Dimensions, Row] = {row.key.dimensions: row for row in self.rows}
        codes: dict[str, dict[str, None]] = {}
        for row in self.rows:
            for dimension, code in row.key.dimensions:
                codes.setdefault(dimension, {})[code] = None
        self.codes: Mapping[str, Mapping[str, None]] = codes
        """Dimension -> its codes, in the order of the series."""

    @cached_property
    def totals(self) -> Mapping[str, str]:
        """Dimension -> the code that stands for all of it, where one does."""
        found: dict[str, str] = {}
        for dimension, codes in self.codes.items():
            for code in codes:
                if any(
                    phrase.stems and phrase.stems[0] in TOTAL_WORDS
                    for phrase in self._lexicon.code_phrases(dimension, code)
                ):
                    found.setdefault(dimension, code)
        return found

    def find(self, bound: Mapping[str, str]) -> Row | Open | None:
        """The cell with these codes, every other dimension at its total or at the only code it has."""
        exact = self.by_key.get(tuple(sorted(bound.items())))
        if exact is not None:
            return exact
        wanted = set(bound.items())
        rows = [row for row in self.rows if wanted.issubset(row.key.dimensions)]
        for dimension, total in self.totals.items():
            if dimension not in bound:
                totals = [row for row in rows if (dimension, total) in row.key.dimensions]
                rows = totals or rows
        if not rows:
            return None
        fewest = min(len(row.key.dimensions) for row in rows)
        rows = [row for row in rows if len(row.key.dimensions) == fewest]
        if len(rows) == 1 and all(self._is_settled(dimension, bound) for dimension, _ in rows[0].key.dimensions):
            return rows[0]
        return Open(self._first_open(rows, bound), tuple(rows))

    def _is_settled(self, dimension: str, bound: Mapping[str, str]) -> bool:
        """Whether a code need not be named: the dimension is bound, or at its total, or has no total anywhere.

        Where a total is held elsewhere, leaving the code out means the total, and no other code can stand in for it.
        """
        if dimension in bound or dimension in self.totals:
            return True
        return all(any(name == dimension for name, _ in row.key.dimensions) for row in self.rows)

    def along(self, dimension: str, bound: Mapping[str, str]) -> dict[str, Row]:
        """Code -> its cell, for every code of a dimension, the other dimensions as in `bound`. Wholes are left out:
        what is plainly called a total, what others are part of, and groups of states."""
        found: dict[str, Row] = {}
        wholes = self._wholes(dimension)
        for code in self.codes.get(dimension, ()):
            cell = self.find({**bound, dimension: code}) if code not in wholes else None
            if cell is not None and not isinstance(cell, Open):
                found[code] = cell
        return found

    def _wholes(self, dimension: str) -> set[str]:
        known = self._lexicon.catalogue.codes
        codes = {code: known.get((dimension, code)) for code in self.codes.get(dimension, ())}
        parents = {code.broader for code in codes.values() if code is not None}
        return {
            id_
            for id_, code in codes.items()
            if id_ in parents or is_total(code.label if code else id_) or is_group(code.label if code else id_)
        }

    def _first_open(self, rows: list[Row], bound: Mapping[str, str]) -> str:
        for dimension in self.codes:
            codes = {dict(row.key.dimensions).get(dimension) for row in rows}
            if dimension not in bound and (len(codes) > 1 or (len(rows) == 1 and codes != {None})):
                return dimension
        return next(iter(self.codes), "")
