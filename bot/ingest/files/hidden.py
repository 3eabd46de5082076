"""What is said of cells that a spreadsheet does not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.ingest.sheets import cell_name


def hidden_cells(rows: Sequence[int], columns: Sequence[int]) -> Iterator[str]:
    """A sentence on hidden rows and one on columns, by their numbers from 1. They are read like others: an embargo may
    stand in them."""
    named_rows = [f"row {number}" for number in rows]
    named_columns = [f"column {cell_name(1, number - 1)[:-1]}" for number in columns]
    for hidden, plural in ((named_rows, "rows"), (named_columns, "columns")):
        if hidden:
            what = hidden[0] if len(hidden) == 1 else f"{len(hidden):,} {plural}, {hidden[0]} first"
            yield f"hidden cells are read like others ({what}); delete what is not meant"
