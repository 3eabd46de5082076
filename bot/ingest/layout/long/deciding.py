"""Which column is what: what the desk says, then the reserved names, then names and cells together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from bot.ingest.cells.bases import is_base, may_be_base
from bot.ingest.cells.numbers import read_number
from bot.ingest.cells.spreads import spreads_among
from bot.ingest.cells.stretches import stretch_of
from bot.ingest.layout.long.fitting import PART_OF_YEAR, fits
from bot.ingest.layout.long.names import (
    Role,
    role_of,
    says_code,
    words_of,
)
from bot.ingest.layout.long.profile import Column
from bot.ingest.layout.long.roles import DATING, OF_PROGRAMS, Roles
from bot.ingest.layout.long.told import Told
from bot.ingest.layout.long.twins import twins_of
from bot.ingest.layout.long.unnamed import MOST_OF_A_KIND, say_rest
from bot.ingest.observations import OBSERVATIONS
from bot.ingest.table import column_name
from bot.ingest.withholding import EMBARGO, REVIEW

_WHOLE = 100
"""Per cent."""
_PARTS = (Role.QUARTER, Role.MONTH, Role.WEEK, Role.DAY)
_CODED = (Role.UNIT, Role.FACTOR)
"""What a column of codes may say beside one in words."""
_WITHHOLDING = (EMBARGO, REVIEW)


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
    say_rest(roles, rest, columns)
    _say_bases(roles, columns)
    _say_intervals(roles, columns)
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
        if role is None or not fits(role, column, roles.own):
            continue
        if role in taken and role not in (Role.TECHNICAL, Role.FLAG):
            if role is Role.NOTE or (role in _CODED and says_code(column.name)):
                roles.aside[column.at] = "of use beside another column of its kind"
            continue
        if role is Role.TECHNICAL:
            roles.aside[column.at] = OF_PROGRAMS
        else:
            roles.of[column.at] = role
            taken.add(role)


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


def _say_intervals(roles: Roles, columns: Sequence[Column]) -> None:
    """Columns of words about how exact the figures of each row are break nothing down."""
    found = {} if roles.own else spreads_among(column.name for column in columns)
    for at in roles.columns(Role.DIMENSION):
        spread = found.get(columns[at].name)
        if spread is not None and spread.is_sure and at not in roles.renamed and not columns[at].is_numeric:
            roles.of[at] = Role.INTERVAL


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
    for at in [at for at, reason in roles.aside.items() if reason == OF_PROGRAMS]:
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
        is_small = columns[at].within(0, MOST_OF_A_KIND) and len(columns[at].told) <= len(cells) / 2
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
