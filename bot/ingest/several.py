"""Several tables of one file: all of them are taken, told apart by their sheets where nothing else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.ingest.layout.named_sheets import BY_SHEET, period_of_sheet
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.reading import Assumption, Reading
from bot.ingest.table import Row
from bot.ingest.words import quoted

_SHEET = "sheet"
_SHOWN = 6


def together(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of a file that says nothing of which of its tables is meant: that it is all of them is doubtful."""
    if len(readings) < 2:
        return tuple(readings)
    alike = Counter(map(_kind, readings))
    dated = _are_dated(readings)
    apart = [_by_sheet(reading) if alike[_kind(reading)] > 1 and not dated else reading for reading in readings]
    names = [quoted(_name(reading)) for reading in readings]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    sentence = f"All of the {len(names):,} tables are taken: {', '.join(names[:_SHOWN])}{more}"
    taken = Assumption(sentence, "--sheet NAME", doubtful=not (dated and len(alike) == 1))
    return (replace(apart[0], assumptions=(taken, *apart[0].assumptions)), *apart[1:])


def _are_dated(readings: Sequence[Reading]) -> bool:
    """Whether the tables are one and the same, each for the time that its sheet is called by."""
    said = [any(BY_SHEET in one.sentence for one in reading.assumptions) for reading in readings]
    periods = {found.iso for reading in readings if (found := period_of_sheet(reading.sheet))}
    return all(said) and len(periods) == len(readings)


def _kind(reading: Reading) -> tuple[str | None, frozenset[str]]:
    """What two tables share whose figures nothing but the sheet may tell apart."""
    return reading.indicator, frozenset(reading.columns) - OBSERVATIONS.known


def _by_sheet(reading: Reading) -> Reading:
    column = _SHEET if _SHEET not in reading.columns else f"{_SHEET} of the file"

    def rows() -> Iterator[Row]:
        for row in reading.rows():
            row.cells[column] = _name(reading)
            yield row

    return replace(reading, columns=(*reading.columns, column), rows=rows)


def _name(reading: Reading) -> str:
    return reading.sheet or reading.file.rpartition(": ")[2]
