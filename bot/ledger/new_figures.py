"""Writing the figures of an import that the ledger does not hold yet, portion by portion."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.domain import Figure
from bot.errors import ImportRefused, Problem
from bot.ingest.spool import Observed, Portion, portions_of
from bot.ledger.ids import FigureIds
from bot.store import writer

_COINCIDENCE = Problem(
    file="observations",
    line=None,
    column=None,
    wrong="two figures that say different things have the same id, by coincidence",
    right="give the figures of this import a locator, or import its parts one by one to find the one that needs it",
)
"""An id is a digest of 50 bits."""

Progress = Callable[[int, int], None]
"""Told how many figures are done, and of how many."""


class NewFigures:
    """`ids` are those of the new figures."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.ids = FigureIds()
        self._connection = connection
        self._now = now
        self._last = writer.last_series(connection)
        self._touched = array("q")
        self._kinds: list[writer.Kind] = []

    def write(self, figures: Sequence[Figure], published: Collection[str], progress: Progress) -> None:
        """Also takes note of figures held (ids) that are published from now on."""
        for portion in portions_of(figures):
            self._write(portion, published)
            progress(portion.done, len(figures))

    def shared_series(self) -> set[int]:
        """The series in which new or published figures may stand beside others for the same period."""
        return writer.crowded_series(self._connection, self._last, set(self._touched))

    def _write(self, portion: Portion, published: Collection[str]) -> None:
        kinds, last = self._kinds, self._last
        kinds[portion.since :] = self._kinds_of([one.figure for one in portion.common[portion.since :]])
        # What a series has that comes with the import cannot be held already.
        old = [row for row in portion.rows if kinds[row[1]].series <= last]
        held = writer.held(self._connection, [row[0] for row in old])
        rows = [row for row in portion.rows if row[0] not in held] if held else portion.rows
        try:
            writer.add_figures(self._connection, _rows(rows, kinds))
        except IntegrityError:
            raise ImportRefused([_COINCIDENCE]) from None
        self.ids.add([row[0] for row in rows])
        told = (row[1] for row in old if row[0] not in held or row[0] in published)
        self._touched.extend({kinds[place].series for place in told})

    def _kinds_of(self, figures: Sequence[Figure]) -> list[writer.Kind]:
        keys = dict.fromkeys(figure.series for figure in figures)
        numbers = writer.find_series(self._connection, keys)
        numbers |= writer.add_series(self._connection, [key for key in keys if key not in numbers])
        return [writer.Kind.of(self._connection, one, numbers[one.series], self._now) for one in figures]


def _rows(rows: Iterable[Observed], kinds: Sequence[writer.Kind]) -> Iterator[tuple[object, ...]]:
    return (kinds[place].row(id_, period, value, locator) for id_, place, period, value, locator, _ in rows)
