"""Units that stand in the labels of what is measured, whatever the layout: read from them where a row has no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.ingest.cells.unit_headers import split_unit, unit_in_brackets
from bot.ingest.cells.units import in_scale, is_generic, scaled, unit_of
from bot.ingest.table import Row

_TIMES = ("years", "months", "weeks", "days", "hours", "minutes")
"""Units that members have as well: ages, lengths of stay."""


def with_units_of_labels(rows: Iterable[Row], indicator: str, dimensions: Iterable[str]) -> Iterator[Row]:
    """The rows, each with the unit that its labels name where it has none, and with an indicator without it.

    `indicator` is the label of rows that name none. The label of a section or a row of its own ("Cost (£)", among
    `dimensions`) tells the unit more closely than that of the table, and stays as it is: it may be a code. An indicator
    keeps its whole label where another has the same without its unit.
    """
    names = tuple(dimensions)
    units: dict[str, str] = {}
    for row in rows:
        cells = row.cells
        label = cells.get("indicator") or indicator
        short, unit = _split(label)
        said = cells.get("unit")
        if not said:
            said = next((found for name in names if (found := _of_member(cells.get(name, "")))), unit)
            if said:
                cells["unit"] = said
        if unit and said == unit and units.setdefault(short.casefold(), unit) == unit:
            cells["indicator"] = short
        yield row


def with_units_of_formats(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, each with the unit in which the format of its cell counts, where it has none; and with the scale of
    that. A unit that names a scale, as headers and titles do, names that of what is printed."""
    for row in rows:
        if row.unit is not None:
            said = row.cells.get("unit")
            scale = row.unit.partition(" of ")[0]
            if not said:
                row.cells["unit"] = row.unit
            elif in_scale(row.unit) and not in_scale(said):
                row.cells["unit"] = scaled(scale, said) or said
        yield row


@lru_cache(maxsize=4096)
def _split(label: str) -> tuple[str, str | None]:
    """An indicator's label without its unit, and the unit. A label that is nothing but what is counted ("births") names
    no unit, and what a column counts under a header of others stays in it ("Turnout: Votes")."""
    if unit_of(label) is not None:
        return label, None
    short, unit = split_unit(label)
    is_header = unit is not None and not is_generic(unit) and label.startswith(f"{short}: ")
    return (label if is_header else short), unit


@lru_cache(maxsize=4096)
def _of_member(label: str) -> str | None:
    unit = unit_in_brackets(label)
    if unit is not None and len(unit) == 1:
        return None  # a footnote, or initials
    return None if unit in _TIMES and any(map(str.isdigit, label)) else unit
