"""A file laid out: what its tables say, before any of it becomes a figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain import Dimension, Figure
from bot.ingest.batch import Release
from bot.ingest.breaks import break_note
from bot.ingest.concepts import Concepts
from bot.ingest.faults import Faults
from bot.ingest.labelled import with_units_of_formats, with_units_of_labels
from bot.ingest.noted import without_withheld
from bot.ingest.observations import dimensions_of, observed
from bot.ingest.orders import Orders
from bot.ingest.reading import Assumption, Reading, said_of
from bot.ingest.sourced import cited_source
from bot.ingest.table import Row, Table


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

    @property
    def releases(self) -> tuple[Release, ...]:
        """The days that it says beside its figures; all of them once its rows were read through."""
        return tuple(dict.fromkeys(self.faults.releases))

    @property
    def doubts(self) -> list[Assumption]:
        """What was assumed of the file of which something else is as likely."""
        return [one for reading in self.readings for one in reading.assumptions if one.doubtful]

    @property
    def is_dated(self) -> bool:
        """Whether it says, or the desk does, when all of it was published."""
        return self.orders.published is not None or all(map(_is_dated, self.readings))

    def told(self) -> Iterator[str]:
        """What of the file was left out, once its rows were read through, and what was assumed: sentences."""
        for reading in self.readings:
            yield from (f"Left out: {one}." for one in reading.left_out)
        for reading in self.readings:
            yield from (f"Assumed: {said_of(one)}" for one in reading.assumptions)

    def table(self, reading: Reading, concepts: Concepts) -> Table:
        """A reading as a table of observations, in which each row says what holds for all of them. What is said of the
        source and of the dimensions goes onto the shelves."""
        dimensions = dimensions_of(reading.columns, reading.file, concepts, Faults())
        for column, label in reading.labels.items():
            if column in dimensions:
                concepts.dimensions.describe(Dimension(dimensions[column], label))
        rows = reading.rows()
        if not self.orders.not_withheld:
            rows = without_withheld(rows, reading.file, self.faults)
        rows = _filled_in(rows, self._said_of_all(reading, concepts), self.orders.series_break)
        if (
            not reading.as_written
        ):  # There a label is as the desk wrote it, and ids of figures that are held are made of it.
            rows = with_units_of_labels(rows, self.indicator(reading), dimensions)
        return Table(reading.file, reading.columns, with_units_of_formats(rows))

    def indicator(self, reading: Reading) -> str:
        """What rows that do not say it measure."""
        return reading.indicator or self.title

    def figures(self, reading: Reading, concepts: Concepts) -> Iterator[tuple[Row, Figure]]:
        """The figures of one reading, without ids, each with the row it comes from; rows that are faulty are left out.
        What figures name goes onto the shelves."""
        table = self.table(reading, concepts)
        dimensions = dimensions_of(table.columns, table.file, concepts, self.faults)
        yield from observed(table.rows, dimensions, concepts, self.indicator(reading))

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


def _is_dated(reading: Reading) -> bool:
    of_source = reading.source.published_on if reading.source else None
    return "published_on" in reading.columns or of_source is not None


def _filled_in(rows: Iterator[Row], said: Mapping[str, str], since: str | None) -> Iterator[Row]:
    """The rows with what is `said` of those that are blank there, and noted as figures `since` a break."""
    for row in rows:
        if since is not None and (told := break_note(row.cells.get("period", ""), since)):
            note = row.text("note") or ""
            row.cells["note"] = note if told in note else "; ".join(filter(None, (note, told)))
        for column, text in said.items():
            if not row.text(column):
                row.cells[column] = text
        yield row
