"""Sheets that are called by the time of their figures: "2021", "Q1 2023", "2021-22"."""

from __future__ import annotations

from functools import lru_cache

from bot.ingest.cells.periods import Marked, PeriodStyle
from bot.ingest.layout.grid.kinds import dated
from bot.ingest.reading import Assumption

BY_SHEET = "the name of the sheet"
"""What says when figures are, as messages call it."""


@lru_cache(maxsize=256)
def period_of_sheet(name: str | None) -> Marked | None:
    """The period that a sheet is called by as a whole; None of any other name."""
    return dated(name.strip(), PeriodStyle(two_years=True)) if name else None


def assumed_by_sheet(name: str) -> Assumption:
    return Assumption(f"Figures that have no other time are of {name}, as {BY_SHEET} says.", "--map period=2020")
