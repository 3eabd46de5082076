"""What in one row or column of figures may be read wrongly: fractions for per cent, signs on some cells, years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ingest.cells.numbers import read_number
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_YEAR = re.compile(r"(?:19|20)[0-9]{2}|2100")
_WORD = re.compile(r"[a-z]+|(?<![0-9])(?<![0-9] )%")
"""A "%" behind a number names a limit or a class: "95% confidence"."""
_SHARES = frozenset(
    {"%", "percent", "percentage", "pct", "rate", "rates", "share", "shares", "proportion", "turnout", "cent"}
)


@dataclass(frozen=True, slots=True)
class Series:
    """The `cells` of one row or column (`what`), as printed, under one `name` and in one `unit`."""

    what: str
    name: str
    cells: Sequence[str]
    unit: str | None = None

    def doubts(self, decimal: str = ".") -> Iterator[Assumption]:
        called = f"{self.what} {quoted(self.name)}"
        signed = next((cell for cell in self.cells if "%" in cell), None)
        bare = [cell for cell in self.cells if "%" not in cell and read_number(cell, decimal)]
        if signed and bare:
            sentence = f"{quoted(signed)} and {quoted(bare[0])} stand in {called}, and may be of different units."
            yield Assumption(sentence, "--unit percent", doubtful=True, about=f"half percent in {called}")
        elif self._is_share():
            yield from may_be_of_one(called, bare, decimal, "")

    def years(self) -> Iterator[Assumption]:
        """The doubt about a series of nothing but years."""
        if len(self.cells) > 1 and are_years(self.cells):
            option = "" if '"' in self.name or self.what == "row" else f'--map ignore="{self.name}"'
            sentence = f"The {self.what} {quoted(self.name)} holds nothing but years, and is read as figures."
            yield Assumption(sentence, option, doubtful=True)

    def _is_share(self) -> bool:
        return self.unit == "percent" or not _SHARES.isdisjoint(_WORD.findall(self.name.casefold()))


def may_be_of_one(called: str, cells: Sequence[str], decimal: str, option: str) -> Iterator[Assumption]:
    """The doubt about shares that are all between 0 and 1. `called` is where they stand."""
    numbers = [float(found.text) for cell in cells if (found := read_number(cell, decimal))]
    if all(0 <= one <= 1 for one in numbers) and any(0 < one < 1 for one in numbers):
        sentence = (
            f"All of {called} is between 0 and 1, as {quoted(cells[0])}, and may be of one rather than of a hundred;"
            " it is read as it is printed."
        )
        yield Assumption(sentence, option, doubtful=True, about=f"fractions in {called}")


def are_years(cells: Sequence[str]) -> bool:
    """Whether there is nothing but years of our time in them."""
    return bool(cells) and all(map(_YEAR.fullmatch, cells))
