"""A file laid out: what its tables say, before any of it becomes a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain import Dimension, Figure
from bot.ingest.concepts import Concepts
from bot.ingest.faults import Faults
from bot.ingest.observations import dimensions_of, observed
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sourced import cited_source
from bot.ingest.table import Row


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The readings of a file, with what the desk says of it. Each figure is read when it is asked for.

    `title` is what it is about, as far as its name tells, and `file` what messages call it. `losses` are sentences
    about what in it could not be read.
    """

    title: str
    readings: tuple[Reading, ...]
    orders: Orders
    faults: Faults
    file: str = ""
    losses: tuple[str, ...] = ()

    def figures(self, reading: Reading, concepts: Concepts) -> Iterator[tuple[Row, Figure]]:
        """The figures of one reading, without ids, each with the row it comes from; rows that are faulty are left out.
        What figures name goes onto the shelves, and, at the end, what their codes are called."""
        dimensions = dimensions_of(reading.columns, reading.file, concepts, self.faults)
        for column, label in reading.labels.items():
            if column in dimensions:
                concepts.dimensions.describe(Dimension(dimensions[column], label))
        rows = _filled_in(reading.rows(), self._said_of_all(reading, concepts))
        yield from observed(rows, dimensions, concepts, reading.indicator or self.title)

    def _said_of_all(self, reading: Reading, concepts: Concepts) -> dict[str, str]:
        """What holds for each row that says nothing of it, by column."""
        orders = self.orders
        said = {"unit": orders.unit, "status": orders.status, "published_on": orders.published}
        source = cited_source(reading.source, orders)
        if source is not None:
            concepts.sources.describe(source)
            said["source"] = source.title or source.publisher
            if reading.source is not None and reading.source.published_on is not None:
                said["published_on"] = said["published_on"] or reading.source.published_on.iso
        return {column: text for column, text in said.items() if text}


def _filled_in(rows: Iterator[Row], said: Mapping[str, str]) -> Iterator[Row]:
    for row in rows:
        for column, text in said.items():
            if not row.text(column):
                row.cells[column] = text
        yield row
