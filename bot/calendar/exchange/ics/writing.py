"""Key dates as a calendar that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from bot.calendar.exchange.clean import clean
from bot.calendar.exchange.ics import names
from bot.domain import Catalogue, KeyDate, KeyDateStatus, Source
from bot.ledger.embargoes import is_on
from bot.zones import zone_of

_PRODUCT = "-//Factdesk//Key dates//EN"


def write_ics(key_dates: Iterable[KeyDate], catalogue: Catalogue, now: datetime) -> str:
    """A calendar with the time zones that it uses."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    for key_date in key_dates:
        source = catalogue.sources.get(key_date.source or "")
        calendar.add_component(_event(key_date, source, now))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content.decode()


def _event(key_date: KeyDate, source: Source | None, now: datetime) -> Event:
    event, until = Event(), key_date.embargo_until
    event.add("uid", f"{key_date.id}{names.OURS}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", clean(key_date.label))
    if key_date.sequence is not None:
        event.add("sequence", key_date.sequence)
    zone = {names.ZONE: key_date.zone} if key_date.zone else {}
    for name, value in _beginning(key_date):
        event.add(name, value, parameters=zone)
    event.add("status", "CANCELLED" if key_date.status is KeyDateStatus.CANCELLED else "CONFIRMED")
    if source is not None and source.url is not None:
        event.add("url", source.url)
    ours = {
        names.AT: key_date.at.iso if key_date.at_time is None else None,
        names.STATUS: key_date.status.value,
        names.SOURCE: key_date.source,
        names.LOCATOR: key_date.locator,
        names.BRINGS: key_date.brings,
        names.ALSO: "|".join(key_date.alt_labels) or None,
        names.EMBARGO: until.isoformat() if is_on(until, now) else None,
    }
    for name, text in ours.items():
        if text is not None:
            event.add(name, clean(text))
    return event


def _beginning(key_date: KeyDate) -> Iterator[tuple[str, date]]:
    """A date that is known to the month or the year reaches over all of it."""
    if key_date.at_time is None:
        yield "dtstart", key_date.at.earliest
        if key_date.at.latest > key_date.at.earliest:
            yield "dtend", key_date.at.latest + timedelta(days=1)
        return
    local = key_date.at_time.astimezone(zone_of(key_date.zone or names.UTC))
    # A local time that comes twice cannot be told in iCalendar.
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    yield "dtstart", key_date.at_time.astimezone(UTC) if twice else local
