"""A break in a series: from when on its figures no longer compare with earlier ones."""

from __future__ import annotations

from functools import lru_cache

from bot.errors import InvalidDate
from bot.periods import Period


@lru_cache(maxsize=4_096)
def break_note(iso: str, since: str | None) -> str | None:
    """What is noted of a figure of a period (ISO) since when there is a break; None of earlier ones."""
    if since is None:
        return None
    try:
        start, first = Period.parse(iso).start, Period.parse(since).start
    except InvalidDate:
        return None
    return f"figures from {since} on do not compare with earlier ones" if start and first and start >= first else None
