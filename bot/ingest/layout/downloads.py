"""Series of a download: rows that say of each column what it is (its title, its unit, its id), then a period a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.ingest.cells.missing import is_missing
from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.periods import read_period
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.cells.units import unit_of
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption, Reading
from bot.ingest.sheets import Sheet, SheetRow

_DEEPEST, _SAMPLE = 40, 200
"""Rows that say something of the series, and rows that are looked at."""
_FEWEST = 3
"""Periods of a series."""
_TITLES = frozenset({"title", "series title", "series name", "name", "libellé", "libelle", "description", ""})
_UNITS = frozenset({"unit", "units", "unité", "unit of measure", "einheit"})
_BEFORE_UNITS = "preunit"
_ABOUT = frozenset(
    {
        "cdid", "source dataset id", "release date", "next release", "important notes", "series id", "series type",
        "data type", "frequency", "collection month", "series start", "series end", "no. obs", "idbank",
        "dernière mise à jour", "période", "period", "last updated", "source", "seasonal adjustment", "notes", "code",
        "series code", "magnitude", "dataset", "date range",
    }
)  # fmt: skip
"""What the rows over a series are called that are no title and no unit of it."""
_KNOWN = _TITLES | _UNITS | _ABOUT | {_BEFORE_UNITS}
_LEVELS = re.compile(r"\s*;[\s>]*")
_MARK = 3


@dataclass(frozen=True, slots=True)
class _Series:
    """The rows over the first period, and the columns that have figures under them."""

    about: tuple[SheetRow, ...]
    values: tuple[int, ...]
    width: int
    flags: tuple[int, ...] = ()


def under_one_header(sheet: Sheet, orders: Orders) -> tuple[Sheet, Assumption | None]:
    """The sheet with what stands over its series in one header row, a row of units and notes, and what is said of that;
    the sheet itself where it holds no series of this kind, or the desk says where its header is."""
    found = None if orders.header_rows is not None else _found(list(islice(sheet.rows(), _SAMPLE)))
    if found is None:
        return sheet, None
    header = list(_header(found))

    def rows() -> Iterator[SheetRow]:
        yield from header
        yield from islice(sheet.rows(), len(found.about), None)

    first, last = found.about[0].number, found.about[-1].number
    sentence = f"Rows {first} to {last} are taken to say what the series under them are."
    return replace(sheet, rows=rows), Assumption(sentence, "--header-rows FIRST:LAST")


def said_so(reading: Reading, assumption: Assumption | None) -> Reading:
    return reading if assumption is None else replace(reading, assumptions=(assumption, *reading.assumptions))


def _found(rows: Sequence[SheetRow]) -> _Series | None:
    first = next((at for at, row in enumerate(rows) if _is_period(row)), len(rows))
    about, body = tuple(rows[:first]), rows[first:]
    dated = [row for row in body if _is_period(row)]
    if not 2 <= first <= _DEEPEST or len(dated) < _FEWEST or body[: len(dated)] != dated:
        return None
    labels = [_label(row) for row in about]
    known = [label for label in labels if label in _KNOWN]
    if len(known) < len(labels) or not _TITLES.intersection(labels) or not (_ABOUT | _UNITS).intersection(labels):
        return None
    width = max(len(row.cells) for row in (*about, *dated))
    columns = {at: [cell for row in dated if (cell := _cell(row, at))] for at in range(1, width)}
    values = tuple(at for at, cells in columns.items() if cells and all(map(_is_figure, cells)))
    flags = tuple(at for at, cells in columns.items() if at not in values and any(cells))
    is_named = all(any(_cell(row, at) for row in about if _label(row) in _TITLES) for at in values)
    if not values or not is_named or any(len(cell) > _MARK for at in flags for cell in columns[at]):
        return None
    return _Series(about, values, width, flags)


def _header(series: _Series) -> Iterator[SheetRow]:
    """Notes, one header row, and the units, numbered as the rows that they stand for."""
    about, names = series.about, ["period", *[""] * (series.width - 1)]
    titles = _titles(series)
    units = {at: _unit(about, at) for at in series.values}
    read = {at: unit for at, text in units.items() if (unit := unit_of(text))}
    for at, title in titles.items():
        own = units[at] if at not in read and split_unit(title)[1] is None else ""
        names[at] = f"{title} ({own})" if own else title
    for at in series.flags:
        names[at] = "obs_status"
    for row in about:
        if _label(row) not in (*_TITLES, *_UNITS, _BEFORE_UNITS):
            texts = dict.fromkeys(filter(None, row.cells[1:]))
            yield replace(row, number=about[0].number - 1, cells=[f"{row.cells[0]}: {', '.join(texts)}"], typed=_NONE)
    yield replace(about[-2], cells=names, typed=_NONE)
    if read and len(read) == len(units):
        yield replace(about[-1], cells=["", *(units.get(at, "") for at in range(1, series.width))], typed=_NONE)


_NONE: frozenset[int] = frozenset()


def _titles(series: _Series) -> dict[int, str]:
    """What each series is called: by its title, and by what else is said of it where another has the same."""
    found = {
        at: ", ".join(
            _LEVELS.sub(", ", text).strip(" ,")
            for row in series.about
            if _label(row) in _TITLES and (text := _cell(row, at))
        )
        for at in series.values
    }
    for row in series.about:
        count = Counter(found.values())
        if max(count.values()) == 1:
            break
        said = {at: _cell(row, at) for at in series.values}
        if _label(row) not in (*_TITLES, *_UNITS, _BEFORE_UNITS) and len(set(said.values())) > 1:
            found = {at: f"{title}, {said[at]}" if count[title] > 1 else title for at, title in found.items()}
    return found


def _unit(about: Sequence[SheetRow], column: int) -> str:
    return "".join(_cell(row, column) for row in about if _label(row) in (*_UNITS, _BEFORE_UNITS))


def _label(row: SheetRow) -> str:
    return _cell(row, 0).casefold().rstrip(" :")


def _cell(row: SheetRow, column: int) -> str:
    return row.cells[column] if column < len(row.cells) else ""


def _is_period(row: SheetRow) -> bool:
    return read_period(_cell(row, 0)) is not None


def _is_figure(cell: str) -> bool:
    return is_missing(cell) or read_number(cell) is not None or read_number(cell, ",") is not None
