"""Words for a stretch that begins with a year and ends with whatever month the figures had come to: "YTD"."""

from __future__ import annotations

import re

_TO_DATE = re.compile(
    r"\b(?:f?ytd|mtd|qtd)\b|\b(?:calendar |financial |fiscal )?(?:year|month|quarter|season)[ -]to[ -]date\b",
    re.IGNORECASE,
)


def is_to_date(text: str) -> bool:
    """Whether a header, a label or a title says so: no year and no month in it is all of the time of its figures."""
    return _TO_DATE.search(text.replace("_", " ")) is not None


def says_nothing_but_time(text: str) -> bool:
    """Whether a header is nothing but such words, and does not say of what: "YTD", not "Sales YTD"."""
    return _TO_DATE.fullmatch(text.replace("_", " ").strip(" .:()")) is not None
