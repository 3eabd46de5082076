"""Lines above a table that say one thing of all of it, each under its name ("Period:", "Status:")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from bot.ingest.cells.flags import read_flag
from bot.ingest.cells.periods import read_period
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet
from bot.ingest.table import Row
from bot.ingest.words import uncommented

_DEEPEST = 60
"""Rows among which such lines are looked for."""
_LINE = re.compile(r"([^:]{1,40}):\s*(.*)")


def _status(text: str) -> str | None:
    return read_flag(text).status


_SAID: Mapping[str, tuple[str, Callable[[str], str | None]]] = {
    **dict.fromkeys(
        ("period", "reporting period", "time period", "period covered", "reference period"), ("period", read_period)
    ),
    **dict.fromkeys(("status", "data status"), ("status", _status)),
}
"""What each name says, and what reads it; a text that is not read says nothing."""


def with_preamble(sheet: Sheet, reading: Reading) -> Reading:
    """The reading with what lines above it say of all rows that say nothing of it."""
    first = next(iter(islice(reading.rows(), 1)), None)
    where = first and first.cell and int(first.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    if not where or reading.own:
        return reading
    said = {name: told for name, told in _told_above(sheet, where).items() if name not in reading.header}
    if not said:
        return reading

    def rows() -> Iterator[Row]:
        for row in reading.rows():
            for name, (text, words) in said.items():
                if not row.text(name):
                    row.cells[name] = text
                    if name == "period":
                        row.period_text = words
            yield row

    columns = tuple(dict.fromkeys((*reading.columns, *said)))
    return replace(reading, rows=rows, columns=columns, header={**reading.header, **_shown(said)})


def says_period(line: str) -> bool:
    """Whether a line above a table says the period of all of it under its name."""
    found = _LINE.fullmatch(uncommented(line))
    name, read = _SAID.get(found[1].strip().casefold(), ("", read_period)) if found else ("", read_period)
    return found is not None and name == "period" and read(found[2].strip()) is not None


def _told_above(sheet: Sheet, first: int) -> dict[str, tuple[str, str]]:
    """What is said in rows over the one numbered `first`, by reserved name, with the words that say it."""
    found: dict[str, tuple[str, str]] = {}
    for row in islice(sheet.rows(), _DEEPEST):
        line = _LINE.fullmatch(uncommented(" ".join(filter(None, row.cells))))
        if row.number >= first or line is None:
            continue
        name, read = _SAID.get(line[1].strip().casefold(), ("", read_period))
        text = read(line[2].strip()) if name else None
        if text:
            found.setdefault(name, (text, line[2].strip()))
    return found


def _shown(said: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {name: f"the line above, “{words}”" for name, (_, words) in said.items()}
