"""Key dates from and to other programs' files: iCalendar, and CSV as in a data package.

An import is recorded as any other: all of it or nothing, nothing twice, and nothing that a person has said of a date is
overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bot.calendar.errors import UnreadableDates
from bot.calendar.exchange.table import read_table_of_dates, write_table
from bot.domain import Catalogue, KeyDate
from bot.ingest.batch import Batch

FORMATS = ("ics", "csv")


def read_dates(path: Path, zone: str | None = None, newsroom: str | None = None) -> Batch:
    """The key dates in an .ics or .csv file; `zone` is meant where a time has none. An instant that no zone is told of
    is meant in the calendar's own zone, or else in the `newsroom`'s.

    Raises UnreadableDates or LedgerUnreadable where there is nothing that can be read, UnknownZone, and ImportRefused
    with every fault of what was read.
    """
    match path.suffix.lower():
        case ".ics":
            # Loaded only for it: the icalendar library takes longer than most commands do.
            from bot.calendar.exchange.ics import read_ics

            return read_ics(path, zone, newsroom)
        case ".csv":
            return read_table_of_dates(path)
        case _:
            raise UnreadableDates(
                f"{path.name} is neither an iCalendar nor a CSV file; give one that ends in .ics or .csv"
            )


def write_dates(key_dates: Sequence[KeyDate], catalogue: Catalogue, form: str, now: datetime) -> str:
    """The key dates as the text of a file in one of `FORMATS`, which `read_dates` reads back."""
    if form == "csv":
        return write_table(key_dates, now)
    from bot.calendar.exchange.ics import write_ics

    return write_ics(key_dates, catalogue, now)
