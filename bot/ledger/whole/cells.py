"""Values of the database as cells of a table, and back: every digit, every instant and every word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Integer

from bot.errors import InvalidDate
from bot.ingest.faults import BadCell
from bot.ingest.words import advice, quoted
from bot.ledger.whole.layout import WORDS
from bot.periods import PartialDate, Period
from bot.store.types import Exact, UtcDateTime, Words

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{6})?Z")
_LONGEST = 200


def text_of(value: object) -> str:
    """A value as a cell; "" where there is none."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case Decimal():
            return f"{value:f}"
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def type_of(column: Column[Any]) -> str:
    """What Frictionless calls the type of a column."""
    match column.type:
        case Words():
            return "array"
        case UtcDateTime():
            return "datetime"
        case Exact():
            return "number"
        case Boolean():
            return "boolean"
        case Integer():
            return "integer"
        case _:
            return "string"


def reader_of(column: Column[Any]) -> Callable[[str], Any]:
    """What reads a cell of the column. It raises BadCell."""
    read = _READ[type_of(column)]
    words = tuple(WORDS.get((column.table.name, column.name), ()))
    if words:
        read = _word(words)
    elif column.name in _DATES:
        read = _DATES[column.name]

    def one(text: str) -> Any:
        if text or (read is _text and not column.nullable):
            return read(text)
        if column.nullable:
            return None
        if column.name in _MAY_BE_BLANK:
            return ""
        raise BadCell("the cell is blank", f"give every row its {column.name}")

    return one


def _text(text: str) -> str:
    if "\0" in text:
        raise BadCell("the cell holds a NUL", "take it out")
    return text


def _word(words: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise BadCell(f"{quoted(text)} is none of {', '.join(words)}", advice(text, words, "write one of these"))
        return text

    return read


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text) or len(text) > _LONGEST:
        raise BadCell(f"{quoted(text)} is not a number", "write it in plain digits, as -1234.50")
    return Decimal(text)


def _integer(text: str) -> int:
    if not _NUMBER.fullmatch(text) or "." in text or len(text) > len("-2147483648"):
        raise BadCell(f"{quoted(text)} is not a whole number", "write it in plain digits")
    return int(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise BadCell(f"{quoted(text)} is neither true nor false", "write true or false")
    return text == "true"


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text) if _INSTANT.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise BadCell(f"{quoted(text)} is not an instant", "write it in UTC, as 2026-05-01T09:30:00Z")
    return found


def _labels(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadCell(f"{quoted(text)} is no list of words", 'write it as ["one", "two"]')
    return tuple(found)


def _period(text: str) -> str:
    return _dated(lambda: Period.parse(text).iso)


def _date(text: str) -> str:
    return _dated(lambda: PartialDate.parse(text).iso)


def _dated(read: Callable[[], str]) -> str:
    try:
        return read()
    except InvalidDate as error:
        raise BadCell.of(error) from None


_READ: dict[str, Callable[[str], Any]] = {
    "array": _labels,
    "datetime": _instant,
    "number": _number,
    "boolean": _boolean,
    "integer": _integer,
    "string": _text,
}
_DATES: dict[str, Callable[[str], Any]] = {"period": _period, "published_on": _date}
_MAY_BE_BLANK = frozenset({"period"})
"""Columns in which a blank cell says that nobody knows."""
