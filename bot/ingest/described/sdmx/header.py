"""The header of an SDMX-CSV file: its components, each with the column of its codes and that of its labels.

SDMX-CSV 1.0 begins with DATAFLOW and 2.0 with STRUCTURE, STRUCTURE_ID; offices add columns of their own. Labels stand
in the cells of the codes ("A: Annual"), in a column behind each ("FREQ, Frequency"), or in place of codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_SUBFIELDS = re.compile(r"\[.{1,3}\]$")
_ID = re.compile(r"[A-Za-z][\w@$-]*")
_BOTH = re.compile(r"([\w@$.+-]+): ?(\S.*)")
_YEAR = re.compile(r"year(?![a-z])", re.IGNORECASE)
_FIRST = ("dataflow", "structure")

ROLES: Mapping[str, tuple[str, ...]] = {
    "period": ("time_period", "time period", "time"),
    "value": ("obs_value", "observation value", "obs value"),
    "status": ("obs_status", "obs_flag", "observation status", "flags"),
    "confidentiality": ("conf_status", "obs_conf"),
    "unit": ("unit_measure", "unit", "unit of measure", "unit_of_measure"),
    "scale": ("unit_mult", "unit multiplier", "scale"),
    "currency": ("currency",),
    "note": ("obs_comment", "comment_obs", "obs_note", "footnote", "notes"),
    "base": ("base_per", "base_period"),
    "action": ("action",),
    "flow": ("dataflow", "structure_id"),
    "flow_name": ("structure_name", "dataflow_name"),
    "kind": ("structure",),
    "updated": ("last update", "last_update"),
    "title": ("title_compl", "title"),
    "year_start": ("reporting_year_start_day", "repyearstart"),
    "measure": (
        "indicator", "measure", "subject", "variable", "indic", "series", "series_code", "indicator_code", "na_item",
    ),
}  # fmt: skip
"""What a component may be, by the ids (in files with labels alone, the labels) that it goes by; the earlier first."""
TECHNICAL = frozenset(
    {
        "key", "series_key", "freq", "frequency", "frequency of observation", "time frequency", "time_format",
        "time format", "decimals", "collection", "dataset", "structure_id", "structure_name", "table_identifier",
    }
)  # fmt: skip
"""Components that say nothing of a figure that its period, its unit and its source do not say."""


class Column(NamedTuple):
    """A component: the place of its cells and, where they stand apart, of its labels (both from 0). `both`: a cell
    holds the code and the label."""

    id: str
    label: str | None
    at: int
    label_at: int | None = None
    both: bool = False

    def read(self, cells: Sequence[str]) -> tuple[str, str | None]:
        """The code of a row, and its label where it has one."""
        cell = cells[self.at]
        if self.label_at is not None:
            return (cell, cells[self.label_at] or None) if cell else (cells[self.label_at], None)
        return _parted(cell) if self.both else (cell, None)


@dataclass(frozen=True, slots=True)
class Header:
    """`roles` are the components that mean the same in any file; `dimensions` break figures down; `aside` are those
    that nothing here reads."""

    names: tuple[str, ...]
    roles: Mapping[str, Column]
    dimensions: tuple[Column, ...]
    aside: tuple[Column, ...]


def is_header(names: Sequence[str]) -> bool:
    """Whether the first row of a file is the header of SDMX-CSV."""
    ids = [_plain(name) for name in names]
    if not ids:
        return False
    marked = {"time_period", "obs_value"} & set(ids)
    first = ids[0] in _FIRST and (len(ids) > 1 and (ids[0] == "dataflow" or ids[1] == "structure_id"))
    return bool(first and marked) or len(marked) == 2


def read_header(names: Sequence[str], meant: Mapping[str, str]) -> Header:
    """`meant` names the columns that the desk says are of a role; a text that no column is called says nothing of
    columns."""
    columns = list(_columns(names))
    called = {spelling for one in columns for spelling in _spellings(one)}
    roles: dict[str, Column] = {}
    for role, spellings in ROLES.items():
        own = meant.get(role, "").casefold()
        wanted = (own,) if own in called else spellings
        found = [one for spelling in wanted for one in columns if spelling in _spellings(one)]
        if not found and role == "measure":
            found = [one for one in columns if one.id.casefold().startswith("indic_")]
        if not found and role == "period":
            found = [one for one in columns if _says_year(one)]
        if found and found[0] not in roles.values():
            roles[role] = found[0]
    rest = [one for one in columns if one not in roles.values() and TECHNICAL.isdisjoint(_spellings(one))]
    last = roles["value"].at if "value" in roles else len(names)
    return Header(
        tuple(names),
        roles,
        tuple(one for one in rest if one.at < last),
        tuple(one for one in rest if one.at > last),
    )


def _columns(names: Sequence[str]) -> Iterator[Column]:
    behind = _labels_behind(names)
    for at, name in enumerate(names):
        if at in behind:
            continue
        parted = _BOTH.fullmatch(name)
        id_, label = (parted[1], parted[2]) if parted else (_SUBFIELDS.sub("", name), None)
        after = at + 1 if at + 1 in behind else None
        yield Column(id_, names[after] if after else label, at, after, parted is not None)


def _labels_behind(names: Sequence[str]) -> frozenset[int]:
    """The columns that hold the labels of the one before."""
    ids = [_plain(name) for name in names]
    if "structure_name" in ids or "dataflow_name" in ids:
        first = next((at for at, id_ in enumerate(ids) if id_ not in _OF_THE_MESSAGE), len(ids))
        known = [ids.index(id_) for id_ in ("time_period", "obs_value") if id_ in ids]
        if (len(ids) - first) % 2 == 0 and all((at - first) % 2 == 0 for at in known):
            return frozenset(range(first + 1, len(ids), 2))
    return frozenset(at for at in range(1, len(names)) if _is_label_of(names[at], names[at - 1]))


_OF_THE_MESSAGE = frozenset(
    {"dataflow", "dataflow_name", "structure", "structure_id", "structure_name", "action", "last update", "last_update"}
)


def _is_label_of(name: str, id_: str) -> bool:
    """Whether a column holds the labels of the id before it, by how both are written ("REF_AREA, Reference area")."""
    own = _BOTH.fullmatch(name)
    if own is not None and own[1].isupper():
        return False
    if _plain(id_) in _OF_THE_MESSAGE or not (_ID.fullmatch(id_) and id_.isupper()) or name.isupper():
        return False
    return _ID.fullmatch(name) is None or name.casefold() == id_.casefold()


def _spellings(column: Column) -> tuple[str, ...]:
    return (column.id.casefold(), *((column.label.casefold(),) if column.label and not column.id else ()))


def _says_year(column: Column) -> bool:
    """Whether a dimension of its own name is the year of each row: "YEAR_POP_001: Year at 30 June"."""
    return _YEAR.match(column.id) is not None and (column.label is None or _YEAR.match(column.label) is not None)


def _plain(name: str) -> str:
    parted = _BOTH.fullmatch(name)
    return (parted[1] if parted else _SUBFIELDS.sub("", name)).casefold()


@lru_cache(maxsize=8192)
def _parted(cell: str) -> tuple[str, str | None]:
    """Code and label of a cell that may hold both."""
    both = _BOTH.fullmatch(cell)
    return (both[1], both[2]) if both else (cell, None)
