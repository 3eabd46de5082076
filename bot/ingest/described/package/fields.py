"""The fields of a table schema: what a cell of each may be, and the plain form of what it says.

Types, formats and constraints are those of frictionless; numbers keep the digits that are printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from bot.ingest.cells.missing import is_missing
from bot.ingest.described.package.dialects import reason
from bot.ingest.described.strict_json import Printed, is_text
from bot.ingest.faults import BadCell
from bot.ingest.words import quoted

V2 = "https://datapackage.org/profiles/2.0/tableschema.json"
NUMBERS = frozenset({"number", "integer"})
TIMES = frozenset({"year", "yearmonth", "date", "datetime"})
_WRITTEN = frozenset({"groupChar", "decimalChar", "bareNumber"})
_AROUND = re.compile(r"^([^-+\d.,]*)(.*?)([^\d]*)$", re.DOTALL)
_SIGNS = re.compile(r"[(\u2010-\u2015\u2212\ufe63\uff0d-]")
_CACHED = 20_000
_UNCHECKED = frozenset({"pattern", "unique", "jsonSchema"})
"""Constraints that are not looked at: a pattern may take for ever, and a table's rows are told apart elsewhere."""


class Cell(NamedTuple):
    """`text` is a cell in plain form ("-1234.5", "2020-03"), "" where it is missing; `unit` stands around a number.
    `wrong` says why it is no such cell."""

    text: str
    unit: str | None = None
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """`missing` are the texts that mean that there is nothing; `listed`: the schema names them itself."""

    name: str
    title: str | None
    type: str
    said: Mapping[str, Any]
    missing: frozenset[str]
    listed: bool
    read: Callable[[str], Cell]

    @property
    def label(self) -> str:
        return self.title or self.name


def fields_of(schema: object, what: str, *, own: bool = False) -> list[Field]:
    """The fields of a schema, none where there is none. Raises BadCell. `what` is whose it is, as messages say it. In
    the `own` layout columns are known by their names: a schema that does not say how cells are written says nothing."""
    if schema is None:
        return []
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        raise BadCell(f"{what} has a schema that lists no fields", "write it as an object with fields, or leave it out")
    if not all(isinstance(one, dict) for one in schema["fields"]):
        raise BadCell(f"{what} has a schema with a field that is no object", "give each field its name and type")
    if own and _says_nothing(schema) and all(map(_is_plain, schema["fields"])):
        return [Field(one["name"], None, "string", one, frozenset(), False, Cell) for one in schema["fields"]]
    prepared = {
        "$schema": V2,
        "fields": [_prepared(field) for field in schema["fields"]],
        **({"missingValues": schema["missingValues"]} if "missingValues" in schema else {}),
    }
    read = _by_frictionless(prepared, what)
    return [
        _field(one, said, "missingValues" in schema) for one, said in zip(read.fields, schema["fields"], strict=True)
    ]


def _is_plain(field: Mapping[str, Any]) -> bool:
    is_formatted = field.get("type") in TIMES and field.get("format", "default") not in ("default", "any")
    return is_text(field.get("name")) and _says_nothing(field) and not is_formatted


def _says_nothing(said: Mapping[str, Any]) -> bool:
    """Whether a schema or a field leaves it at how cells are usually written."""
    return _WRITTEN.isdisjoint(said) and said.get("missingValues", [""]) == [""]


def _by_frictionless(schema: Mapping[str, Any], what: str) -> Any:
    import frictionless

    try:
        read = frictionless.Schema.from_descriptor(dict(schema))
        for field in read.fields:
            field.create_cell_reader()
    except frictionless.FrictionlessException as error:
        right = "correct it, or leave the schema out"
        raise BadCell(f"{what} has a schema that is not valid ({reason(error)})", right) from None
    except Exception as error:  # noqa: BLE001  # A bound of a wrong type or a format that is none raises what it likes.
        right = "correct it, or leave the schema out"
        raise BadCell(f"{what} has a schema that cannot be followed ({type(error).__name__})", right) from None
    return read


