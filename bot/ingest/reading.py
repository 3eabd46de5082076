"""A reading: a sheet as tidy rows, one observation each, with what was assumed and what was left out on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain import Source
from bot.ingest.orders import Orders
from bot.ingest.table import Row

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the file does not say outright: a sentence, and the options of `factdesk import` that say otherwise.

    `doubtful`: another reading is as likely, so that nothing is recorded before somebody has said yes. `about` tells it
    from others where the sentence has an example of its own file. `settles` are the orders that say the same: once
    agreed to, it is no assumption any more.
    """

    sentence: str
    option: str
    doubtful: bool = False
    about: str = ""
    settles: Orders | None = None

    @property
    def key(self) -> str:
        """What the same assumption of another file of the kind has as well."""
        return self.about or self.sentence


def said_of(assumption: Assumption) -> str:
    """An assumption on one line, with the option that says otherwise."""
    end = "" if assumption.sentence.endswith((".", "?")) else "."
    otherwise = f" If not: {assumption.option}" if assumption.option else ""
    return f"{assumption.sentence}{end}{otherwise}"


@dataclass(slots=True)
class LeftOut:
    """What was left out for one reason ("no figure: “..”", "a note", "a source line"): how often, and where first."""

    reason: str
    count: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, where: str) -> None:
        """`where` is a cell or a row, as messages say it: "B5", "row 12", "line 12, column value"."""
        self.count += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(where)

    def __str__(self) -> str:
        where = ", ".join(self.examples)
        more = f" and {self.count - len(self.examples):,} more" if self.count > len(self.examples) else ""
        return f"{self.count:,} × {self.reason} ({where}{more})" if where else f"{self.count:,} × {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading:
    """How one table is read.

    `rows` reads it anew each time it is called, and notes faults of single cells on the way in `Row.faults`. The cells
    of its rows are in the one form that `bot.ingest.observations` reads: columns that are reserved there under their
    reserved names, with values as plain decimal numbers and periods in ISO form; every other column of `columns` is a
    dimension, and a blank cell in one its total. `indicator` is the label of rows that name none.

    `codes` are, by dimension, the labels of its codes where the file has both; the cells then hold the codes. `wholes`
    are, by dimension, the codes (or labels) that the file shows to be totals of others, each with those it is the total
    of, none where that is not known. `header` says, in words, by role, what was taken for what ("period": "column C,
    “Year”"). `left_out` is complete once the rows were read through. `source` is what the file as a whole says of where
    it comes from (a line below the table, its package), with no id yet. `own`: it is Factdesk's own layout, of which
    nothing has to be asked; `as_written`: its labels keep the units that they name. `labels` are what dimensions are
    called whose columns go by another name. It is not `complete` where only the first rows of a table were looked at.
    """

    file: str
    sheet: str | None
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    indicator: str | None = None
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    wholes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    header: Mapping[str, str] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()
    left_out: list[LeftOut] = field(default_factory=list)
    source: Source | None = None
    own: bool = False
    as_written: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    complete: bool = True
