"""Days that a text names, whatever else it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.ingest.cells.dates import one_date
from bot.ingest.instants import DAY

_FULL = len("2027-02-17")


def days_in(plain: str, *, day_first: bool = False) -> Iterator[tuple[date, int]]:
    """Each day, the later one of two that a text may mean unless its language has the `day_first`, and where it ends;
    the last day there is for one that is not in the calendar, or that nothing here reads. `plain` is in small letters,
    with months in English."""
    for found in DAY.finditer(plain):
        # Where points part it, the day comes first.
        both = not day_first and "." not in found[0]
        read = (one_date(found[0].strip(), first) for first in ((True, False) if both else (True,)))
        days = [date.fromisoformat(one) for one in read if one is not None and len(one) == _FULL]
        yield max(days, default=date.max), found.end()
