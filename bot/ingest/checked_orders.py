"""What the desk says of a file, held against what can be said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.errors import UnclearOrders
from bot.ingest.dates import parse_period, parse_publication
from bot.ingest.faults import BadCell
from bot.ingest.orders import ANEW, Orders
from bot.ingest.table import typed
from bot.ingest.words import advice, parse_status, parse_unit, parse_url, quoted

_ANEW = f"write of these: {', '.join(ANEW)}"
_LAST_ROW = 1_048_576
"""Of a spreadsheet."""


def checked(orders: Orders, name_of: Callable[[str], str] = lambda field: f"--{field.replace('_', '-')}") -> Orders:
    """The same with its texts cleaned, its dates in ISO form and its words in the ledger's. `name_of` gives what
    messages call a field. Raises UnclearOrders."""
    said: dict[str, Any] = {}
    for field, read in _READ.items():
        text = getattr(orders, field)
        if text is None:
            continue
        try:
            said[field] = read(typed(text))
        except BadCell as bad:
            raise UnclearOrders(f"{name_of(field)}: {bad}") from None
    rows = orders.header_rows
    if rows is not None and not 1 <= rows[0] <= rows[1] <= _LAST_ROW:
        raise UnclearOrders(f"{name_of('header_rows')}: there are no rows {rows[0]} to {rows[1]}; count them from 1")
    unknown = next((one for one in orders.anew if one not in ANEW), None)
    if unknown is not None:
        raise UnclearOrders(f"{name_of('anew')}: nothing is called {quoted(unknown)}; {advice(unknown, ANEW, _ANEW)}")
    return replace(orders, **said)


def _filled(text: str) -> str:
    if not text:
        raise BadCell("it is blank", "leave it away where nothing is known")
    return text


def _decimal(text: str) -> str:
    if text not in (",", "."):
        raise BadCell(f"“{text}” parts no decimals", "write , or .")
    return text


_READ: dict[str, Callable[[str], str]] = {
    "unit": lambda text: parse_unit(_filled(text)),
    "source": _filled,
    "url": parse_url,
    "licence": _filled,
    "published": lambda text: parse_publication(text).iso,
    "status": lambda text: parse_status(text).value,
    "sheet": _filled,
    "decimal": _decimal,
    "series_break": lambda text: parse_period(_filled(text)).iso,
}
