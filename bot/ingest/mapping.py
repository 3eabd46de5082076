"""A mapping as a small file: what the desk says of a kind of file, in TOML."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from bot.errors import UnclearOrders
from bot.ingest.checked_orders import checked
from bot.ingest.orders import Orders
from bot.ingest.words import advice, quoted

_NAMES = {"ignored": "ignore", "anew": "say_anew"}
"""Fields that go by another name in a file."""
_LISTS = frozenset({"ignored", "missing", "anew"})
_SWITCHES = frozenset({"day_first", "serial_dates", "not_withheld"})
_EXAMPLE = 'write, say, unit = "percent", and under [columns] period = "Year"'


def to_toml(orders: Orders) -> str:
    """The text of a mapping file; what is unsaid is not in it."""
    said = {one.name: getattr(orders, one.name) for one in fields(orders) if one.name != "columns"}
    lines = [f"{_NAMES.get(name, name)} = {_written(value)}" for name, value in said.items() if value not in (None, ())]
    if orders.columns:
        lines += ["[columns]", *(f"{json.dumps(name)} = {_written(of)}" for name, of in orders.columns.items())]
    return "".join(f"{line}\n" for line in lines)


def from_toml(text: str, file: str) -> Orders:
    """The inverse of `to_toml`; `file` is what messages call it. Raises UnclearOrders."""
    try:
        body = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnclearOrders(f"{file} is not TOML ({error}); {_EXAMPLE}") from None
    known = {_NAMES.get(one.name, one.name): one.name for one in fields(Orders)}
    said: dict[str, Any] = {}
    for name, value in body.items():
        if name not in known:
            near = advice(name, known, f"a mapping has {', '.join(known)}")
            raise UnclearOrders(f"{file} says {quoted(name)}, which no mapping has; {near}")
        if not _fits(known[name], value):
            raise UnclearOrders(
                f"{file}: {quoted(name)} cannot be {quoted(json.dumps(value, default=str))}; {_EXAMPLE}"
            )
        said[known[name]] = tuple(value) if isinstance(value, list) else value
    return checked(Orders(**said), lambda field: f"{file}, {_NAMES.get(field, field)}")


def _fits(name: str, value: Any) -> bool:
    if name == "columns":
        return isinstance(value, Mapping) and all(isinstance(one, str) for one in value.values())
    if name in _LISTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name == "header_rows":
        return isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)
    return isinstance(value, bool if name in _SWITCHES else str)


def _written(value: object) -> str:
    """JSON's strings, numbers, lists and booleans are TOML's as well: no text of a mapping has a control character."""
    return json.dumps(value, ensure_ascii=False)
