"""A tidy CSV file alone: one observation a row, each column that is not reserved a dimension."""

from __future__ import annotations

from pathlib import Path

from bot.ingest.batch import Batch
from bot.ingest.concepts import Concepts
from bot.ingest.csv_table import open_table
from bot.ingest.faults import Faults
from bot.ingest.identity import slug
from bot.ingest.observations import OBSERVATIONS, read_figures


def read_tidy(path: Path) -> Batch:
    """The figures of the file, with every concept that they name.

    Indicators, universes, sources and agents are named by label, and their ids made from it; a blank indicator falls
    back to the file's name. Raises LedgerUnreadable or ImportRefused.
    """
    faults = Faults()
    concepts = Concepts.named_by(slug)
    table = open_table(path, path.name, OBSERVATIONS, faults)
    found = read_figures(table, concepts, faults, indicator=" ".join(path.stem.split()))
    faults.refuse_if_any()
    if not found.figures:
        faults.add(path.name, None, None, "the file holds no figures", "write one a line under the header")
    faults.refuse_if_any()
    return concepts.batch(found, found.warnings())
