"""Which tables a package of the whole ledger has, in which columns and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table

from bot.domain import Dimensions, KeyDateStatus, Qualifier, Review, Status
from bot.store import tables
from bot.store.calendar_tables import key_date_change
from bot.store.figure_changes import FigureChange
from bot.store.key_dates import Change
from bot.store.untold import untold

DESCRIPTOR = "datapackage.json"
MARK = "factdesk"
"""The property of the descriptor that says what the package is."""
VERSION = 1


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of the database as a file. `left` are columns that it does without: numbers that a database gives, which
    are given anew. `order` is the order of its rows, the same however they came into the ledger."""

    name: str
    title: str
    table: Table
    left: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        return tuple(column for column in self.table.columns if column.name not in self.left)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart; none where only their order does."""
        names = tuple(column.name for column in self.table.primary_key)
        return () if self.left.intersection(names) else names


_NUMBER = frozenset({"id"})
OBSERVATIONS = Resource("observations", "Figures, drafts and those under embargo among them", tables.observation,
                        frozenset({"series_id"}))  # fmt: skip
RESOURCES = (
    Resource("universes", "Who or what is counted", tables.universe),
    Resource("indicators", "What is measured", tables.indicator),
    Resource("dimensions", "What figures are broken down by", tables.dimension),
    Resource("codes", "The members of dimensions", tables.code),
    Resource("periods", "Periods that have a name", tables.named_period),
    Resource("agents", "Who claims figures", tables.agent),
    Resource("sources", "Where figures are from", tables.source),
    OBSERVATIONS,
    Resource("changes", "The log of what was changed of figures, by whom and why", tables.figure_change, _NUMBER,
             ("changed_at", "figure", "id")),
    Resource("drafts", "Figures that wait for somebody to publish them, and who entered them", tables.draft),
    Resource("key_dates", "Events of the calendar", tables.key_date),
    Resource("key_date_changes", "The log of what was changed of key dates", key_date_change, _NUMBER,
             ("changed_at", "key_date", "id")),
    Resource("untold", "What is described for the sake of figures that are withheld", untold),
)  # fmt: skip
"""In the order in which they are read back: what a table refers to comes before it, or in it."""
MADE_ANEW = frozenset({"ledger", "series", "series_code"})
"""Tables that are made of others, or of the descriptor."""
OF_PLACES = frozenset(
    {
        "budget", "change_to_tell", "delivery", "destination", "inbound", "kept_mapping", "open_question",
        "open_question_place", "picked_reading", "receipt", "receipt_change", "receipt_figure", "subscription",
        "thread", "tick",
    }
)  # fmt: skip
"""Tables of what was said where and to whom, which the ledger does without."""
WORDS: Mapping[tuple[str, str], Iterable[str]] = {
    ("observation", "status"): Status,
    ("observation", "qualifier"): Qualifier,
    ("observation", "review"): Review,
    ("figure_change", "change"): FigureChange,
    ("key_date", "status"): KeyDateStatus,
    ("key_date_change", "change"): Change,
}
"""The columns that hold one word of a list."""
_FIRST = ("id", "indicator")
"""The columns before those of the dimensions, in the table of figures."""


def figure_columns(dimensions: Sequence[str]) -> list[tuple[str, str | None]]:
    """The columns of figures by name, each with the dimension that it is of; a dimension that is called as another
    column has a longer name."""
    own = [column.name for column in OBSERVATIONS.columns]
    taken = {*own, *_FIRST}
    named: list[tuple[str, str | None]] = []
    for dimension in dimensions:
        name = dimension
        while name in taken:
            name = f"dimension {name}"
        taken.add(name)
        named.append((name, dimension))
    rest: list[tuple[str, str | None]] = [(name, None) for name in own if name not in _FIRST]
    return [*((name, None) for name in _FIRST), *named, *rest]


def codes_in(cells: Mapping[str, str], columns: Sequence[tuple[str, str | None]]) -> Dimensions:
    """The codes of a figure, from its cells by column."""
    found = ((dimension, cells[name]) for name, dimension in columns if dimension is not None and cells[name])
    return tuple(sorted(found))
