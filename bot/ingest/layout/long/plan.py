"""How a table with one observation a row, or several measures a row, is read: which column is what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.ingest.cells.flags import Scheme
from bot.ingest.cells.periods import Marked, PeriodStyle
from bot.ingest.cells.stretches import Stretch
from bot.ingest.layout.long.names import Role


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of values, and what its header says of them.

    `indicator` names what is measured, after the row's own indicator where there is one; `period` is that of a header
    such as "2019"; `codes` are the dimensions that the header is a member of; `flag` is the column of flags of its own
    beside it. `short_scales`: an "m" behind its numbers is a million.
    """

    column: int
    header: str
    decimal: str = "."
    indicator: str | None = None
    unit: str | None = None
    period: Marked | None = None
    codes: Mapping[str, str] = field(default_factory=dict)
    flag: int | None = None
    short_scales: bool = False
    part: str = ""
    """The month or quarter that the header is, of the year in the row."""


@dataclass(frozen=True, slots=True)
class Dating:
    """Where a row's period stands: one column, or several that make one up, by their roles (year and month, beginning
    and end). `year_above`: the columns say the part of a year that stands over the columns of values."""

    columns: tuple[tuple[Role, int], ...]
    style: PeriodStyle
    unsure: Mapping[str, str] = field(default_factory=dict)
    """What the cells leave open, as `cells.styles.Settled.open`."""
    year_above: bool = False
    stretch: Stretch | None = None
    """What the header says that each cell stands for: the year ended then, the week that begins then."""
    prefix: str = ""
    """The code that stands before each period: "MSitAE-" of "MSitAE-MAY-2026"."""
    firsts_of: int = 0
    """Months of the stretch that each first day stands for; 0 where days are days."""
    alone: str | None = None
    """The one text of the column where it has one, but for rows of totals."""

    @property
    def single(self) -> int | None:
        return self.columns[0][1] if len(self.columns) == 1 and self.columns[0][0] in _WHOLE else None


_WHOLE = (Role.PERIOD, Role.YEAR)


@dataclass(frozen=True, slots=True)
class Plan:
    """`passed` are reserved columns whose cells stay as they are, by reserved name; `dimensions` the columns that break
    figures down, each with its name; `codes` the column with the codes of a dimension's column; `estimates` the one
    that says after which year figures are estimates. In `filled_down` a blank cell repeats the one above. `constants`
    hold for every row. `own`: the layout is Factdesk's own."""

    measures: tuple[Measure, ...]
    dating: Dating | None
    dimensions: tuple[tuple[int, str], ...]
    passed: Mapping[str, int] = field(default_factory=dict)
    flags: tuple[tuple[int, Scheme], ...] = ()
    unit: int | None = None
    factor: int | None = None
    estimates: int | None = None
    codes: Mapping[int, int] = field(default_factory=dict)
    filled_down: frozenset[int] = frozenset()
    constants: Mapping[str, str] = field(default_factory=dict)
    bases: tuple[tuple[int, str], ...] = ()
    """The columns of how many were asked, and of how exact figures are, which each figure of the row notes, with what
    they are called."""
    unread: tuple[tuple[int, str], ...] = ()
    """The columns of figures that are left aside, with what they are called."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What notes beside the table say, by their marks."""
    own: bool = False
    as_written: bool = False
    """Labels and units stay as the file writes them."""
    titled: str | None = None
    """The unit in the title that names what rows and headers do not."""
