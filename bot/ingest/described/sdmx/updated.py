"""When a file says that its figures were last updated."""

from __future__ import annotations

import re

from bot.errors import InvalidDate
from bot.periods import PartialDate

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
_EUROSTAT = re.compile(r"(\d{2})/(\d{2})/(\d{2}) \d{2}:\d{2}:\d{2}")


def day_of(text: str, publisher: str | None = None) -> PartialDate | None:
    """The day; None where it cannot be told. Eurostat writes 15/03/24 23:00:00 for the fifteenth of March."""
    iso = _ISO.fullmatch(text)
    european = _EUROSTAT.fullmatch(text) if publisher == "Eurostat" else None
    day = iso[1] if iso else f"20{european[3]}-{european[2]}-{european[1]}" if european else None
    try:
        return PartialDate.parse(day) if day else None
    except InvalidDate:
        return None
