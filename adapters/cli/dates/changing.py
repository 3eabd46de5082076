"""`factdesk dates add`, `move`, `cancel` and `confirm`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import click
from sqlalchemy import Engine

from adapters import clock
from adapters.cli.lifting import lifts_at
from adapters.cli.opening import open_ledger
from adapters.cli.options import meant_zone
from adapters.cli.reading import at_terminal
from adapters.cli.say import say, tell
from adapters.cli.withheld import embargo_text
from adapters.main import newsroom_zone, style_for
from bot.calendar import keydates
from bot.calendar.errors import KeyDateTaken
from bot.calendar.keydates import Draft
from bot.calendar.moments import parse_moment
from bot.cards.dates import When, when_lines
from bot.cards.key_date import precision
from bot.domain import KeyDate
from bot.store.visibility import DESK

BY = "terminal"
"""Who changed something, where the terminal did."""

_AT = "When: 2027-05-20 14:00, 2027-05-20, tomorrow 10am."


@click.command()
@click.argument("title")
@click.option("--at", required=True, metavar="WHEN", help=_AT)
@click.option("--zone", help="The IANA time zone it is meant in: Pacific/Auckland. Without it, the newsroom's.")
@click.option("--brings", metavar="INDICATOR", help="The indicator whose new figure it will bring: its id or label.")
@click.option("--source", help="What it is cited to: a source's id, an address, or a publisher's name.")
@click.option("--locator", help="Where it stands in the source: page 3.")
@click.option("--embargo-until", "until", metavar="WHEN", help="When others may know of it: 2027-05-01 09:00.")
@click.option("--another", is_flag=True, help="Add it although one of the same title and day is there.")
def add(
    title: str,
    at: str,
    zone: str | None,
    brings: str | None,
    source: str | None,
    locator: str | None,
    until: str | None,
    another: bool,
) -> None:
    """Add a key date; with --embargo-until, one that nobody but the desk knows of until then."""
    if not title.strip():
        raise click.UsageError("The title is empty; say in words what happens then")
    now, zone = clock.now(), meant_zone(zone)
    moment = parse_moment(at, zone, now, newsroom_zone())
    lifts = None if until is None else lifts_at(until, zone, now)
    engine = open_ledger(now)
    key_date = _added(engine, Draft(title, moment, brings, source, locator, lifts, another), now)
    style = style_for(engine, now)
    tell(f"Added {_named(key_date)}: {when_lines(When.of(key_date), zone, style)[0]}, to the {precision(key_date)}.")
    if key_date.embargo_until is not None:
        tell(f"It is {embargo_text([key_date.embargo_until], style)}.")


@click.command()
@click.argument("name", metavar="DATE")
@click.option("--at", required=True, metavar="WHEN", help=_AT)
@click.option("--zone", help="The IANA time zone it is meant in; without it, the date's own, or the newsroom's.")
def move(name: str, at: str, zone: str | None) -> None:
    """Move a key date (its id or title); reminders that were given are corrected."""
    now = clock.now()
    engine = open_ledger(now)
    own = meant_zone(zone or keydates.zone_of_date(engine, name, now, DESK))
    before, after = keydates.move(engine, name, parse_moment(at, own, now, newsroom_zone()), BY, now, DESK)
    style = style_for(engine, now)
    was, is_ = (when_lines(When.of(one), own, style)[0] for one in (before, after))
    tell(f"Moved {_named(after)} from {was} to {is_}, to the {precision(after)}.")


@click.command()
@click.argument("name", metavar="DATE")
def cancel(name: str) -> None:
    """Cancel a key date (its id or title); reminders that were given are corrected."""
    now = clock.now()
    tell(f"Cancelled {_named(keydates.cancel(open_ledger(now), name, BY, now, DESK))}.")


@click.command()
@click.argument("name", metavar="DATE")
def confirm(name: str) -> None:
    """Confirm that a key date (its id or title) has happened."""
    now = clock.now()
    tell(f"Confirmed {_named(keydates.confirm(open_ledger(now), name, BY, now, DESK))}.")


def _added(engine: Engine, draft: Draft, now: datetime) -> KeyDate:
    """Whoever types is asked about a second one of the same title and day; others have said it beforehand."""
    try:
        return keydates.add(engine, draft, BY, now, DESK)
    except KeyDateTaken as taken:
        if not at_terminal():
            raise KeyDateTaken(f"{taken}, or add it as another one with --another") from taken
        if not click.confirm(f"{taken.told}. Add another one?", default=False):
            say("Nothing was added.")
            raise click.Abort from taken
    return keydates.add(engine, replace(draft, another=True), BY, now, DESK)


def _named(key_date: KeyDate) -> str:
    return f"“{key_date.label}” ({key_date.id})"