def _prepared(said: Mapping[str, Any]) -> dict[str, Any]:
    """What frictionless is to know of a field, its numbers as numbers. Whole numbers with grouped digits it reads as
    numbers alone."""
    kept = ("name", "type", "format", "missingValues", "constraints", "decimalChar", "groupChar", "bareNumber")
    field = {name: _plain(said[name]) for name in (*kept, "trueValues", "falseValues") if name in said}
    if field.get("type") == "integer" and ({"groupChar", "decimalChar"} & set(field)):
        field["type"] = "number"
    if isinstance(field.get("constraints"), dict):
        field["constraints"] = {name: one for name, one in field["constraints"].items() if name not in _UNCHECKED}
    return field


def _plain(said: Any) -> Any:
    if isinstance(said, Printed):
        return int(said) if re.fullmatch(r"-?[0-9]{1,18}", said) else str(said)
    if isinstance(said, list):
        return [_plain(one) for one in said]
    return {name: _plain(one) for name, one in said.items()} if isinstance(said, dict) else said


def _field(field: Any, said: Mapping[str, Any], listed: bool) -> Field:
    title = said.get("title")
    own = field.has_defined("missing_values")
    missing = frozenset(field.missing_values if own or not field.schema else field.schema.missing_values)
    reader = _Reader(field, said, missing)
    label = " ".join(title.split()) if is_text(title) else ""
    return Field(field.name, label or None, said.get("type") or "string", said, missing, listed or own, reader)


class _Reader:
    """Reads cells of one field, and remembers what it read."""

    def __init__(self, field: Any, said: Mapping[str, Any], missing: frozenset[str]) -> None:
        self._check = field.create_cell_reader()
        self._said = said
        self._missing = missing
        self._numeric = said.get("type") in NUMBERS
        self._type = said.get("type") or "string"
        self._known: dict[str, Cell] = {}

    def __call__(self, text: str) -> Cell:
        cell = self._known.get(text)
        if cell is None:
            cell = self._cell(text)
            if len(self._known) < _CACHED:
                self._known[text] = cell
        return cell

    def _cell(self, text: str) -> Cell:
        if not text and "" not in self._missing and self._type != "string":
            text = next(iter(self._missing), "")
        try:
            value, notes = self._check(text)
        except Exception as error:  # noqa: BLE001  # What a cell makes a constraint raise is the cell's fault.
            return Cell(text, wrong=f"{quoted(text)} cannot be held against the schema ({type(error).__name__})")
        if text in self._missing and not (notes and "required" in notes):
            return Cell("")
        if notes:
            if self._numeric and "type" in notes and is_missing(text):
                return Cell("")
            return Cell(text, wrong=_wrong(text, self._type, notes))
        if self._numeric:
            return self._number(text)
        return Cell(_moment(value) if self._type in TIMES else text, wrong=self._too_short(value))

    def _number(self, text: str) -> Cell:
        unit = None
        if self._said.get("bareNumber") is False and (around := _AROUND.match(text)):
            unit, inner = f"{around[1]}{around[3]}".strip() or None, around[2]
            if _SIGNS.search(unit or ""):
                return Cell(text, wrong=f"{quoted(text)} may be a negative number, whose sign the schema drops")
            text = inner
        group, decimal = (self._said.get(name) for name in ("groupChar", "decimalChar"))
        if is_text(group):
            text = text.replace(group, "")
        if is_text(decimal):
            text = text.replace(decimal, ".")
        if is_missing(text):
            return Cell("")
        if self._said.get("type") == "integer" and "." in text:
            return Cell(text, wrong=f"{quoted(text)} is no integer")
        if "_" in text:
            return Cell(text, wrong=f"{quoted(text)} is no number as the schema has it")
        return Cell(text, unit)

    def _too_short(self, value: Any) -> str | None:
        if isinstance(value, datetime) and value.time() != time():
            return f"{quoted(str(value))} is a time of day, and periods are days or longer"
        return None


def _moment(value: Any) -> str:
    """ISO text of a year, a month or a day."""
    if isinstance(value, int):
        return f"{value:04}"
    if isinstance(value, date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    return f"{value.year:04}-{value.month:02}"


def _wrong(text: str, kind: str, notes: Mapping[str, str]) -> str:
    if "type" in notes:
        return f"{quoted(text)} is no {kind} as the schema has it" if text else "the cell is blank"
    name, note = next(iter(notes.items()))
    if name == "required":
        return "the cell is blank, and the schema asks for one that is not"
    return f"{quoted(text)} is not what the schema asks for ({' '.join(note.split())[:120]})"
