"""Columns whose names differ by case or spaces alone: “TIME” beside “Time” is the code and the label of one thing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ingest.layout.long.codes import looks_coded, one_to_one
from bot.ingest.layout.long.names import words_of
from bot.ingest.layout.long.profile import Column

_FEWEST = 2
"""Codes that tell a column of them from one of something else."""


def twins_of(columns: Sequence[Column]) -> dict[int, int]:
    """For the column of labels of each such pair: that of its codes. They are a pair where each label has one
    code and each code one label; periods are kept as their first column has them."""
    found: dict[int, int] = {}
    by_name: dict[str, list[Column]] = {}
    for column in columns:
        if column.name and column.filled:
            by_name.setdefault("".join(words_of(column.name)), []).append(column)
    for alike in by_name.values():
        if len(alike) == 2 and alike[0].name != alike[1].name and (pair := _pair(*alike)):
            found[pair[0].at] = pair[1].at
    return found


def _pair(one: Column, other: Column) -> tuple[Column, Column] | None:
    """The labels and the codes."""
    if one.is_mostly_periods and other.is_mostly_periods:
        return (one, other) if one_to_one(one, other) and one_to_one(other, one) else None
    if one.is_numeric and other.is_numeric:
        return (one, other) if one.cells == other.cells else None
    if one.is_mostly_periods or (looks_coded(other) and not looks_coded(one)):
        one, other = other, one
    cased = one.name.isupper() != other.name.isupper()
    enough = cased or len(one.told) >= _FEWEST
    return (other, one) if looks_coded(one) and enough and one_to_one(other, one) else None
