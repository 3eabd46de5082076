"""The role of each column of a long table, and why columns are left aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.ingest.layout.long.names import Role

DATING = (Role.PERIOD, Role.YEAR, Role.QUARTER, Role.MONTH, Role.WEEK, Role.DAY, Role.STARTS, Role.ENDS)
"""Roles of columns that say when."""
OF_PROGRAMS = "of use to programs alone"
BESIDE_PERIODS, BESIDE_VALUE = "beside columns of periods", "numbers beside the value"
FIGURES_ASIDE = frozenset({BESIDE_PERIODS, BESIDE_VALUE})
"""Why columns of figures are left aside: each of these is counted."""


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
