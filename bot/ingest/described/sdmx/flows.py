"""The dataflow that a row belongs to: its id, its name and whose it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_FLOW = re.compile(r"(?:dataflow[ =:]+)?(?P<agency>[\w.@-]+):(?P<id>[\w@.$-]+)\([\d.+*~,]+\)(?::? ?(?P<name>\S.*))?")
_AGENCIES = {
    "ESTAT": "Eurostat", "OECD": "OECD", "IMF": "IMF", "ECB": "European Central Bank", "BIS": "BIS", "ILO": "ILO",
    "WB": "World Bank", "UNICEF": "UNICEF", "UNSD": "United Nations Statistics Division", "WHO": "WHO",
    "STATSNZ": "Stats NZ", "ABS": "Australian Bureau of Statistics", "INSEE": "INSEE", "ISTAT": "Istat",
}  # fmt: skip


class Flow(NamedTuple):
    id: str
    name: str | None = None
    publisher: str | None = None


@lru_cache(maxsize=256)
def flow_of(cell: str, name: str | None = None) -> Flow:
    """Of "ESTAT:UNE_RT_A(1.0): Unemployment" and the like; a cell in no such form is the id."""
    parts = _FLOW.fullmatch(cell)
    if parts is None:
        return Flow(cell, name)
    agency = parts["agency"]
    publisher = _AGENCIES.get(agency) or _AGENCIES.get(agency.partition(".")[0]) or agency
    return Flow(parts["id"].rpartition("@")[2], name or parts["name"], publisher)
