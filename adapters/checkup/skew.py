"""How far this machine's clock is from a platform's."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from adapters.checkup.finding import Finding

_SKEW_SECONDS = 30
"""A clock that is further off dates figures wrongly, and Slack refuses signatures that are five minutes old."""


def of_clock(where: str, date: str | None, now: datetime) -> Finding:
    """By the date of an answer, as HTTP writes it, which is as old as the way back at most."""
    told = None if date is None else _instant(date)
    if told is None:
        return Finding("clock", f"{where} does not say what time it is", skipped=True)
    ahead = round((now - told).total_seconds())
    if abs(ahead) <= _SKEW_SECONDS:
        return Finding("clock", f"right: within {_SKEW_SECONDS} s of {where}'s")
    way = "ahead of" if ahead > 0 else "behind"
    return Finding(
        "clock",
        f"wrong: {abs(ahead):,} s {way} {where}'s",
        "set this machine's clock by a time server (NTP), as with `timedatectl set-ntp true`",
    )


def _instant(date: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(date)
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
