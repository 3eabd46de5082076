"""The concepts of one kind in one import: those it defines, or those its figures name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from bot.ingest.faults import BadCell
from bot.ingest.words import advice, quoted


class Identified(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str: ...


C = TypeVar("C", bound=Identified)


_LONGEST = 1_000
"""Bytes of an id: PostgreSQL has room for some 2,700 in an index, which a code shares with its dimension."""


def _require_short(id_: str) -> None:
    if len(id_.encode()) > _LONGEST:
        raise BadCell(f"{quoted(id_)} is too long for a name", f"write it in {_LONGEST:,} letters or fewer")


class Shelf(Generic[C]):
    """Concepts by id.

    A shelf that a table of the import defines refuses every id that the table does not list; any other takes each name
    that is used, and `name` makes the concept of it.
    """

    def __init__(self, name: Callable[[str], C]) -> None:
        self._name = name
        self._named: dict[str, str] = {}
        self._listed: frozenset[str] = frozenset()
        self.defined_in: str | None = None
        self.items: dict[str, C] = {}
        self.lines: dict[str, int] = {}

    def close(self, file: str, listed: Iterable[str]) -> None:
        """Holds that `file` lists all concepts of the kind, those included whose rows are faulty."""
        self.defined_in = file
        self._listed = frozenset(listed)

    def define(self, concept: C, line: int) -> None:
        """Adds a concept of the defining table. Raises BadCell where its id is taken, or too long."""
        _require_short(concept.id)
        if concept.id in self.items:
            raise BadCell(
                f"{quoted(concept.id)} is defined already, in line {self.lines[concept.id]}", "give each its own id"
            )
        self.items[concept.id] = concept
        self.lines[concept.id] = line

    def describe(self, concept: C, line: int = 0) -> None:
        """Says more of a concept than its name, or adds it."""
        self.items[concept.id] = concept
        self.lines[concept.id] = line

    @property
    def only_named(self) -> list[str]:
        """Ids of the concepts that no table defines."""
        return [name for name in self.items if name not in self.lines]

    def refer(self, cell: str) -> str:
        """The id that a cell means. Raises BadCell for one that the defining table lacks, or that is too long."""
        known = self._named.get(cell)
        if known is None:
            known = self._named[cell] = self._look_up(cell)
        return known

    def _look_up(self, cell: str) -> str:
        if self.defined_in is None:
            concept = self._name(cell)
            _require_short(concept.id)
            return self.items.setdefault(concept.id, concept).id
        if cell not in self._listed:
            right = advice(cell, self._listed, f"define it in {self.defined_in}")
            raise BadCell(f"{quoted(cell)} is not in {self.defined_in}", right)
        return cell
