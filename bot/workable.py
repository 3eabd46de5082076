"""Which days and zones of key dates the calendar works with.

Reminders lie up to a year before a date, digests look some days ahead of one, and two zones are up to a day apart:
within these years nothing of that runs out of what a date can hold, the years 1 to 9999. A year further off is a slip
of the keyboard, or another program's “never”.
"""

from __future__ import annotations

from datetime import datetime

from bot.errors import DistantDate, InvalidDate
from bot.periods import PartialDate
from bot.zones import zone_names

FIRST_YEAR, LAST_YEAR = 1800, 2200
LONGEST_TITLE = 300
"""Characters, of what a key date is called and of what it is cited to."""
_SHOWN = 60


def require_within(day: PartialDate) -> PartialDate:
    """The day itself, of those that key dates may be on. Raises DistantDate."""
    if not _is_within(day):
        raise DistantDate(f"“{day}” is too far off for a key date; write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def fault_of(at: PartialDate, time: datetime | None, zone: str | None) -> str | None:
    """Why nothing can be worked out with what is stored of a key date, as a clause; None: it can."""
    try:
        within = _is_within(at)
    except InvalidDate:
        return f"its day “{_shown(at.iso)}” is not in the calendar"
    if not within:
        return f"its day “{at}” is too far off: key dates are from {FIRST_YEAR} to {LAST_YEAR}"
    # In its own zone the first instant of those years is of the year before elsewhere.
    if time is not None and not FIRST_YEAR - 1 <= time.year <= LAST_YEAR + 1:
        return "its time of day cannot be read"
    if zone and zone not in zone_names():
        return f"its time zone “{_shown(zone)}” is not known"
    return None


def _is_within(day: PartialDate) -> bool:
    return day.earliest.year >= FIRST_YEAR and day.latest.year <= LAST_YEAR


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
