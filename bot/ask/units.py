"""Units: which are relative already, and what a difference is measured in."""

from __future__ import annotations

from decimal import Decimal

from bot.ask.words import PERCENT_UNITS, POINTS_UNITS, TIMES_UNITS

HUNDRED = Decimal(100)
POINTS = "percentage points"
TIMES = "times"


def is_percent(unit: str | None) -> bool:
    return (unit or "").lower() in PERCENT_UNITS


def is_points(unit: str | None) -> bool:
    return (unit or "").lower() in POINTS_UNITS


def is_share_like(unit: str) -> bool:
    """Per cent, points and multiples: figures that are relative already."""
    return unit.lower() in PERCENT_UNITS | POINTS_UNITS | TIMES_UNITS


def difference_unit(unit: str | None) -> str | None:
    return POINTS if is_percent(unit) else unit
