"""The lines of an iCalendar file, each with its continuations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from icalendar.parser import Contentline

from bot.ingest.table import decode


def unfolded(content: bytes, file: str) -> str:
    """The text of a file, each property in a line of its own. What was folded is joined before it is decoded: a fold
    may stand inside a letter (RFC 5545, 3.1). Raises LedgerUnreadable with the line that is not UTF-8."""
    return "".join(f"{decode(line, file, number)}\r\n" for number, line in _joined(content))


def torn_times(text: str) -> Iterator[str]:
    """The properties, as they are written, whose time is in UTC and in another zone at once. The library would take the
    one, and other programs take the other (RFC 5545, 3.2.19, forbids it)."""
    for line in text.splitlines():
        if line.rstrip().upper().endswith("Z") and "TZID=" in line.upper() and _names_a_zone(line.strip()):
            yield line.strip()


def torn_zones(text: str) -> Iterator[str]:
    """The properties, as they are written, whose zone has a sign that ends its name or the property's, and no quotation
    marks (RFC 5545, 3.1): "TZID=(UTC+12:00) Auckland". The library would take the rest for a time."""
    for line in text.splitlines():
        zone = _ZONE.match(line.strip())
        if zone is not None and not _SIGNS.isdisjoint(zone[1]):
            yield line.strip()


_ZONE = re.compile(r'[A-Z-]+;(?:[^:"]*;)?TZID=([^";]*)(?:;[^:"]*)?:[0-9]{8}(?:T[0-9]{6}Z?)?$', re.IGNORECASE)
_SIGNS = frozenset(":,")


def _names_a_zone(line: str) -> bool:
    """In its parameters; a line that cannot be read is refused elsewhere."""
    try:
        return "TZID" in Contentline(line).parts()[1]  # type: ignore[no-untyped-call]
    except ValueError:
        return False


def _joined(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each property with the number of its first line."""
    begun, parts = 1, list[bytes]()
    for number, line in enumerate(content.split(b"\n"), 1):
        bare = line.removesuffix(b"\r")
        if bare[:1] in (b" ", b"\t") and parts:
            parts.append(bare[1:])
            continue
        if parts:
            yield begun, b"".join(parts)
        begun, parts = number, [bare]
    yield begun, b"".join(parts)
