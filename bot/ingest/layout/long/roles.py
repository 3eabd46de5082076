"""Which column is what: what the desk says, then the reserved names, then names and cells together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bot.ingest.cells.bases import is_base, may_be_base
from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.stretches import stretch_of
from bot.ingest.cells.units import unit_in_brackets
from bot.ingest.layout.long.dated import is_annual
from bot.ingest.layout.long.names import (
    Role,
    is_code,
    is_kind,
    names_beginning,
    names_time,
    role_of,
    says_code,
    stem,
    words_of,
)
from bot.ingest.layout.long.profile import Column, is_datelike
from bot.ingest.layout.long.told import Told
from bot.ingest.layout.long.twins import twins_of
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.table import column_name
from bot.ingest.withholding import EMBARGO, REVIEW

_NOT_LISTED = (Role.INDICATOR, Role.VALUE, Role.PERIOD, Role.YEAR, Role.STARTS)
_ITEMS = frozenset({"item", "items", "line item", "key figure", "key figures", "heading", "data", "what"})
_WHOLE = 100
"""Per cent."""
PART_OF_YEAR = re.compile(r"M(?:0[1-9]|1[0-3])|Q0[1-5]|S0[1-3]|A01")
"""Parts of a year beside it, as the Bureau of Labor Statistics writes them: M13, Q05, S03 and A01 are all of it."""
DATING = (Role.PERIOD, Role.YEAR, Role.QUARTER, Role.MONTH, Role.WEEK, Role.DAY, Role.STARTS, Role.ENDS)
"""Roles of columns that say when."""
_OF_PROGRAMS = "of use to programs alone"
BESIDE_PERIODS, _BESIDE_VALUE = "beside columns of periods", "numbers beside the value"
FIGURES_ASIDE = frozenset({BESIDE_PERIODS, _BESIDE_VALUE})
"""Why columns of figures are left aside: each of these is counted."""
_FEW = 0.2
"""Share of different numbers in a column under which they tell things apart: ages, classes."""
_MANY = 20
_MOST_OF_A_KIND = 999
"""The highest number that a ward, a level or a type has."""
_PARTS = (Role.QUARTER, Role.MONTH, Role.WEEK, Role.DAY)
_LIMITS = frozenset(
    {"ci", "cl", "lower", "upper", "se", "cv", "stderr", "moe", "interval", "limit", "error", "confidence"}
)


_WITHHOLDING = (EMBARGO, REVIEW)


@dataclass(slots=True)
class Roles:
    """The role of each column, by column. `reserved` are columns that have a reserved name, by order or exactly;
    `renamed` what the desk calls a dimension; `aside` the columns left aside, with the reason."""

    of: dict[int, Role] = field(default_factory=dict)
    reserved: set[int] = field(default_factory=set)
    renamed: dict[int, str] = field(default_factory=dict)
    aside: dict[int, str] = field(default_factory=dict)
    own: bool = False
    twins: dict[int, int] = field(default_factory=dict)
    """By the column of labels, that of its codes, where their names differ by case or spaces alone."""
    as_written: bool = False
    """Its own layout to the name of the period: an office has a column “Year”."""

    def columns(self, *roles: Role) -> list[int]:
        return [at for at, role in sorted(self.of.items()) if role in roles]

    def first(self, *roles: Role) -> int | None:
        return next(iter(self.columns(*roles)), None)


def roles_of(columns: Sequence[Column], told: Told, beside: Collection[int] = ()) -> Roles:
    """The role of each column. A column of periods that is a header's own word ("2019") is a MEASURE; those `beside`
    are of the flags of the column before them."""
    roles = Roles()
    _say_told(roles, told)
    roles.of |= {at: Role.FLAG for at in beside if at not in roles.of and at not in roles.aside}
    named = {column.at: column_name(column.name, OBSERVATIONS) for column in columns}
    roles.own = {"indicator", "value"} <= set(named.values())
    roles.as_written = roles.own and "period" in named.values()
    _say_reserved(roles, named if roles.own else {at: name for at, name in named.items() if name in _WITHHOLDING})
    open_ = [column for column in columns if column.at not in roles.of and column.at not in roles.aside]
    if not roles.own:
        roles.twins = twins_of(open_)
        roles.of |= dict.fromkeys(roles.twins.values(), Role.DIMENSION)
        open_ = [column for column in open_ if column.at not in roles.of]
    for column in open_:
        if not column.filled:
            roles.aside[column.at] = "blank"
        elif words_of(column.name) in ((), ("id",)) and _counts_rows(column):
            roles.aside[column.at] = "a count of the rows"
        elif not column.name:
            roles.of[column.at] = Role.DIMENSION
    _say_named(roles, [column for column in open_ if column.at not in roles.of and column.at not in roles.aside])
    _one_period(roles, columns)
    rest = [column for column in columns if column.at not in roles.of and column.at not in roles.aside]
    _say_rest(roles, rest, columns)
    _say_bases(roles, columns)
    for label, code in roles.twins.items():
        if roles.of.get(label) is not Role.DIMENSION:
            roles.of.pop(code)
            roles.aside[code] = f"the same as “{columns[label].name}”"
    _say_once(roles, columns)
    _say_series(roles, columns)
    _say_rounds(roles, columns)
    _say_indicator(roles, columns)
    return roles


def _say_told(roles: Roles, told: Told) -> None:
    for at in told.ignored:
        roles.aside[at] = "as you said"
    for at, name in told.names.items():
        if name in OBSERVATIONS.known:
            roles.of[at] = Role(name)
            roles.reserved.add(at)
            roles.renamed[at] = name
        else:
            roles.of[at] = Role.DIMENSION
            roles.renamed[at] = name


def _say_reserved(roles: Roles, named: dict[int, str]) -> None:
    taken = set(roles.renamed.values())
    for at, name in named.items():
        if name in OBSERVATIONS.known and at not in roles.of and at not in roles.aside and name not in taken:
            roles.of[at] = Role(name)
            roles.reserved.add(at)
            roles.renamed[at] = name


def _counts_rows(column: Column) -> bool:
    if not column.is_whole or len(column.told) != len(column.filled) or int(column.told[0]) not in (0, 1):
        return False
    return not column.name or (len(column.told) > 1 and int(column.told[-1]) - int(column.told[0]) < len(column.told))


def _say_named(roles: Roles, columns: Iterable[Column]) -> None:
    """By name, where the cells agree; each role once, the first column that fits."""
    taken = set(roles.of.values())
    for column in sorted(columns, key=lambda column: says_code(column.name)):
        role = role_of(column.name)
        if role is Role.PERIOD and column.told and all(map(PART_OF_YEAR.fullmatch, column.told)):
            role = Role.MONTH
        if role is None or not _fits(role, column, roles.own):
            continue
        if role in taken and role not in (Role.TECHNICAL, Role.FLAG):
            if role is Role.NOTE or (role in _CODED and says_code(column.name)):
                roles.aside[column.at] = "of use beside another column of its kind"
            continue
        if role is Role.TECHNICAL:
            roles.aside[column.at] = _OF_PROGRAMS
        else:
            roles.of[column.at] = role
            taken.add(role)


def _fits(role: Role, column: Column, own: bool) -> bool:
    """Whether the cells are of the kind that the name says."""
    if own and role in _STRICT:
        return role is Role.FLAG and "flag" in words_of(column.name) and all(len(cell) <= 2 for cell in column.told)
    if role in _NO_NUMBERS:
        return not column.is_numeric
    test = _KINDS.get(role)
    return test is None or test(column)


def _is_month(cell: str) -> bool:
    if PART_OF_YEAR.fullmatch(cell):
        return True
    return 0 < int(cell) <= 12 if cell.isdecimal() and len(cell) <= 2 else is_datelike(f"{cell} 2000")


def _is_week(cell: str) -> bool:
    return is_datelike(f"2020-W{cell}" if cell.isdecimal() else f"2020 {cell}")


def _parts(column: Column, test: Callable[[str], bool]) -> bool:
    """Whether its cells are parts of a year, but for those that say that their row is of all of it."""
    parts = [cell for cell in column.told if not is_annual(cell)]
    return bool(parts or not column.told) and all(map(test, parts))


_STRICT = (Role.FLAG, Role.QUALIFIER, Role.URL, Role.STARTS, Role.ENDS, Role.TECHNICAL)
"""What has a name of its own in Factdesk's layout."""
_QUARTERS = ("1", "2", "3", "4")
_CODED = (Role.UNIT, Role.FACTOR)
"""What a column of codes may say beside one in words."""
_NO_NUMBERS = (Role.INDICATOR, Role.SOURCE, Role.NOTE)
_KINDS: dict[Role, Callable[[Column], bool]] = {
    **dict.fromkeys(
        (Role.YEAR, Role.STARTS, Role.ENDS, Role.PUBLISHED, Role.ESTIMATES), lambda column: column.is_mostly_periods
    ),
    Role.PERIOD: lambda column: column.is_mostly_periods or bool(column.period_prefix),
    Role.QUARTER: lambda column: column.is_periods or _parts(column, lambda cell: cell.strip("QqTt ") in _QUARTERS),
    Role.MONTH: lambda column: column.is_periods or _parts(column, _is_month),
    Role.WEEK: lambda column: (
        column.is_periods or column.within(1, 53) or _parts(column, _is_week)
    ),
    Role.DAY: lambda column: column.is_periods or column.within(1, 31),
    Role.VALUE: lambda column: column.is_mostly_numeric or not column.told,
    Role.FACTOR: lambda column: column.is_whole or not column.is_numeric,
}  # fmt: skip


