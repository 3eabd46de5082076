"""References from one concept of a data package to another, once every concept is on its shelf."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

from bot.ingest.concepts import Concepts
from bot.ingest.faults import BadCell
from bot.ingest.table import Row, Table
from bot.ingest.words import advice, quoted

Refer = Callable[[str], str]
Key = tuple[str, str]
"""The scope in which a term is unique (the dimension of a code), and its id."""


def check_links(tables: Mapping[str, Table], concepts: Concepts) -> None:
    """Notes every reference to what a table of the package lacks, and every circle of broader terms."""
    targets: Mapping[str, Mapping[str, Refer]] = {
        "indicators": {
            "universe": concepts.universes.refer,
            "numerator": concepts.indicators.refer,
            "denominator": concepts.indicators.refer,
        },
        "universes": {"broader": concepts.universes.refer, "size": concepts.indicators.refer},
        "codes": {"dimension": concepts.dimensions.refer},
        "key_dates": {"source": concepts.sources.refer, "brings": concepts.indicators.refer},
    }
    for name, columns in targets.items():
        for row in tables[name].rows if name in tables else ():
            for column, refer in columns.items():
                row.parsed(column, refer)
    if "universes" in tables:
        _check_circles(tables["universes"], lambda row: ("", row.cells["universe"]))
    if "codes" in tables:
        _check_broader_codes(tables["codes"])
        _check_circles(tables["codes"], lambda row: (row.cells["dimension"], row.cells["code"]))


def _check_broader_codes(codes: Table) -> None:
    """A broader code is one that the table lists in the same dimension."""
    listed: dict[str, set[str]] = {}
    for row in codes.rows:
        listed.setdefault(row.cells["dimension"], set()).add(row.cells["code"])
    for row in codes.rows:
        dimension = row.cells["dimension"]
        row.parsed("broader", partial(_listed_code, listed[dimension], dimension, codes.file))


def _listed_code(listed: Collection[str], dimension: str, file: str, cell: str) -> str:
    if cell not in listed:
        right = advice(cell, listed, "define it there or leave the cell blank")
        raise BadCell(f"{quoted(cell)} is no code of {quoted(dimension)} in {file}", right)
    return cell


def _check_circles(table: Table, key_of: Callable[[Row], Key]) -> None:
    """Notes each circle of broader terms once, at the row where it is first met. Terms of other scopes never meet."""
    rows = {key_of(row): row for row in table.rows}
    broader = {key: (key[0], wider) for key, row in rows.items() if (wider := row.text("broader"))}
    for circle in circles(broader):
        through = ", ".join(quoted(name) for _, name in circle)
        rows[circle[0]].fault("broader", f"{through} would be broader than itself", "leave one broader cell blank")


def circles(parents: Mapping[Key, Key]) -> Iterator[list[Key]]:
    """Each circle in a graph where every node has at most one parent, once."""
    done: set[Key] = set()
    for start in parents:
        path: dict[Key, None] = {}
        node = start
        while node in parents and node not in done and node not in path:
            path[node] = None
            node = parents[node]
        if node in path:
            names = list(path)
            yield names[names.index(node) :]
        done.update(path)
