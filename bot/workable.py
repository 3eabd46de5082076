"""Which days a key date may be on.

Reminders lie up to a year before a date, digests look some days ahead of one, and two zones are up to a day apart:
within these years nothing of that runs out of what a date can hold, the years 1 to 9999. A year further off is a slip
of the keyboard, or another program's “never”.
"""

from __future__ import annotations

from bot.errors import DistantDate
from bot.periods import PartialDate

FIRST_YEAR, LAST_YEAR = 1800, 2200


def require_within(day: PartialDate) -> PartialDate:
    """The day itself, of those that key dates may be on. Raises DistantDate."""
    if not _is_within(day):
        raise DistantDate(f"“{day}” is too far off for a key date; write a year from {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _is_within(day: PartialDate) -> bool:
    return day.earliest.year >= FIRST_YEAR and day.latest.year <= LAST_YEAR
