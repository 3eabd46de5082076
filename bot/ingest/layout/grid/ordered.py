"""What the desk said of the file, over what the grid was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.ingest.cells.periods import PeriodStyle, read_period
from bot.ingest.faults import BadCell, Faults
from bot.ingest.layout.grid.heading import NOTE
from bot.ingest.literals import require_text, said_by_rows, taken_for_all
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.table import Row

_RESERVED = OBSERVATIONS.known | {NOTE}


def is_ignored(headers: Iterable[str], orders: Orders) -> bool:
    """Whether one of the headers is among those to leave aside."""
    if not orders.ignored:
        return False
    ignored = {text.casefold() for text in orders.ignored}
    return any(header.casefold() in ignored for header in headers)


def obey(
    rows: Sequence[Row], orders: Orders, style: PeriodStyle, faults: Faults, of_title: str | None = None
) -> list[Assumption]:
    """Renames dimensions and fills columns as `orders.columns` says, and drops the dimensions it ignores. Notes names
    of columns that there are not, and gives what is taken for a text of all rows.

    A period that is said of all figures is that of those without one in their headers, where others have several; what
    the title says of time (its words are `of_title`) goes behind it.
    """
    assumptions: list[Assumption] = []
    dated = [row for row in rows if row.cells["period"] and row.period_text is not of_title]
    kept = {row.cell for row in dated} if len({row.cells["period"] for row in dated}) > 1 else set()
    known = {name.casefold(): name for row in rows for name in row.cells}
    for row in rows:
        for name in [name for name in row.cells if is_ignored([name], orders)]:
            if name not in _RESERVED:
                del row.cells[name]
    for column, said in orders.columns.items():
        header = known.get(said.casefold())
        if header is None and rows:
            try:
                require_text(column, said, set(known.values()) - _RESERVED)
            except BadCell as bad:
                faults.add(rows[0].file, None, None, bad.wrong, bad.right)
                continue
            assumptions += filter(None, [taken_for_all(column, said)])
            if column == "period" and kept and len(dated) == len(rows):
                assumptions.append(said_by_rows(column, said))
        for row in rows:
            text = said if header is None else row.cells.pop(header, "")
            if text and not (header is None and column == "period" and row.cell in kept):
                row.cells.update(_as_column(row, column, text, style))
    return assumptions


def _as_column(row: Row, column: str, text: str, style: PeriodStyle) -> Mapping[str, str]:
    if column != "period":
        return {column: text}
    row.period_text = text
    return {column: read_period(text, style) or text}
