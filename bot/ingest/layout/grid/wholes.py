"""Which labels the grid shows to be totals of others: what they call themselves, and rows whose parts add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.ingest.layout.grid.heading import Heading
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.grid.nesting import Tree, all_trees
from bot.ingest.layout.long.wholes import wholes_of as sums_in
from bot.ingest.layout.totals import is_total
from bot.ingest.reading import Assumption
from bot.ingest.table import Row

Wholes = dict[str, dict[str, tuple[str, ...]]]


def wholes_of(
    trees: Sequence[Tree], lines: Sequence[Line], rows: Sequence[Heading], columns: Iterable[Heading], header: str
) -> Wholes:
    """By dimension, its totals, each with its parts where the grid shows them for certain. `header` stands over the
    labels of rows."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    by_line = {id(line): heading for line, heading in zip(lines, rows, strict=True)}
    for tree in all_trees(trees):
        whole = by_line[id(tree.line)].dimensions
        for name, label in whole.items():
            below = [*(() if tree.is_weak else tree.parts), *tree.said_parts]
            parts = [by_line[id(part.line)].dimensions.get(name) for part in below]
            if parts and all(parts) and label not in parts:
                found[name][label] = tuple(part for part in parts if part)
            elif is_total(tree.line.label, header):
                found[name].setdefault(label, ())
    for heading in columns:
        for name, label in heading.dimensions.items():
            if is_total(label, name):
                found[name].setdefault(label, ())
    return dict(found)


def wholes_over_columns(observations: Sequence[Row], columns: Iterable[Heading]) -> tuple[Wholes, list[Assumption]]:
    """The same of what stands over the columns alone, as far as sums in rows show or leave it in doubt."""
    names = dict.fromkeys(name for heading in columns for name in heading.dimensions)
    return sums_in(observations, [name for name in names if any(row.cells.get(name) for row in observations)], {})
