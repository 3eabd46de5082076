"""The first figures of a file as a batch of their own, for a look at it before anything is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.ingest.batch import Batch
from bot.ingest.concepts import Concepts
from bot.ingest.gathered import name_codes
from bot.ingest.identity import slug
from bot.ingest.laid_out import LaidOut
from bot.ingest.observations import says_published
from bot.ingest.reading import Reading
from bot.ingest.rivals import Rivals

SAMPLE = 20_000
"""Figures of one table that are looked at."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The figures of a reading, the first `SAMPLE` of them unless they are `complete`, and all that they name."""

    reading: Reading
    batch: Batch
    complete: bool


def samples(laid_out: LaidOut) -> Iterator[Sample]:
    """One of each reading. What is faulty among its rows is noted in the faults of the file."""
    for reading in laid_out.readings:
        concepts, found = Concepts.named_by(slug), Rivals(reading.file)
        figures = laid_out.figures(reading, concepts)
        count = 0
        for row, figure in islice(figures, SAMPLE):
            found.add(figure, row.line, said_published=says_published(row, figure))
            count += 1
        complete = reading.complete and (count < SAMPLE or next(figures, None) is None)
        name_codes(reading, concepts)
        yield Sample(reading, concepts.batch(found, found.warnings()), complete)
