"""Columns of numbers beside a time, under a title that says what all of them measure: "Road deaths" over the year and
Auckland, Wellington."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.spreads import spreads_among
from bot.ingest.cells.styles import style_of
from bot.ingest.cells.unit_headers import split_unit
from bot.ingest.layout.grid.kinds import are_measures, is_plain_total
from bot.ingest.layout.grid.title import parted_breakdowns, without_period
from bot.ingest.layout.long.names import Role, names_time, words_of
from bot.ingest.layout.long.plan import Dating, Measure
from bot.ingest.layout.long.profile import Column
from bot.ingest.layout.long.roles import Roles
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_HEADING = "column heading"
_SHOWN = 2
_GENERAL = frozenset(
    {"statistics", "indicators", "indicator", "summary", "overview", "accounts", "trends", "facts", "profile",
     "characteristics", "data", "results", "figures", "key", "main", "selected", "comparison", "dashboard", "and"}
)  # fmt: skip
"""Words of titles over several things that are measured."""
_ENDING = re.compile(r"(?:es|s)$")


class Members(NamedTuple):
    """What the title says is measured, the measures as members of one dimension, and what is said of that."""

    label: str
    measures: tuple[Measure, ...]
    said: Assumption


def members_of(
    title: str, columns: Sequence[Column], measures: Sequence[Measure], roles: Roles, dating: Dating | None
) -> Members | None:
    """The columns as members of one dimension; None where they measure things of their own, or the title says nothing
    of what. In doubt where neither the title's own words nor sums show it."""
    headers = _alike(measures, roles, dating)
    if headers is None or _says_several(title, headers):
        return None
    label, unit = split_unit(title)
    label, breakdowns = parted_breakdowns(without_period(label, style_of([label]).style)[0])
    breakdowns = tuple(one for one in breakdowns if not names_time(one))
    name = breakdowns[0] if len(breakdowns) == 1 else _HEADING
    sure = bool(breakdowns) or _adds_up([columns[one.column] for one in measures], measures)
    shown = ", ".join(map(quoted, headers[:_SHOWN])) + (" and others" if len(headers) > _SHOWN else "")
    sentence = f"{shown} are taken for parts of what the title measures, {quoted(label)}"
    said = Assumption(sentence, f'--map indicator="{label}"', doubtful=not sure, about="columns under a title")
    parts = tuple(
        replace(one, indicator=None, codes={name: header}, unit=one.unit or unit)
        for one, header in zip(measures, headers, strict=True)
    )
    return Members(label, parts, said)


def named_by_nothing(
    title: str | None, measures: Sequence[Measure], roles: Roles, dating: Dating | None
) -> Assumption | None:
    """The doubt about columns that are called by names, Auckland and Wellington, where no unit says what is measured of
    them and no title does, or one over several things that names none of them; None of others."""
    headers = _alike(measures, roles, dating)
    if headers is None or any(one.unit for one in measures) or sum(map(_is_name, headers)) * 2 <= len(headers):
        return None
    if title and (_names_one(title, headers) or _GENERAL.isdisjoint(words_of(title))):
        return None
    shown = " and ".join(map(quoted, headers[:_SHOWN])) + (" and others" if len(headers) > _SHOWN else "")
    sentence = f"Nothing names what is measured: {shown} may be what it is measured of."
    return Assumption(sentence, '--map indicator="..."', doubtful=True, about="columns that nothing names")


def _is_name(header: str) -> bool:
    """Whether a header is written as a name, and not as things that are counted ("Births") or measured ("Jobless
    rate")."""
    words = header.split()
    is_code = header.upper() == header  # "GDP", "LRUN64"
    return not is_code and not header.endswith("s") and all(word[:1].isupper() or not word.isalpha() for word in words)


def _alike(measures: Sequence[Measure], roles: Roles, dating: Dating | None) -> list[str] | None:
    """The headers of columns of numbers beside nothing but a time, in one unit; None of others, and of those that say
    that they are measures."""
    if dating is None or len(measures) < 2 or roles.columns(Role.DIMENSION, Role.INDICATOR, Role.VALUE, Role.UNIT):
        return None
    headers = [one.indicator or "" for one in measures]
    units = {one.unit for one in measures}
    if not all(headers) or len(units) > 1 or any(one.period or one.part or one.codes for one in measures):
        return None
    return None if are_measures(headers) or spreads_among(headers) else headers


def _says_several(title: str, headers: Sequence[str]) -> bool:
    """Whether a title is over several things that are measured: it says so, or names one of the columns."""
    return not _GENERAL.isdisjoint(words_of(title)) or _names_one(title, headers)


def _names_one(title: str, headers: Sequence[str]) -> bool:
    stems = {_ENDING.sub("", word) for word in words_of(title)}
    named = [[_ENDING.sub("", word) for word in words_of(header)] for header in headers if not is_plain_total(header)]
    return any(told and stems.issuperset(told) for told in named)


def _adds_up(columns: Sequence[Column], measures: Sequence[Measure]) -> bool:
    """Whether one of the columns is the total of the others, by its name and in each row."""
    totals = [at for at, one in enumerate(measures) if is_plain_total(one.indicator or "")]
    if len(totals) != 1:
        return False
    (whole,) = totals
    rows = [
        [read_number(cell, one.decimal) for cell, one in zip(cells, measures, strict=True)]
        for cells in zip(*(column.cells for column in columns), strict=True)
    ]
    full = [[Decimal(number.text) for number in row if number] for row in rows if all(row)]
    return bool(full) and all(sum(row) == 2 * row[whole] for row in full)
