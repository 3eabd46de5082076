"""Whether the cells of a column are of the kind that its name says."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.ingest.layout.long.dated import is_annual, quarter_number
from bot.ingest.layout.long.names import Role, words_of
from bot.ingest.layout.long.profile import Column, is_datelike

PART_OF_YEAR = re.compile(r"M(?:0[1-9]|1[0-3])|Q0[1-5]|S0[1-3]|A01")
"""Parts of a year beside it, as the Bureau of Labor Statistics writes them: M13, Q05, S03 and A01 are all of it."""


def fits(role: Role, column: Column, own: bool) -> bool:
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
_NO_NUMBERS = (Role.INDICATOR, Role.SOURCE, Role.NOTE)
_KINDS: dict[Role, Callable[[Column], bool]] = {
    **dict.fromkeys(
        (Role.YEAR, Role.STARTS, Role.ENDS, Role.PUBLISHED, Role.ESTIMATES), lambda column: column.is_mostly_periods
    ),
    Role.PERIOD: lambda column: column.is_mostly_periods or bool(column.period_prefix),
    Role.QUARTER: lambda column: column.is_periods or _parts(column, lambda cell: quarter_number(cell) is not None),
    Role.MONTH: lambda column: column.is_periods or _parts(column, _is_month),
    Role.WEEK: lambda column: (
        column.is_periods or column.within(1, 53) or _parts(column, _is_week)
    ),
    Role.DAY: lambda column: column.is_periods or column.within(1, 31),
    Role.VALUE: lambda column: column.is_mostly_numeric or not column.told,
    Role.FACTOR: lambda column: column.is_whole or not column.is_numeric,
}  # fmt: skip
