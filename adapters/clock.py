"""The one place that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The instant that it is, in UTC. What day that is depends on whose: `bot.zones.day_in`."""
    return datetime.now(UTC)
