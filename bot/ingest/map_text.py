"""What columns mean, as it is typed on one line: period=Year,region="Country Name",ignore="Country Code"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.errors import UnclearOrders
from bot.ingest.faults import BadCell
from bot.ingest.table import typed
from bot.ingest.words import quoted

IGNORE = "ignore"
"""The name for columns to leave aside; it may come more than once."""

_PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([^",=]*))\s*([,=]|$)')
"""A name or a text, in quotation marks or without, and what ends it. A mark inside marks is written twice."""
_EXAMPLE = 'write it as period=Year,region="Country Name",ignore="Country Code"'


def parse_map(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Headers, or texts that stand for every row, by what they are; and the headers to leave aside. Raises
    UnclearOrders."""
    columns: dict[str, str] = {}
    ignored: list[str] = []
    for name, meant in _pairs(text):
        if name == IGNORE:
            ignored.append(meant)
        elif name in columns:
            raise UnclearOrders(f"--map says twice what {quoted(name)} is; name one column for it")
        else:
            columns[name] = meant
    return columns, tuple(ignored)


def map_text(columns: Mapping[str, str], ignored: tuple[str, ...]) -> str:
    """The inverse of `parse_map`."""
    pairs = [*columns.items(), *((IGNORE, header) for header in ignored)]
    return ",".join(f"{_written(name)}={_written(meant)}" for name, meant in pairs)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    place, parts = 0, list[str]()
    while place <= len(text):
        found = _PART.match(text, place)
        if found is None:
            raise UnclearOrders(f"--map {quoted(text)} cannot be read at {quoted(text[place:])}; {_EXAMPLE}")
        place = found.end() + (1 if not found[3] else 0)
        parts.append(_cell(found[2].strip() if found[1] is None else found[1].replace('""', '"')))
        if found[3] == "=" and len(parts) == 1:
            continue
        if found[3] == "=" or len(parts) != 2 or not all(parts):
            raise UnclearOrders(f"--map {quoted(text)} is not a list of names, each with = and a column; {_EXAMPLE}")
        yield parts[0], parts[1]
        parts = []


def _cell(text: str) -> str:
    try:
        return typed(text)
    except BadCell as bad:
        raise UnclearOrders(f"--map: {bad}") from None


def _written(text: str) -> str:
    plain = re.fullmatch(r"[^\s\",=]+(?: [^\s\",=]+)*", text)
    return text if plain else '"' + text.replace('"', '""') + '"'
