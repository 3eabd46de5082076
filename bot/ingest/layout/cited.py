"""Lines beside a table that say where its figures are from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.ingest.layout.named_lines import is_office, titles_first
from bot.ingest.reading import Assumption
from bot.ingest.words import quoted, uncommented

_SOURCE = re.compile(r"(?:data )?sources?\s*[:–-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_PUBLISHER = re.compile(
    r"(?:(?:data )?(?:publisher|provider|producer|supplier|owner)|(?:data )?(?:published|provided|produced|supplied"
    r"|issued|compiled|collected) by|issuing (?:body|office|agency)|office|agency|organi[sz]ation)\s*:\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_PROSE = re.compile(r"(?:(?:data )?sources?|notes?|footnotes?)\s*:\s*\S", re.IGNORECASE)


def source_in(text: str) -> str | None:
    """The source that a line names: "Source: Elm Office", "# Published by: Elm Office"."""
    plain = uncommented(text)
    found = _SOURCE.fullmatch(plain) or _PUBLISHER.fullmatch(plain)
    return found and found[1].strip(" .")


def first_source(lines: Iterable[str]) -> str | None:
    """The source that one of the lines names; what is called a source goes before who published it."""
    held = [uncommented(line) for line in lines]
    sources = [line for line in held if _SOURCE.fullmatch(line)]
    return next(filter(None, map(source_in, [*sources, *held])), None)


def office_above(lines: Sequence[str]) -> str | None:
    """The office whose name stands above a title; None where it may be the title itself."""
    titles = titles_first(lines)
    offices = [at for at, line in enumerate(lines) if is_office(line)]
    return lines[offices[0]].strip(" .") if offices and titles and titles[0] not in offices else None


def assumed_source(source: str) -> Assumption:
    return Assumption(f"The source is {quoted(source)}, as a line beside the table says.", "--source")


def prose_in(cells: Sequence[str]) -> str | None:
    """The text of a line that commas in it have parted into several cells: "Source: Elm Office, 12 March"; None for
    a row of a table."""
    first = uncommented(next(filter(None, cells), ""))
    return ", ".join(filter(None, cells)) if cells and cells[0] and _PROSE.match(first) else None
