"""A meaning as plain JSON, and back. What comes in is input: its form, its size and its names are checked.

A selection is {"indicator", "dimensions": {dimension: code}, "period", "statuses", "agent", "source"}, by ids; a group
is {"members": selection, "dimension", "codes"}, {"periods": selection, "within"} or {"several": [selection, ...]}; of
members, {"ranked": group, "highest", "count"} is so many of the highest or lowest, for a sum. A
meaning is its "operation" with what that is of. What may be left out has its default.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from bot.ask.meaning import (
    Asks,
    Breakdown,
    Change,
    Count,
    Crossing,
    Difference,
    Extreme,
    Group,
    Lookup,
    Mean,
    Meaning,
    Members,
    PercentChange,
    Periods,
    Range,
    Ranked,
    Ratio,
    Selection,
    Several,
    Share,
    Side,
    Sum,
    selections,
)
from bot.domain import Status
from bot.errors import InvalidDate, UnclearReading
from bot.periods import Period

MAX_CHARACTERS = 20_000
MAX_SELECTIONS = 50
MAX_CODES = 200
_MAX_DIMENSIONS = 20
_MAX_NAME = 1_000
_MAX_PLACE = 10_000
_MAX_DIGITS = 40
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Slot:
    """How one part of a meaning is read (from JSON, with the words for where it stands) and written."""

    read: Callable[[Any, str], Any]
    write: Callable[[Any], Any]
    required: bool = True


def to_json(meaning: Meaning) -> dict[str, Any]:
    """Every part of it, defaults too: equal meanings are equal JSON."""
    operation = _NAMES[type(meaning)]
    _, slots = _OPERATIONS[operation]
    return {"operation": operation, **{name: slot.write(getattr(meaning, name)) for name, slot in slots.items()}}


def to_text(meaning: Meaning) -> str:
    """Equal meanings are equal text."""
    return json.dumps(to_json(meaning), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> Meaning:
    """Raises UnclearReading."""
    if len(text) > MAX_CHARACTERS:
        raise UnclearReading(f"The reading is too long: it may have {MAX_CHARACTERS:,} characters.")
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        raise UnclearReading("The reading is not JSON; give an object as an answer has it under “reading”.") from None
    return from_json(body)


def from_json(body: object) -> Meaning:
    """The inverse of `to_json`. Raises UnclearReading for anything else; whether the ledger knows what it names is for
    `bot.ask.meaning_names`."""
    found = _object(body, "the reading")
    operation = found.get("operation")
    if not isinstance(operation, str) or operation not in _OPERATIONS:
        raise _unclear("“operation”", f"has to be one of {', '.join(_OPERATIONS)}")
    kind, slots = _OPERATIONS[operation]
    meaning: Meaning = kind(**_slots(found, slots, "the reading", {"operation"}))
    if len(selections(meaning)) > MAX_SELECTIONS:
        raise _unclear("the reading", f"may select {MAX_SELECTIONS} figures at most")
    return meaning


def shown(text: object) -> str:
    """A name as a message shows it: in one line, and not too long."""
    line = " ".join(str(text).split()).encode("utf-8", "replace").decode("utf-8")
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _unclear(where: str, what: str) -> UnclearReading:
    return UnclearReading(f"The reading cannot be used: {where} {what}.")


def _object(body: object, where: str) -> Mapping[str, Any]:
    if not isinstance(body, dict):
        raise _unclear(where, "has to be an object")
    return body


def _slots(body: Mapping[str, Any], slots: Mapping[str, _Slot], where: str, others: set[str]) -> dict[str, Any]:
    """What is given for each slot, checked; a name that is no slot's is an error."""
    unknown = next((name for name in body if name not in slots and name not in others), None)
    if unknown is not None:
        raise _unclear(where, f"knows no “{shown(unknown)}”, only {', '.join(f'“{name}”' for name in slots)}")
    missing = next((name for name, slot in slots.items() if slot.required and name not in body), None)
    if missing is not None:
        raise _unclear(where, f"lacks “{missing}”")
    return {name: slots[name].read(body[name], f"“{name}”") for name in slots if name in body}


