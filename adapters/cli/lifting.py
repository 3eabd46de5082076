"""When an embargo that somebody types is over."""

from __future__ import annotations

from datetime import datetime

import click

from adapters.main import newsroom_zone
from bot.calendar.errors import PastDate
from bot.calendar.moments import parse_moment


def lifts_at(text: str, zone: str, now: datetime) -> datetime:
    """When an embargo is over (UTC). Raises UsageError, PastDate, and what no moment can be read from."""
    moment = parse_moment(text, zone, now, newsroom_zone())
    if moment.time is None:
        raise click.UsageError("An embargo ends at a time of day; write one, as --embargo-until 2027-05-01T09:00")
    if moment.time <= now:
        raise PastDate(f"An embargo until {moment} is over already; write a time to come, or leave --embargo-until out")
    return moment.time
