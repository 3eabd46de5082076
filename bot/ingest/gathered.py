"""A file laid out, gathered into a batch: its figures, told apart, with all that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.domain import Code
from bot.ingest.batch import Batch
from bot.ingest.collected import Collected
from bot.ingest.concepts import Concepts
from bot.ingest.identity import slug
from bot.ingest.laid_out import LaidOut
from bot.ingest.observations import read_figures
from bot.ingest.period_names import named_period
from bot.ingest.reading import Reading
from bot.ingest.shelf import Shelf
from bot.ingest.table import Row


def batch_of(laid_out: LaidOut) -> Batch:
    """All that the file says. Raises ImportRefused with every fault of it, or for a file without figures.

    Concepts are named by label, and their ids made from it.
    """
    concepts = Concepts.named_by(slug)
    faults = laid_out.faults
    found = Collected(laid_out.file)
    for reading in laid_out.readings:
        table, called = laid_out.table(reading, concepts), dict[str, str]()
        rows = _noting(table.rows, called)
        read_figures(replace(table, rows=rows), concepts, faults, laid_out.indicator(reading), found)
        name_codes(reading, concepts)
        _name_periods(called, concepts)
    faults.refuse_if_any()
    if not found.figures:
        faults.add(laid_out.file, None, None, "the file holds no figures", "write one a line under the header")
    faults.refuse_if_any()
    return replace(concepts.batch(found, found.warnings()), releases=laid_out.releases)


def _noting(rows: Iterable[Row], called: dict[str, str]) -> Iterator[Row]:
    """The rows, noting what each period is `called` where it is met first."""
    for row in rows:
        if row.period_text:
            called.setdefault(row.cells.get("period", ""), row.period_text)
        yield row


def _name_periods(called: Mapping[str, str], concepts: Concepts) -> None:
    for iso, text in called.items():
        named = named_period(iso, text)
        if named is not None:
            concepts.periods.describe(named)


def name_codes(reading: Reading, concepts: Concepts) -> None:
    """What the file calls the codes that it uses, and which of them are part of which."""
    for column, labels in reading.codes.items():
        shelf = concepts.codes_of(concepts.dimensions.refer(column))
        for code in list(shelf.items.values()):
            if code.id in labels:
                shelf.describe(replace(code, label=labels[code.id]))
    for column, wholes in reading.wholes.items():
        _make_parts(wholes, concepts.codes_of(concepts.dimensions.refer(column)))


def _make_parts(wholes: Mapping[str, tuple[str, ...]], shelf: Shelf[Code]) -> None:
    """Each code is part of the smallest whole that has it. A whole of which the file does not say what it is the whole
    of is one of all that are in no other, where there is one alone."""
    used = shelf.items
    for whole, parts in sorted(wholes.items(), key=lambda item: len(item[1])):
        for part in parts:
            if whole in used and part in used and part != whole and used[part].broader is None:
                shelf.describe(replace(used[part], broader=whole))
    unsaid = [whole for whole, parts in wholes.items() if not parts and whole in used]
    if len(unsaid) == 1:
        (whole,) = unsaid
        for code in list(used.values()):
            if code.id != whole and code.broader is None:
                shelf.describe(replace(code, broader=whole))
