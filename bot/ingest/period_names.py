"""What a source calls a period that its ISO form does not show: "2009-10", the whole of two years in the ledger."""

from __future__ import annotations

import re

from bot.domain import NamedPeriod
from bot.ingest.cells.periods import PeriodStyle, read_period
from bot.periods import Period

_NEXT_YEAR = re.compile(r"([0-9]{4})(-[0-9]{2})?(?:-[0-9]{2})?/([0-9]{4})(?:-[0-9]{2}){0,2}")
_TWO_YEARS = PeriodStyle(two_years=True)


def named_period(iso: str, text: str) -> NamedPeriod | None:
    """The name of a financial or school year: its own words ("2009-10", "FY2009/10"), and the ways in which people
    write it; None for every other period, and where the words are the ISO form itself."""
    found = _NEXT_YEAR.fullmatch(iso)
    if found is None or text in (iso, "") or int(found[3]) != int(found[1]) + 1:
        return None
    if found[2] and read_period(text, _TWO_YEARS) != f"{found[1]}/{found[3]}":
        return None
    short = [f"{found[1]}{mark}{found[3][2:]}" for mark in "-/–"]
    return NamedPeriod(iso, text, tuple(name for name in short if name != text), period=Period(iso))
