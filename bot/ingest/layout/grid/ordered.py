"""What the desk said of the file, over what the grid was taken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.ingest.cells.periods import PeriodStyle, read_period
from bot.ingest.layout.grid.heading import NOTE
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.orders import Orders
from bot.ingest.table import Row

_RESERVED = OBSERVATIONS.known | {NOTE}


def is_ignored(headers: Iterable[str], orders: Orders) -> bool:
    """Whether one of the headers is among those to leave aside."""
    if not orders.ignored:
        return False
    ignored = {text.casefold() for text in orders.ignored}
    return any(header.casefold() in ignored for header in headers)


def obey(rows: Iterable[Row], orders: Orders, style: PeriodStyle) -> None:
    """Renames dimensions and fills columns as `orders.columns` says, and drops the dimensions it ignores."""
    rows = list(rows)
    known = {name.casefold(): name for row in rows for name in row.cells}
    for row in rows:
        for name in [name for name in row.cells if is_ignored([name], orders)]:
            if name not in _RESERVED:
                del row.cells[name]
    for column, said in orders.columns.items():
        header = known.get(said.casefold())
        for row in rows:
            text = said if header is None else row.cells.pop(header, "")
            if text:
                row.cells.update(_as_column(row, column, text, style))


def _as_column(row: Row, column: str, text: str, style: PeriodStyle) -> Mapping[str, str]:
    if column != "period":
        return {column: text}
    row.period_text = text
    return {column: read_period(text, style) or text}
