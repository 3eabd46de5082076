"""Days that a text names, whatever else it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.ingest.cells.dates import one_date
from bot.ingest.instants import DAY

_FULL = len("2027-02-17")


def days_in(plain: str) -> Iterator[tuple[date, int]]:
    """Each day, the later one of two that a text may mean, and where it ends; the last day there is for one that is not
    in the calendar, or that nothing here reads. `plain` is in small letters, with months in English."""
    for found in DAY.finditer(plain):
        # Where points part it, the day comes first.
        orders = (True,) if "." in found[0] else (True, False)
        read = (one_date(found[0].strip(), day_first) for day_first in orders)
        days = [date.fromisoformat(one) for one in read if one is not None and len(one) == _FULL]
        yield max(days, default=date.max), found.end()
