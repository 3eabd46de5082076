"""Which labels the grid shows to be totals of others: what they call themselves, and rows whose parts add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.ingest.layout.grid.heading import Heading
from bot.ingest.layout.grid.kinds import says_total
from bot.ingest.layout.grid.lines import Line
from bot.ingest.layout.grid.nesting import Tree

Wholes = dict[str, dict[str, tuple[str, ...]]]


def wholes_of(
    trees: Sequence[Tree], lines: Sequence[Line], rows: Sequence[Heading], columns: Iterable[Heading]
) -> Wholes:
    """By dimension, its totals, each with its parts where the grid shows them."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    by_line = {id(line): heading for line, heading in zip(lines, rows, strict=True)}
    for tree in _all(trees):
        whole = by_line[id(tree.line)].dimensions
        for name, label in whole.items():
            parts = [by_line[id(part.line)].dimensions.get(name) for part in tree.parts]
            if parts and all(parts) and label not in parts:
                found[name][label] = tuple(part for part in parts if part)
            elif says_total(tree.line.label):
                found[name].setdefault(label, ())
    for heading in columns:
        for name, label in heading.dimensions.items():
            if says_total(label):
                found[name].setdefault(label, ())
    return dict(found)


def _all(trees: Iterable[Tree]) -> list[Tree]:
    return [one for tree in trees for one in (tree, *_all(tree.parts))]
