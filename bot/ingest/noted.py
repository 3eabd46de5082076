"""Notes of single rows that say their figures are not public yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.ingest.batch import Release
from bot.ingest.embargo_words import announces_embargo, day_of_release
from bot.ingest.faults import Faults
from bot.ingest.table import Row
from bot.ingest.withholding import EMBARGO, SAY_EMBARGO
from bot.ingest.words import quoted


def without_withheld(rows: Iterable[Row], file: str, faults: Faults, right: str = SAY_EMBARGO) -> Iterator[Row]:
    """The rows without those whose note announces an embargo that nothing else says, each of which is at fault; `right`
    is what to do. A day of release in one is noted, to be held against today's."""
    for row in rows:
        note = row.text("note")
        if note is None or row.text(EMBARGO):
            yield row
            continue
        if (day := day_of_release(note)) is not None:
            faults.releases.append(Release(file, quoted(note), day, row.line))
        if announces_embargo(note):
            wrong = f"{quoted(note)} seems to withhold the figure, and would not"
            faults.add(file, row.line, "note", wrong, right)
        else:
            yield row
