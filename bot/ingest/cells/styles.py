"""How a column as a whole writes its periods: what single cells leave open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bot.ingest.cells.counted_parts import lettered_part
from bot.ingest.cells.dates import slashed_parts
from bot.ingest.cells.months import language_of
from bot.ingest.cells.periods import PeriodStyle
from bot.ingest.cells.spans import could_be_month, short_years, two_years

_QUARTERS = {1, 4, 7, 10}
_ENOUGH = 3
"""So many different dates, of several years or a quarter apart, of which one part never changes: the part that stays is
the day, as in firsts of months."""


_FOURTH = 4
_MONTHS = 12
_OLDEST, _TURN = 1950, 2000
"""Between them, two digits of a year are more than most ages by single years."""


class Settled(NamedTuple):
    """`style` reads the column. What the cells leave open is named in `open` (by the name of a field of the style) with
    a cell that shows it; where a convention does not matter to the column, or its cells settle it, it is not in there.
    """

    style: PeriodStyle
    open: dict[str, str]


def style_of(texts: Iterable[str]) -> Settled:
    """The style of a column, from its cells, or a sample of them; those that are no periods tell nothing."""
    cells = {text.strip().casefold().replace("–", "-") for text in texts}
    day_first, unsure_day = _day_first(cells)
    years, unsure_years = _two_years(cells)
    quarters, unsure_part = _quarters(cells)
    open_ = (("day_first", unsure_day), ("two_years", unsure_years), ("quarters", unsure_part))
    style = PeriodStyle(day_first, years, language_of(cells), are_short_years(cells), quarters)
    return Settled(style, {name: cell for name, cell in open_ if cell})


def _quarters(cells: Iterable[str]) -> tuple[bool | None, str | None]:
    """Whether "2023-T1" is a quarter: there is a fourth; and, where that is open, a cell that could be a third."""
    parts = {cell: part[1] for cell in cells if (part := lettered_part(cell))}
    if not parts:
        return None, None
    return (True, None) if _FOURTH in parts.values() else (None, min(parts))


def are_short_years(texts: Iterable[str]) -> bool:
    """Whether pairs such as "98/99" and "99/00" are years and the next: one goes on where another ends, as ages and
    months do not. Those with a dash are ages where none is of the last century."""
    pairs = {text: years for text in texts if (years := short_years(text))}
    starts = {start for start, _ in pairs.values()}
    joined = sum(1 for _, end in pairs.values() if end in starts)
    if not joined or joined < len(starts) - 1:
        return False
    if any("-" in text for text in pairs):
        return any(_OLDEST < start < _TURN for start in starts)
    return len(starts) >= _ENOUGH or any(start % 100 > _MONTHS for start in starts)


def _day_first(cells: Iterable[str]) -> tuple[bool | None, str | None]:
    """Whether the day comes first, and, where that is open and matters, a cell that could be read both ways."""
    parts = {cell: pair for cell in cells if (pair := slashed_parts(cell[:10].split(" ")[0]))}
    if not parts:
        return None, None
    first = {one for one, _ in parts.values()}
    second = {two for _, two in parts.values()}
    if max(first) > 12 or max(second) > 12:
        both = max(first) > 12 and max(second) > 12
        return max(first) > 12, min(parts) if both else None
    goes_on = _in_several_years(parts)
    if len(first) == 1 and len(second) >= _ENOUGH and (goes_on or second <= _QUARTERS):
        return True, None
    if len(second) == 1 and len(first) >= _ENOUGH and (goes_on or first <= _QUARTERS):
        return False, None
    return None, next((cell for cell in sorted(parts) if parts[cell][0] != parts[cell][1]), None)


def _in_several_years(cells: Iterable[str]) -> bool:
    """Firsts of months go on from year to year; within one, days in a row of one month look the same."""
    return len({cell[:10].split(" ")[0][-2:] for cell in cells}) > 1


def _two_years(cells: Iterable[str]) -> tuple[bool, str | None]:
    """Whether "2009-10" is two years: each such cell names a year and the next, and there are several. One alone could
    be a month."""
    spans = {cell: years for cell in cells if (years := two_years(cell))}
    if not spans:
        return False, None
    if any(end != start + 1 for start, end in spans.values()):
        return False, None
    doubtful = [cell for cell in spans if could_be_month(cell)]
    return len(spans) > 1, min(doubtful) if doubtful and len(spans) == 1 else None
