"""Codes of units that offices write instead of words, by the code lists that say what they are.

`unit_codes.csv` has a small part of two lists, with each label as they have it: ESTAT:UNIT of Eurostat (https://ec.europa.eu/eurostat/api/dissemination/
sdmx/2.1/codelist/ESTAT/UNIT) and CL_UNIT of the European Central Bank (https://data.ecb.europa.eu).
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{4,}")


def unit_of_code(code: str) -> str | None:
    """What a code list says the unit is, as the ledger writes units; None where the code is not known."""
    return _units().get(code)


def is_unit_code(unit: str) -> bool:
    """Whether a unit looks like a code that only a list explains, and none here does: "PC_XYZ"."""
    return unit not in _units() and _CODE.fullmatch(unit) is not None


@cache
def _units() -> dict[str, str]:
    text = (files("bot.ingest.cells") / "unit_codes.csv").read_text(encoding="utf-8")
    return {row["code"]: row["unit"] for row in csv.DictReader(text.splitlines())}
