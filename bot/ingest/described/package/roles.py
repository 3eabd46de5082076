"""What each field of a table is: the period, a value, a breakdown, a unit, a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.ingest.cells.periods import read_period
from bot.ingest.described.package.fields import NUMBERS, TIMES, Field
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption
from bot.ingest.withholding import EMBARGO, REVIEW

_PERIODS = frozenset(
    {"year", "period", "time", "date", "quarter", "month", "time_period", "ref_date", "reference_period", "years"}
)
_PARTS = frozenset({"month", "quarter", "week", "day", "half"})
_INDICATORS = frozenset({"indicator", "measure", "variable", "series", "indicator_name", "series_name", "statistic"})
_UNITS = frozenset({"unit", "units", "unit_of_measure", "uom"})
_NOTES = frozenset({"note", "notes", "comment", "comments", "footnote", "footnotes", "remark", "remarks"})
_GENERIC = frozenset(
    {"value", "values", "obs_value", "amount", "number", "figure", "count", "total", "data", "observation"}
)
_IDS = re.compile(r"(?:.*[ _-])?(?:id|code|key|no|nr|rank|isic|nace|fips|postcode|zip)", re.IGNORECASE)
_ASIDE = frozenset({"object", "array", "list", "geojson", "geopoint", "time", "duration"})
_LABELS = ("name", "label", "title", "description")
RESERVED = (EMBARGO, REVIEW)
"""Reserved columns that are what their names say in any table."""


@dataclass(slots=True)
class Roles:
    """`part` is a field that says which month or quarter of the year in `period`. `spread` are measures that are one
    thing at several times, which their names say, with the periods."""

    period: Field | None = None
    part: Field | None = None
    measures: list[Field] = field(default_factory=list)
    spread: dict[str, str] = field(default_factory=dict)
    dimensions: list[Field] = field(default_factory=list)
    indicator: Field | None = None
    unit: Field | None = None
    note: Field | None = None
    reserved: list[Field] = field(default_factory=list)
    aside: list[Field] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)

    @property
    def measures_alone(self) -> bool:
        return len(self.measures) == 1 and not self.spread


def roles_of(fields: Sequence[Field], schema: Mapping[str, Any], orders: Orders) -> Roles:
    """By the desk's word, then by the schema's types, then by names."""
    roles = Roles()
    meant = {said.casefold(): role for role, said in orders.columns.items()}
    called = {name.casefold() for one in fields for name in (one.name, one.label)}
    named = {role for said, role in meant.items() if said in called}
    ignored = {name.casefold() for name in orders.ignored}
    keys = _keys(schema)
    for one in fields:
        said = meant.get(one.name.casefold()) or meant.get(one.label.casefold())
        if one.name.casefold() in ignored or one.label.casefold() in ignored or one.type in _ASIDE:
            roles.aside.append(one)
        elif said is not None:
            _put(roles, one, said)
        else:
            _place(roles, one, keys, "period" in named, "value" in named)
    _settle(roles)
    return roles


def _put(roles: Roles, one: Field, role: str) -> None:
    if role == "value":
        roles.measures.append(one)
    elif role in ("period", "indicator", "unit", "note"):
        setattr(roles, role, one)
    elif role in RESERVED:
        roles.reserved.append(one)
    else:
        roles.dimensions.append(one)


def _place(roles: Roles, one: Field, keys: frozenset[str], has_period: bool, has_value: bool) -> None:
    name = _plain(one.name)
    if name in RESERVED:
        roles.reserved.append(one)
    elif one.type in TIMES and not has_period:
        _take_time(roles, one)
    elif name in _PERIODS and not has_period and (one.type in ("integer", "string", "any")):
        _take_named_time(roles, one, name)
    elif one.type in NUMBERS and not has_value and name not in keys and not _is_code(one):
        roles.measures.append(one)
    elif one.type not in NUMBERS and name in _INDICATORS and roles.indicator is None:
        roles.indicator = one
    elif one.type not in NUMBERS and name in _UNITS and roles.unit is None:
        roles.unit = one
    elif one.type not in NUMBERS and name in _NOTES and roles.note is None:
        roles.note = one
    else:
        roles.dimensions.append(one)


def _take_time(roles: Roles, one: Field) -> None:
    """The first field of a time is the period; another would be as likely."""
    if roles.period is None or roles.period.type not in TIMES:
        if roles.period is not None:
            roles.dimensions.append(roles.period)
        roles.period = one
        return
    roles.dimensions.append(one)
    sentence = f"The periods are those of “{roles.period.label}”, and not of “{one.label}”."
    roles.assumptions.append(Assumption(sentence, "--map period=COLUMN", doubtful=True))


def _take_named_time(roles: Roles, one: Field, name: str) -> None:
    if roles.period is None:
        roles.period = one
    elif name in _PARTS and roles.part is None and _plain(roles.period.name) in ("year", "years"):
        roles.part = one
    else:
        roles.dimensions.append(one)


def _settle(roles: Roles) -> None:
    """Months without a year are no period, and measures that are named by periods are one measure."""
    periods = {one.name: iso for one in roles.measures if (iso := read_period(one.label) or read_period(one.name))}
    if len(periods) > 1 and len(periods) == len(roles.measures) and roles.period is None:
        roles.spread = periods
    elif roles.period is not None and roles.period.type not in TIMES:
        sentence = f"The periods are those of “{roles.period.label}”."
        roles.assumptions.append(Assumption(sentence, "--map period=COLUMN"))


def _keys(schema: Mapping[str, Any]) -> frozenset[str]:
    """The fields that tell rows apart or refer to other tables: they are no values."""
    keys = _names(schema.get("primaryKey"))
    for foreign in listed if isinstance(listed := schema.get("foreignKeys"), list) else []:
        if isinstance(foreign, dict):
            keys += _names(foreign.get("fields"))
    return frozenset(map(_plain, keys))


def _names(written: object) -> list[str]:
    listed = written if isinstance(written, list) else [written]
    return [one for one in listed if isinstance(one, str)]


def _is_code(one: Field) -> bool:
    constraints = one.said.get("constraints")
    enum = isinstance(constraints, dict) and "enum" in constraints
    return enum or "categories" in one.said or _IDS.fullmatch(one.name) is not None


def is_generic(one: Field) -> bool:
    """Whether a field's name says nothing of what is measured."""
    return _plain(one.label) in _GENERIC


def label_field(fields: Sequence[Field], key: str) -> Field | None:
    """The field of a table of codes that says what its codes are called."""
    texts = [one for one in fields if one.type in ("string", "any") and one.name != key]
    named = [one for label in _LABELS for one in texts if _plain(one.name).endswith(label)]
    return next(iter((*named, *texts)), None)


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().casefold())
