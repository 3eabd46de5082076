"""The options by which the desk says what a file is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from adapters.cli.reading import encodable
from bot.errors import UnclearOrders
from bot.ingest.checked_orders import checked
from bot.ingest.map_text import map_text, parse_map
from bot.ingest.mapping import from_toml
from bot.ingest.orders import Orders
from bot.ingest.table import decode, read_bytes
from bot.ingest.words import quoted

_Command = TypeVar("_Command", bound=Callable[..., Any])

_MAP = 'What columns are: period=Year,value=Total,indicator="GDP",region="Country Name",ignore=Notes; repeatable.'
_TEXTS = {
    "unit": ("UNIT", "The unit of values that have none."),
    "source": ("TITLE", "The source of figures that name none."),
    "url": ("URL", "The web address of that source."),
    "licence": ("LICENCE", "The licence of that source."),
    "published": ("DATE", "When figures that do not say so were published: 2024-05-01."),
    "status": ("STATUS", "The status of figures that have none: provisional, estimate, unofficial partial, certified."),
    "sheet": ("NAME", "The one sheet or table that is meant."),
    "decimal": (", or .", "What parts decimals."),
    "series_break": ("PERIOD", "From when on figures no longer compare with earlier ones."),
}


def orders_options(command: _Command) -> _Command:
    """The options of everything that `Orders` holds. They reach the command as one dictionary's worth of arguments."""
    for name, (metavar, told) in reversed(_TEXTS.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, metavar=metavar, help=told)(command)
    for add in (
        click.option("--day-first/--month-first", default=None, help="How 03/04/2020 is meant."),
        click.option("--serial-dates/--no-serial-dates", default=None, help="Whether 44197 is a spreadsheet's day."),
        click.option("--not-withheld", is_flag=True, default=None, help="An embargo that the file announces is over."),
        click.option("--missing", multiple=True, metavar="TEXT", help="A text that means “no figure”; repeatable."),
        click.option("--header-rows", metavar="FIRST:LAST", help="The rows of the header, counted from 1: 3:5."),
        click.option("--map-file", type=click.Path(path_type=Path), help="All of these options, from a TOML file."),
        click.option("--map", "maps", multiple=True, metavar="COLUMNS", help=_MAP),
    ):
        command = add(command)
    return command


def orders_of(
    maps: tuple[str, ...],
    map_file: Path | None,
    header_rows: str | None,
    missing: tuple[str, ...],
    day_first: bool | None,
    serial_dates: bool | None,
    not_withheld: bool | None,
    **texts: str | None,
) -> Orders:
    """What the options say; they go before a file of them. Raises UnclearOrders, and LedgerUnreadable for a file that
    is not there."""
    columns: dict[str, str] = {}
    ignored: list[str] = []
    for text in maps:
        more, aside = parse_map(encodable(text))
        if twice := next((name for name in more if columns.get(name, more[name]) != more[name]), None):
            raise UnclearOrders(f"--map says twice what {quoted(twice)} is; name one column for it")
        columns |= more
        ignored += aside
    given = Orders(
        columns=columns,
        ignored=tuple(ignored),
        header_rows=_rows(header_rows),
        missing=tuple(map(encodable, missing)),
        day_first=day_first,
        serial_dates=serial_dates,
        not_withheld=not_withheld or None,
        anew=(),
        **{name: None if text is None else encodable(text) for name, text in texts.items()},
    )
    base = (
        Orders()
        if map_file is None
        else from_toml(decode(read_bytes(map_file, str(map_file)), str(map_file)), str(map_file))
    )
    return checked(given).over(base)


def as_options(orders: Orders) -> list[str]:
    """The options that say the same."""
    found = ["--map", map_text(orders.columns, orders.ignored)] if orders.columns or orders.ignored else []
    for name in _TEXTS:
        text = getattr(orders, name)
        if text is not None:
            found += [f"--{name.replace('_', '-')}", text]
    for text in orders.missing:
        found += ["--missing", text]
    if orders.header_rows is not None:
        found += ["--header-rows", "{}:{}".format(*orders.header_rows)]
    if orders.day_first is not None:
        found.append("--day-first" if orders.day_first else "--month-first")
    if orders.serial_dates is not None:
        found.append("--serial-dates" if orders.serial_dates else "--no-serial-dates")
    if orders.not_withheld:
        found.append("--not-withheld")
    return found


def _rows(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    first, _, last = text.partition(":")
    try:
        return int(first), int(last or first)
    except ValueError:
        raise UnclearOrders(f"--header-rows “{text}” is no pair of rows; write it as 3:5") from None