def _one_period(roles: Roles, columns: Sequence[Column]) -> None:
    """One column or one set of columns is the period: the most precise."""
    by_role = {role: at for at, role in roles.of.items()}
    column_at = {column.at: column for column in columns}
    whole = by_role.get(Role.PERIOD)
    for part in _PARTS:
        at = by_role.get(part)
        if at is None:
            continue
        if column_at[at].is_periods and not column_at[at].within(1, 53) and whole is None:
            roles.of[at] = Role.PERIOD
            whole = at
        elif whole is not None or Role.YEAR not in by_role:
            roles.of[at] = Role.DIMENSION
    starts, ends = by_role.get(Role.STARTS), by_role.get(Role.ENDS)
    for at in (starts, ends):
        if at is not None and (starts is None or ends is None or whole is not None or Role.YEAR in by_role):
            alone = whole is None and Role.YEAR not in by_role and stretch_of(column_at[at].name) is not None
            roles.of[at] = Role.PERIOD if alone else Role.DIMENSION
    year = by_role.get(Role.YEAR)
    if whole is not None and year is not None:
        if _follows(column_at[year], column_at[whole]):
            roles.of.pop(year)
            roles.aside[year] = f"said more precisely in “{column_at[whole].name}”"
        else:
            roles.of[year] = Role.DIMENSION


