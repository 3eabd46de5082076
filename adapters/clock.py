"""The one place that reads the clock."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """The time, with this machine's zone: what counts as today depends on where the reader sits."""
    return datetime.now().astimezone()
