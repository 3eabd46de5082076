"""What candidates are made of apart from their operations, laid out in arrays: their cells one base after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bot.ask.propose.candidates import Candidate
from bot.ask.vocabulary.arrays import Floats, Ints


class Bases:
    """`candidates` is one of each base. `cells` are those of all, of each from its place in `starts` on; `first` is the
    first of each; `facet` is the one in which they differ (-1: none), `along` the same cell by cell."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        cells = [one.cells or one.group for one in candidates]
        sizes = np.array([len(own) for own in cells])
        self.cells: Ints = np.array([cell for own in cells for cell in own], dtype=np.int64)
        self.starts: Ints = np.cumsum(sizes) - sizes
        self.first: Ints = self.cells[self.starts]
        self.facet: Ints = np.array([one.facet for one in candidates], dtype=np.int64)
        self.along: Ints = np.repeat(self.facet, sizes)
        self.of_two: Ints = np.nonzero([len(one.cells) == 2 for one in candidates])[0]
        self.of_groups = [place for place, one in enumerate(candidates) if one.group]
        self.of_lines = [place for place, one in enumerate(candidates) if not one.cells]
        """Those whose cells are not named one by one."""

    def least(self, told: Floats) -> Floats:
        """Of what is told cell by cell, the least of each base."""
        return np.asarray(np.minimum.reduceat(told, self.starts, axis=0))

    def most(self, told: Floats) -> Floats:
        return np.asarray(np.maximum.reduceat(told, self.starts, axis=0))
