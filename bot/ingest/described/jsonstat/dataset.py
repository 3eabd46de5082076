"""A JSON-stat dataset (versions 1 and 2) as plain nouns, checked in all that its reading rests on.

https://json-stat.org/full/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import prod
from typing import Any

from bot.errors import LedgerUnreadable
from bot.ingest.described.strict_json import Printed, is_text
from bot.ingest.words import quoted

_MOST_DIMENSIONS = 100
_MOST_DIGITS = 15
_WRONG = "get the file again from where it came, or save it as CSV"


@dataclass(frozen=True, slots=True)
class Axis:
    """A dimension: its codes in order, with what they are called, what their values are in, and their parts."""

    id: str
    label: str | None
    codes: tuple[str, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """`values` are (place, value) in the order of the file: a number, a text or None; `roles` names the axes of time,
    geo and metric. `said` is the object itself, for what nothing rests on."""

    label: str | None
    axes: tuple[Axis, ...]
    roles: Mapping[str, tuple[str, ...]]
    values: list[Any] | dict[str, Any]
    status: str | list[Any] | dict[str, Any] | None
    said: Mapping[str, Any]

    def observed(self) -> Iterator[tuple[int, Any]]:
        """Each value that the file has, by its place from 0. Of a cube with gaps, those that are there."""
        if isinstance(self.values, list):
            yield from enumerate(self.values)
        else:
            yield from ((int(place), value) for place, value in self.values.items())

    def codes_at(self, place: int) -> list[str]:
        """The code in each axis; the last axis turns fastest."""
        found = []
        for axis in reversed(self.axes):
            place, at = divmod(place, len(axis.codes))
            found.append(axis.codes[at])
        return found[::-1]

    def status_at(self, place: int) -> str | None:
        status = self.status
        if isinstance(status, list):
            status = status[place % len(status)] if len(status) in (1, len(self.values)) else None
        elif isinstance(status, dict):
            status = status.get(str(place))
        return status if isinstance(status, str) else None


def read_dataset(body: Mapping[str, Any], file: str) -> Dataset:
    """Raises LedgerUnreadable where the object is no sound dataset."""
    dimension = _object(body.get("dimension"), "dimension", file)
    ids = _texts(body.get("id", dimension.get("id")), "id", file)
    sizes = _numbers(body.get("size", dimension.get("size")), "size", file)
    if len(ids) != len(sizes) or len(ids) > _MOST_DIMENSIONS or len(set(ids)) < len(ids):
        raise _unsound(file, f"it names {len(ids)} dimensions and {len(sizes)} sizes, or one of them twice")
    axes = tuple(_axis(id_, size, dimension.get(id_), file) for id_, size in zip(ids, sizes, strict=True))
    values, status = body.get("value"), body.get("status")
    _check_values(values, prod(sizes), file)
    assert isinstance(values, list | dict)
    if not isinstance(status, list | dict | None) and not is_text(status):
        raise _unsound(file, "its status is no text, list or object")
    roles = body.get("role", dimension.get("role")) or {}
    return Dataset(_text(body.get("label")), axes, _roles(_object(roles, "role", file), ids), values, status, body)


def _axis(id_: str, size: int, body: object, file: str) -> Axis:
    if not isinstance(body, dict):
        raise _unsound(file, f"it does not describe its dimension {quoted(id_)}")
    category = _object(body.get("category"), f"category of {quoted(id_)}", file)
    labels = {code: str(label) for code, label in _optional(category.get("label")).items() if is_text(label)}
    codes = _codes(category, labels)
    if len(codes) != size or not all(map(is_text, codes)) or len(set(codes)) < len(codes):
        raise _unsound(file, f"its dimension {quoted(id_)} has {len(codes)} categories and a size of {size:,}")
    units = {code: unit for code, unit in _optional(category.get("unit")).items() if isinstance(unit, dict)}
    parts = {
        code: tuple(filter(is_text, below))
        for code, below in _optional(category.get("child")).items()
        if isinstance(below, list)
    }
    return Axis(id_, _text(body.get("label")), codes, labels, units, parts)


def _codes(category: Mapping[str, Any], labels: Mapping[str, str]) -> tuple[str, ...]:
    """The codes in order: a list, an object with their places, or, of one alone, its label's."""
    index = category.get("index")
    if isinstance(index, list):
        return tuple(index)
    if isinstance(index, dict):
        places = {code: _place(place) for code, place in index.items()}
        ordered = sorted(index, key=lambda code: places[code])
        return tuple(ordered) if [places[code] for code in ordered] == list(range(len(ordered))) else ()
    return tuple(labels) if len(labels) == 1 else ()


def _place(number: object) -> int:
    return int(number) if isinstance(number, Printed) and number.isdecimal() and len(number) <= _MOST_DIGITS else -1


def _check_values(values: object, size: int, file: str) -> None:
    if isinstance(values, list):
        if len(values) != size:
            raise _unsound(file, f"it has {len(values):,} values and a size of {size:,}")
    elif isinstance(values, dict):
        if not all(place.isdecimal() and len(place) <= _MOST_DIGITS and int(place) < size for place in values):
            raise _unsound(file, f"it has values outside its size of {size:,}")
    else:
        raise _unsound(file, "it has no values")


def _roles(body: Mapping[str, Any], ids: list[str]) -> dict[str, tuple[str, ...]]:
    return {
        role: tuple(id_ for id_ in named if id_ in ids)
        for role in ("time", "geo", "metric")
        if isinstance(named := body.get(role), list)
    }


def _numbers(listed: object, what: str, file: str) -> list[int]:
    numbers = [_place(one) for one in listed] if isinstance(listed, list) else []
    if not numbers or min(numbers) < 1:
        raise _unsound(file, f"its {what} is no list of numbers from 1 to {10**_MOST_DIGITS - 1:,}")
    return numbers


def _texts(listed: object, what: str, file: str) -> list[str]:
    if not isinstance(listed, list) or not listed or not all(is_text(one) and one for one in listed):
        raise _unsound(file, f"its {what} is no list of names")
    return [str(one) for one in listed]


def _object(body: object, what: str, file: str) -> Mapping[str, Any]:
    if not isinstance(body, dict):
        raise _unsound(file, f"its {what} is missing or no object")
    return body


def _optional(body: object) -> Mapping[str, Any]:
    return body if isinstance(body, dict) else {}


def _text(body: object) -> str | None:
    return " ".join(body.split()) or None if is_text(body) else None


def _unsound(file: str, wrong: str) -> LedgerUnreadable:
    return LedgerUnreadable(f"{file} is no sound JSON-stat: {wrong}; {_WRONG}")
