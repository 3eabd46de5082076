"""Lines beside a table that say where its figures are from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.ingest.reading import Assumption
from bot.ingest.words import quoted

_SOURCE = re.compile(r"(?:data )?sources?\s*[:–-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_PROSE = re.compile(r"(?:(?:data )?sources?|notes?|footnotes?)\s*:\s*\S", re.IGNORECASE)


def source_in(text: str) -> str | None:
    """The source that a line names: "Source: Elm Office"."""
    found = _SOURCE.fullmatch(text)
    return found and found[1].strip(" .")


def first_source(lines: Iterable[str]) -> str | None:
    return next(filter(None, map(source_in, lines)), None)


def assumed_source(source: str) -> Assumption:
    return Assumption(f"The source is {quoted(source)}, as a line beside the table says.", "--source")


def prose_in(cells: Sequence[str]) -> str | None:
    """The text of a line that commas in it have parted into several cells: "Source: Elm Office, 12 March"; None for
    a row of a table."""
    first = next(filter(None, cells), "")
    return ", ".join(filter(None, cells)) if cells and cells[0] == first and _PROSE.match(first) else None
