"""Observations laid out for reading: a cell an observation, a facet each thing that its name is made of.

The facets are the indicator, each dimension, the period, the unit and the base. Whatever stands in a facet is an item
with its labels; a facet that a cell leaves out is empty there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from bot.ask.vocabulary.arrays import Booleans, Floats, Ints
from bot.ask.vocabulary.lines import Lines
from bot.ask.vocabulary.terms import terms

EMPTY = 0
"""The item of a facet that a cell leaves out."""
INDICATOR = 0
"""The place of the facet that every frame begins with."""


class Kind(StrEnum):
    INDICATOR = "indicator"
    DIMENSION = "dimension"
    PERIOD = "period"
    UNIT = "unit"
    BASE = "base"


_TELLS_APART = frozenset((Kind.INDICATOR, Kind.DIMENSION, Kind.PERIOD))


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that names of cells are made of; `labels` are its own ("region"), `id` is the dimension's."""

    kind: Kind
    id: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in a facet: a code, an indicator, a period. `is_whole`: others of its facet are parts of it."""

    facet: int
    id: str
    labels: tuple[str, ...]
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One observation: facet place -> item id, and its value (only to compare; answers take theirs from the ledger)."""

    items: Mapping[int, str]
    value: float


class Wording:
    """Items and the words of their labels: `phrases` are the words of every label, `phrase_of` says whose."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = (Item(-1, "", ()), *items)
        self.words: dict[str, int] = {}
        phrases, owners = [], []
        for number, item in enumerate(self.items):
            for label in dict.fromkeys(item.labels):
                phrases.append([self.words.setdefault(word, len(self.words)) for word in terms(label)])
                owners.append(number)
        nothing = len(self.words)
        width = max(map(len, phrases), default=0) or 1
        self.phrases: Ints = np.full((len(phrases), width), nothing, dtype=np.int64)
        for number, phrase in enumerate(phrases):
            self.phrases[number, : len(phrase)] = phrase
        self.phrase_of: Ints = np.array(owners, dtype=np.int64)


class Frame(Wording):
    """Cells, their items and the words of these, as arrays. `cells[n, f]` is the item of cell n in facet f."""

    def __init__(self, facets: Sequence[Facet], items: Iterable[Item], rows: Sequence[Row]) -> None:
        super().__init__(items)
        self.facets = tuple(facets)
        place = {(item.facet, item.id): number for number, item in enumerate(self.items)}
        self.cells: Ints = np.array(
            [
                [place[facet, row.items[facet]] if facet in row.items else EMPTY for facet in range(len(self.facets))]
                for row in rows
            ],
            dtype=np.int64,
        ).reshape(len(rows), len(self.facets))
        self.values: Floats = np.array([row.value for row in rows], dtype=np.float64)
        self.is_whole: Booleans = np.array([item.is_whole for item in self.items])
        self.varies: Booleans = np.array(
            [facet.kind in _TELLS_APART and len(set(self.cells[:, place])) > 1 for place, facet in enumerate(facets)],
            dtype=bool,
        )
        """Whether cells differ in a facet: one in which they do not tells none from another."""
        self.is_default: Booleans = self.is_whole[self.cells] | self._latest()
        """By cell and facet: what is meant where nothing of the facet is said, a whole or the latest period."""

    def _latest(self) -> Booleans:
        """By cell and facet: whether it is the last of its series. Items of a period are in order of time."""
        found = np.zeros(self.cells.shape, dtype=bool)
        for place, facet in enumerate(self.facets):
            if facet.kind is Kind.PERIOD:
                items = self.cells[:, place].astype(np.float64)
                found[:, place] = items == self.lines.most(items, place)
        return found

    @cached_property
    def distinct(self) -> Floats:
        """How well a word tells the items of its facet apart, by phrase and word: 1 for a word of one item alone,
        towards 0 for a word of all."""
        facet_of = np.array([item.facet for item in self.items])
        used = [set(self.cells[:, place]) - {EMPTY} for place in range(len(self.facets))]
        having: list[Counter[int]] = [Counter() for _ in self.facets]
        for number in range(len(self.phrases)):
            owner = self.phrase_of[number]
            if owner in used[facet_of[owner]]:
                having[facet_of[owner]].update(set(self.phrases[number].tolist()))
        told = np.zeros(self.phrases.shape)
        nothing = len(self.words)
        for number, phrase in enumerate(self.phrases.tolist()):
            facet = facet_of[self.phrase_of[number]]
            among = max(1, len(used[facet]))
            told[number] = [
                0.0 if word == nothing or among == 1 else max(0.0, 1 - (having[facet][word] - 1) / among)
                for word in phrase
            ]
        return told

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.cells, self.varies)

    def line(self, cell: int, facet: int) -> Ints:
        """The cells that differ from one in a facet alone, itself among them."""
        return self.lines.line(cell, facet)

    def labels_of(self, cell: int) -> list[str]:
        return [self.items[number].labels[0] for number in self.cells[cell] if number != EMPTY]
