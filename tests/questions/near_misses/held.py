"""What a ledger holds, as the words, years and ages that its title and headings name."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.questions.near_misses.wording import folded, stems

_YEAR = re.compile(r"(?<![\d.,$])(?:19|20)\d\d(?![\d%]|,\d)")
_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:to|through|and|[-–/])\s*((?:(?:19|20)\d\d)|\d\d)(?!\d)")
_DECADE = re.compile(r"(?<!\d)((?:19|20)\d)0s")
_OPEN_BEFORE = re.compile(
    r"\b(?:before|prior to|pre|until|up to|by|earlier than)[\s-]*(?:19|20)\d\d|(?:19|20)\d\d or (?:before|earlier)"
)
_OPEN_AFTER = re.compile(
    r"\b(?:after|since|post|from)[\s-]*(?:19|20)\d\d(?! to)|(?:19|20)\d\d (?:or|and) (?:later|after|on)"
)
_BAND = re.compile(r"(?<![\d.,])(\d{1,3})\s*(?:to|-|–|and)\s*(\d{1,3})(?![\d.%])")
_UPWARDS = re.compile(
    r"(?<![\d.,])(\d{1,3})\s*(?:years?\s*)?(?:of age\s*)?(?:(?:and|or|&)\s*(?:over|older|above|up|more)|\+)"
)
_DOWNWARDS = re.compile(r"\b(?:under|younger than|less than|below)\s*(?:age\s*)?(\d{1,3})(?!\d)")
_COUNTING = stems("number numbers count n total thousands persons people million frequency sample population dollars")


@dataclass(frozen=True)
class Held:
    """A ledger's `title` (what it says of itself as a whole), and the labels of each of its columns."""

    title: str
    columns: tuple[tuple[str, ...], ...]
    largest: float = math.inf
    """The largest figure, without its sign."""
    spans_cover: bool = True
    """Whether a span that is named may stand for every year in it."""

    @cached_property
    def headings(self) -> str:
        return " ; ".join(label for column in self.columns for label in column)

    @cached_property
    def text(self) -> str:
        return folded(f"{self.title} ; {self.headings}")

    @cached_property
    def stems(self) -> frozenset[str]:
        return stems(self.text)

    @cached_property
    def heading_stems(self) -> frozenset[str]:
        return stems(self.headings)

    @cached_property
    def years(self) -> frozenset[int]:
        """Every year that is named or lies in a span or decade that is named."""
        spans = [(int(first), _last(first, last)) for first, last in _SPAN.findall(self.text)]
        spans += [(int(decade) * 10, int(decade) * 10 + 9) for decade in _DECADE.findall(self.text)]
        within = {
            year for first, last in spans for year in (range(first, last + 1) if self.spans_cover else (first, last))
        }
        return frozenset(within | set(years_in(self.text)))

    @cached_property
    def open_before(self) -> bool:
        """Whether something covers all years before one."""
        return self.spans_cover and bool(_OPEN_BEFORE.search(self.text))

    @cached_property
    def open_after(self) -> bool:
        """Whether something covers all years after one."""
        return self.spans_cover and bool(_OPEN_AFTER.search(self.text))

    @cached_property
    def age_starts(self) -> frozenset[int]:
        return frozenset({int(low) for low, _ in _BAND.findall(self.text)} | set(map(int, _UPWARDS.findall(self.text))))

    @cached_property
    def age_ends(self) -> frozenset[int]:
        below = {int(age) - 1 for age in _DOWNWARDS.findall(self.text)}
        return frozenset({int(high) for _, high in _BAND.findall(self.text)} | below)

    @cached_property
    def only_shares(self) -> bool:
        """Whether nothing here can be a count: small figures, under headings that count nothing."""
        return self.largest <= 100 and not (self.stems & _COUNTING)

    def names(self, term: str) -> bool:
        """Whether every word of a term stands somewhere, in any form."""
        return stems(term) <= self.stems

    def names_in_headings(self, term: str) -> bool:
        return stems(term) <= self.heading_stems


def years_in(text: str) -> Iterator[int]:
    return (int(year) for year in _YEAR.findall(text))


def read_table(path: Path) -> Held:
    """A tidy CSV file: the indicator is the title, every other column but the value holds labels."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name not in ("indicator", "value")]
    columns = tuple(_labels(row[name] for row in rows) for name in names)
    return Held("; ".join(_labels(row["indicator"] for row in rows)), columns, max(map(_size, rows)))


def read_package(path: Path) -> Held:
    """A data package, or a tidy CSV file with several indicators: every word that stands in its files."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    columns: list[tuple[str, ...]] = []
    for each in files:
        with each.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        columns += [_labels(row[name] or "" for row in rows) for name in rows[0] if name != "value"]
    return Held("", tuple(columns), spans_cover=False)


def _labels(cells: Iterable[str]) -> tuple[str, ...]:
    """The different labels among the cells of a column, in order; a year that was read as a number is a year again."""
    return tuple(dict.fromkeys(re.sub(r"^(\d{4})\.0$", r"\1", cell.strip()) for cell in cells if cell.strip()))


def _size(row: dict[str, str]) -> float:
    try:
        return abs(float(row["value"]))
    except ValueError:
        return math.inf


def _last(first: str, last: str) -> int:
    return int(last) if len(last) == 4 else int(first[:2] + last)