def _name(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value or len(value) > _MAX_NAME:
        raise _unclear(where, f"has to be text of 1 to {_MAX_NAME:,} characters")
    return value


def _optional_name(value: Any, where: str) -> str | None:
    return None if value is None else _name(value, where)


def _list(value: Any, where: str, most: int, fewest: int = 0) -> list[Any]:
    if not isinstance(value, list) or not fewest <= len(value) <= most:
        raise _unclear(where, f"has to be a list of {fewest} to {most}")
    return value


def _period(value: Any, where: str) -> Period | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > _MAX_NAME:
        raise _unclear(where, "has to be a date or a period, as 2020, 2020-11 or 2019-08/2020-07")
    try:
        return Period.parse(value)
    except InvalidDate as error:
        raise _unclear(where, f"is no period: {shown(error)}") from None


def _dimensions(value: Any, where: str) -> tuple[tuple[str, str], ...]:
    pairs = _object(value, where)
    if len(pairs) > _MAX_DIMENSIONS:
        raise _unclear(where, f"may have {_MAX_DIMENSIONS} dimensions at most")
    return tuple(sorted((_name(key, where), _name(code, where)) for key, code in pairs.items()))


def _statuses(value: Any, where: str) -> frozenset[Status]:
    found = _list(value, where, len(Status))
    if not all(isinstance(one, str) and one in set(Status) for one in found):
        raise _unclear(where, f"has to be a list of {', '.join(Status)}")
    return frozenset(map(Status, found))


def _codes(value: Any, where: str) -> tuple[str, ...]:
    return tuple(_name(code, where) for code in _list(value, where, MAX_CODES))


def _selection(value: Any, where: str) -> Selection:
    return Selection(**_slots(_object(value, where), _SELECTION, where, set()))


def _many(value: Any, where: str) -> tuple[Selection, ...]:
    return tuple(_selection(one, where) for one in _list(value, where, MAX_SELECTIONS, 1))


def _group_of(*leads: str) -> Callable[[Any, str], Any]:
    """Reads a group of one of these kinds."""

    def read(value: Any, where: str) -> Any:
        body = _object(value, where)
        found = [_GROUPS[lead] for lead in leads if lead in body]
        if len(found) != 1:
            raise _unclear(where, f"has to have one of {', '.join(f'“{lead}”' for lead in leads)}")
        kind, slots = found[0]
        parts = _slots(body, slots, where, set())
        # Under the name of its kind stands what the group is of.
        return kind(parts.pop(next(iter(slots))), **parts)

    return read


def _selection_or_members(value: Any, where: str) -> Selection | Members:
    is_group = isinstance(value, dict) and "members" in value
    found: Selection | Members = _group_of("members")(value, where) if is_group else _selection(value, where)
    return found


def _whole(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MAX_PLACE:
        raise _unclear(where, f"has to be a whole number from 1 to {_MAX_PLACE:,}")
    return value


def _flag(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise _unclear(where, "has to be true or false")
    return value


def _one_of(kind: type[Asks] | type[Side]) -> Callable[[Any, str], Any]:
    def read(value: Any, where: str) -> Asks | Side:
        if not isinstance(value, str) or value not in set(kind):
            raise _unclear(where, f"has to be one of {', '.join(kind)}")
        return kind(value)

    return read


def _bound(value: Any, where: str) -> str | Selection:
    if not isinstance(value, str):
        return _selection(value, where)
    whole, point, fraction = value.removeprefix("-").partition(".")
    parts = [whole, fraction] if point else [whole]
    if len(value) > _MAX_DIGITS or not all(part.isascii() and part.isdecimal() for part in parts):
        raise _unclear(where, "has to be a number as text, such as “12.5”, or a selection")
    return value


def _same(value: Any) -> Any:
    return value


def _write_selection(of: Selection) -> dict[str, Any]:
    return {name: slot.write(getattr(of, name)) for name, slot in _SELECTION.items()}


def _write_many(each: tuple[Selection, ...]) -> list[dict[str, Any]]:
    return [_write_selection(of) for of in each]


def _write_period(period: Period | None) -> str | None:
    return None if period is None else period.iso


def _write_whole(whole: Selection | Members) -> dict[str, Any]:
    return _write_selection(whole) if isinstance(whole, Selection) else _write_group(whole)


def _write_group(group: Group | Ranked) -> dict[str, Any]:
    lead = next(lead for lead, (kind, _) in _GROUPS.items() if isinstance(group, kind))
    _, slots = _GROUPS[lead]
    parts = [getattr(group, field.name) for field in fields(group)]
    return {name: slot.write(part) for (name, slot), part in zip(slots.items(), parts, strict=True)}


def _write_bound(bound: str | Selection) -> str | dict[str, Any]:
    return _write_selection(bound) if isinstance(bound, Selection) else bound


_OF = _Slot(_selection, _write_selection)
_TIME = _Slot(_period, _write_period, required=False)
_SELECTION: Mapping[str, _Slot] = {
    "indicator": _Slot(_name, _same),
    "dimensions": _Slot(_dimensions, dict, required=False),
    "period": _TIME,
    "statuses": _Slot(_statuses, lambda statuses: sorted(status.value for status in statuses), required=False),
    "agent": _Slot(_optional_name, _same, required=False),
    "source": _Slot(_optional_name, _same, required=False),
}
_KINDS = ("members", "periods", "several")
_GROUPS: Mapping[str, tuple[Any, Mapping[str, _Slot]]] = {
    "members": (Members, {"members": _OF, "dimension": _Slot(_name, _same), "codes": _Slot(_codes, list, False)}),
    "periods": (Periods, {"periods": _OF, "within": _TIME}),
    "several": (Several, {"several": _Slot(_many, _write_many)}),
    "ranked": (
        Ranked,
        {
            "ranked": _Slot(_group_of("members"), _write_group),
            "highest": _Slot(_flag, _same),
            "count": _Slot(_whole, _same),
        },
    ),
}
_GROUP = _Slot(_group_of(*_KINDS), _write_group)
_SIDE, _BOUND = _Slot(_one_of(Side), str), _Slot(_bound, _write_bound)
_OPERATIONS: Mapping[str, tuple[Any, Mapping[str, _Slot]]] = {
    "lookup": (Lookup, {"of": _OF}),
    "difference": (Difference, {"one": _OF, "other": _OF}),
    "change": (Change, {"before": _OF, "after": _OF}),
    "percent change": (PercentChange, {"before": _OF, "after": _OF}),
    "ratio": (Ratio, {"one": _OF, "other": _OF}),
    "share": (Share, {"parts": _Slot(_many, _write_many), "whole": _Slot(_selection_or_members, _write_whole)}),
    "sum": (Sum, {"of": _Slot(_group_of(*_KINDS, "ranked"), _write_group)}),
    "mean": (Mean, {"of": _GROUP}),
    "extreme": (
        Extreme,
        {
            "of": _GROUP,
            "highest": _Slot(_flag, _same),
            "place": _Slot(_whole, _same, required=False),
            "count": _Slot(_whole, _same, required=False),
            "asks": _Slot(_one_of(Asks), str, required=False),
        },
    ),
    "count": (Count, {"of": _GROUP, "side": _SIDE, "bound": _BOUND}),
    "range": (Range, {"of": _GROUP}),
    "crossing": (Crossing, {"of": _Slot(_group_of("periods"), _write_group), "side": _SIDE, "bound": _BOUND}),
    "breakdown": (Breakdown, {"of": _GROUP}),
}
_NAMES = {kind: name for name, (kind, _) in _OPERATIONS.items()}
