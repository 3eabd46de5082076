"""Columns whose names say nothing: periods by their cells, measures, and what breaks figures down."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ingest.cells.spreads import spread_of
from bot.ingest.cells.unit_headers import unit_in_brackets
from bot.ingest.layout.long.names import Role, is_code, is_kind, names_beginning, names_time, says_code, words_of
from bot.ingest.layout.long.profile import Column, is_datelike
from bot.ingest.layout.long.roles import BESIDE_VALUE, Roles

_NOT_LISTED = (Role.INDICATOR, Role.VALUE, Role.PERIOD, Role.YEAR, Role.STARTS)
_ITEMS = frozenset({"item", "items", "line item", "key figure", "key figures", "heading", "data", "what"})
_FEW = 0.2
"""Share of different numbers in a column under which they tell things apart: ages, classes."""
_MANY = 20
MOST_OF_A_KIND = 999
"""The highest number that a ward, a level or a type has."""
_LIMITS = frozenset({"interval", "limit", "error", "confidence"})


def say_rest(roles: Roles, rest: Sequence[Column], columns: Sequence[Column]) -> None:
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
    return is_kind(column.name) and column.is_whole and any(int(cell) > MOST_OF_A_KIND for cell in column.told)


def _set_aside_measures(roles: Roles, rest: Sequence[Column], rows: int) -> None:
    """Numbers beside a value that measure something else: limits of confidence, the counts behind a rate."""
    for column in rest:
        if not column.is_numeric or _tells_apart(column) or not column.name:
            continue
        is_spread = spread_of(column.name) is not None or not _LIMITS.isdisjoint(words_of(column.name))
        if is_spread or not _repeats(column, rows):
            roles.of.pop(column.at)
            roles.aside[column.at] = BESIDE_VALUE


def _repeats(column: Column, rows: int) -> bool:
    """Whether whole numbers come again as those of ages and classes do."""
    if not column.is_whole:
        return False
    if rows < _MANY:
        return len(column.told) < len(column.filled)
    return len(column.told) <= _FEW * rows