def _follows(year: Column, whole: Column) -> bool:
    """Whether the year of each row stands in its date as well."""
    return all(one in other for one, other in zip(year.cells, whole.cells, strict=True))


def _say_rest(roles: Roles, rest: Sequence[Column], columns: Sequence[Column]) -> None:
    """Columns whose names say nothing: periods by their cells, measures, and what breaks figures down."""
    if roles.first(Role.PERIOD, Role.YEAR, Role.STARTS) is None and not roles.own:
        dated = _dated(rest)
        if dated is not None:
            roles.of[dated.at] = Role.PERIOD
            rest = [column for column in rest if column is not dated]
    has_value = Role.VALUE in roles.of.values()
    count = len(columns[0].cells) if columns else 0
    for column in rest:
        measures = column.is_numeric or (is_datelike(column.name) and not column.told)  # a period without any figure
        if lists_measures(column) and not (roles.own or roles.columns(*_NOT_LISTED)):
            roles.of[column.at] = Role.INDICATOR
        elif has_value or not measures or _tells_apart(column) or _is_of_others(column, rest):
            roles.of[column.at] = Role.DIMENSION
        else:
            roles.of[column.at] = Role.MEASURE
    if has_value and not roles.own:  # In its layout every column that is not known breaks figures down.
        _set_aside_measures(roles, rest, count)


def _say_bases(roles: Roles, columns: Sequence[Column]) -> None:
    """How many were asked, beside what they answered: by its name, or by one such as "n" beside shares."""
    if roles.own:
        return
    counts = [
        column
        for at in roles.columns(Role.MEASURE, Role.DIMENSION)
        if (column := columns[at]).is_numeric and may_be_base(column.name) and at not in roles.renamed
    ]
    others = [columns[at] for at in roles.columns(Role.MEASURE, Role.VALUE) if columns[at] not in counts]
    shares = all(map(_is_share, others))
    roles.of |= {one.at: Role.BASE for one in counts if others and (shares or is_base(one.name))}


def _is_share(column: Column) -> bool:
    numbers = [found for cell in column.told if (found := read_number(cell, column.decimals.mark))]
    return all(abs(float(number.text)) <= _WHOLE for number in numbers)


def _say_once(roles: Roles, columns: Sequence[Column]) -> None:
    """What says the period again, cell by cell, breaks nothing down."""
    for period in roles.columns(Role.PERIOD, Role.YEAR):
        for at in roles.columns(Role.DIMENSION):
            if at not in roles.renamed and columns[at].filled and columns[at].cells == columns[period].cells:
                roles.of.pop(at)
                roles.aside[at] = f"the same as “{columns[period].name}”"


def _say_series(roles: Roles, columns: Sequence[Column]) -> None:
    """Ids of series tell figures apart where nothing else does."""
    told = roles.columns(Role.INDICATOR, *DATING, Role.DIMENSION, Role.UNIT, Role.STATUS, Role.SOURCE, Role.PUBLISHED)
    rows = list(zip(*(columns[at].cells for at in told), strict=True))
    if roles.own or not rows or len(set(rows)) == len(rows):
        return
    for at in [at for at, reason in roles.aside.items() if reason == _OF_PROGRAMS]:
        ids = columns[at].cells
        if all(ids) and len(columns[at].told) < len(ids) and len({*zip(rows, ids, strict=True)}) == len(rows):
            roles.aside.pop(at)
            roles.of[at] = Role.DIMENSION
            return


