"""The lines of a frame: along each facet, the cells that differ in it alone."""

from __future__ import annotations

import numpy as np

from bot.ask.vocabulary.arrays import Booleans, Floats, Ints


class Lines:
    """`numbers` is by cell and facet the number of the line that the cell is in along that facet. Facets that do not
    tell cells apart (`varies`) do not part them either."""

    def __init__(self, cells: Ints, varies: Booleans) -> None:
        count, facets = cells.shape
        self.numbers: Ints = np.zeros((count, facets), dtype=np.int64)
        before = np.zeros(count, dtype=np.int64)
        after = [before]
        for facet in range(facets - 1, 0, -1):
            after.append(_parted(after[-1], cells[:, facet]) if varies[facet] else after[-1])
        for facet in range(facets):
            self.numbers[:, facet] = _parted(before, after[facets - 1 - facet])
            before = _parted(before, cells[:, facet]) if varies[facet] else before
        self._sorted: Ints = np.argsort(self.numbers, axis=0, kind="stable")
        self._starts = [np.searchsorted(np.sort(own), np.arange(own.max(initial=-1) + 1)) for own in self.numbers.T]

    def line(self, cell: int, facet: int) -> Ints:
        """The cells of its line, itself among them, in order."""
        number, starts = self.numbers[cell, facet], self._starts[facet]
        end = starts[number + 1] if number + 1 < len(starts) else None
        found: Ints = self._sorted[starts[number] : end, facet]
        return found

    def most(self, told: Floats, facet: int) -> Floats:
        """By cell: the most that is told of any cell of its line."""
        best = np.maximum.reduceat(told[self._sorted[:, facet]], self._starts[facet])
        return best[self.numbers[:, facet]]


def _parted(numbers: Ints, by: Ints) -> Ints:
    """Cells numbered anew: those of a number that differ in something else are of two."""
    _, found = np.unique(numbers * (by.max(initial=0) + 1) + by, return_inverse=True)
    return np.asarray(found, dtype=np.int64)
