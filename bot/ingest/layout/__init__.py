"""Which layout a sheet has: who reads it as rows of observations."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ingest.faults import Faults
from bot.ingest.layout.own import read_own
from bot.ingest.orders import Orders
from bot.ingest.reading import Reading
from bot.ingest.sheets import Sheet

_READERS = (read_own,)
"""Each gives a reading of a sheet in its layout, or None for one in another; the surest first."""


def read_sheet(sheet: Sheet, orders: Orders, faults: Faults) -> Iterator[Reading]:
    """The tables of a sheet, each as the first layout that it has reads it; none where it has none that is known."""
    for read in _READERS:
        found = read(sheet, orders, faults)
        if found is not None:
            yield found
            return