def _say_rounds(roles: Roles, columns: Sequence[Column]) -> None:
    """Small numbers that come again, without which rows of measures would be rivals, number rounds: “Count number”."""
    measures = roles.columns(Role.MEASURE)
    told = [at for at, role in roles.of.items() if role is not Role.MEASURE]
    rows = list(zip(*(columns[at].cells for at in told), strict=True))
    if len(measures) < 2 or not rows or len(set(rows)) == len(rows):
        return
    for at in measures:
        cells = columns[at].cells
        is_small = columns[at].within(0, _MOST_OF_A_KIND) and len(columns[at].told) <= len(cells) / 2
        if is_small and all(cells) and len({*zip(rows, cells, strict=True)}) == len(rows):
            roles.of[at] = Role.DIMENSION
            return


def _say_indicator(roles: Roles, columns: Sequence[Column]) -> None:
    """Where no column says what is measured, and there are several units, it is the one that each unit goes with."""
    unit = roles.first(Role.UNIT)
    if roles.own or unit is None or roles.columns(Role.INDICATOR) or not roles.columns(Role.VALUE):
        return
    if len(columns[unit].told) < 2:
        return
    units = columns[unit].cells
    found = [
        at
        for at in roles.columns(Role.DIMENSION)
        if at not in roles.renamed
        and not columns[at].is_numeric
        and not says_code(columns[at].name)
        and all(columns[at].cells)
        and len(set(zip(columns[at].cells, units, strict=True))) == len(columns[at].told)
    ]
    if len(found) == 1:
        roles.of[found[0]] = Role.INDICATOR


def _dated(columns: Sequence[Column]) -> Column | None:
    """The one column of periods among those whose names say nothing: by its cells, by a word of time in its name, or as
    a run of years beside other numbers, where each row is not of a thing of its own, whose year it may be."""
    texts = [column for column in columns if column.is_periods and not column.is_numeric]
    named = [column for column in columns if column.is_periods and column.is_numeric and names_time(column.name)]
    apart = any(not column.is_numeric and len(column.told) == len(column.cells) for column in columns)
    runs = [
        column
        for column in columns
        if column.is_run_of_years and (column.comes_again or not apart) and not names_beginning(column.name)
    ]
    others = [column for column in columns if column.is_numeric and not _tells_apart(column)]
    months = [column for column in columns if column.is_months_with_points]
    for found in (texts, named, *((runs, months) if len(others) > 1 else ())):
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _tells_apart(column: Column) -> bool:
    """Whether a column of numbers tells things apart rather than measures them."""
    if is_datelike(column.name):
        return False
    named = (is_code(column.name) and not _is_large(column)) or says_code(column.name)
    years = column.is_periods and names_time(column.name)
    return ((column.is_whole or column.has_bounds) and named) or column.has_leading_zeros or years


def lists_measures(column: Column) -> bool:
    """Whether its cells are what is measured, each with a unit of its own, under a header that does not say of what."""
    return column.name.casefold() in _ITEMS and any(map(unit_in_brackets, column.told))


def _is_of_others(column: Column, rest: Sequence[Column]) -> bool:
    """Whether its years are those in which something began, by which rows are told apart as nothing else does."""
    if not (names_beginning(column.name) and column.is_periods):
        return False
    return column.comes_again or all(other.is_numeric for other in rest)


def _is_large(column: Column) -> bool:
    """Whether the numbers of a column that is named for a kind of thing are too large to number such things."""
    return is_kind(column.name) and column.is_whole and any(int(cell) > _MOST_OF_A_KIND for cell in column.told)


def _set_aside_measures(roles: Roles, rest: Sequence[Column], rows: int) -> None:
    """Numbers beside a value that measure something else: limits of confidence, the counts behind a rate."""
    for column in rest:
        if not column.is_numeric or _tells_apart(column) or not column.name:
            continue
        if not _repeats(column, rows) or not _LIMITS.isdisjoint(words_of(column.name)):
            roles.of.pop(column.at)
            roles.aside[column.at] = _BESIDE_VALUE


def _repeats(column: Column, rows: int) -> bool:
    """Whether whole numbers come again as those of ages and classes do."""
    if not column.is_whole:
        return False
    if rows < _MANY:
        return len(column.told) < len(column.filled)
    return len(column.told) <= _FEW * rows


__all__ = ["Role", "Roles", "roles_of", "stem"]
