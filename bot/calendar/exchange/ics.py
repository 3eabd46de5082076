"""Key dates as iCalendar (RFC 5545), through the icalendar library.

What iCalendar has no property for goes into properties of our own, X-FACTDESK-..., so that nothing is lost on the way
out and back. An event of another program is known again by its UID.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event
from icalendar.prop import vDDDTypes

from bot.calendar.errors import UnreadableDates
from bot.domain import Catalogue, KeyDate, KeyDateStatus, Source
from bot.errors import AmbiguousTime, DistantDate, ImpossibleTime, InvalidDate, UnknownZone
from bot.ingest.batch import Batch
from bot.ingest.dates import parse_instant
from bot.ingest.faults import BadCell, Faults
from bot.ingest.identity import digest
from bot.ingest.table import read_bytes
from bot.ingest.withholding import releases, withholds
from bot.ingest.words import parse_key_date_status
from bot.ledger.embargoes import is_on
from bot.periods import PartialDate
from bot.workable import require_within
from bot.zones import day_in, instant_of, zone_of

_OURS = "@factdesk"
_PRODUCT = "-//Factdesk//Key dates//EN"
_ZONE = "X-FACTDESK-ZONE"
"""A parameter of DTSTART: the zone that a day, or a time given in UTC, is meant in."""
_UTC = "UTC"
_AT, _SOURCE, _LOCATOR, _BRINGS, _STATUS, _ALSO, _EMBARGO = (
    f"X-FACTDESK-{name}" for name in ("AT", "SOURCE", "LOCATOR", "BRINGS", "STATUS", "ALSO", "EMBARGO-UNTIL")
)
_KNOWN = (_AT, _SOURCE, _LOCATOR, _BRINGS, _STATUS, _ALSO, _EMBARGO)
_NAMED_OURS = "X-FACTDESK-"
_RIGHT = "save it as an iCalendar file (.ics) and import it again"


@dataclass(frozen=True, slots=True)
class _When:
    day: PartialDate
    time: datetime | None
    zone: str | None


def read_ics(path: Path, zone: str | None) -> Batch:
    """Raises LedgerUnreadable, UnreadableDates, UnknownZone and ImportRefused, as `read_dates` says."""
    if zone is not None:
        zone_of(zone)
    try:
        calendar = Calendar.from_ical(read_bytes(path, path.name))
        events = list(calendar.walk("VEVENT"))
    except (ValueError, KeyError, IndexError) as error:
        raise UnreadableDates(f"{path.name} cannot be read as a calendar ({error}); {_RIGHT}") from None
    if not events:
        raise UnreadableDates(f"{path.name} holds no events; {_RIGHT}")
    faults = Faults()
    for name in _mistaken(calendar, known=()):
        faults.add(path.name, None, name, "an embargo is that of an event", f"write {_EMBARGO} in each event")
    found: dict[str, KeyDate] = {}
    sources: dict[str, Source] = {}
    for event in events:
        try:
            key_date, source = _read_event(event, zone)
        except BadCell as bad:
            faults.add(path.name, None, _words(event, "SUMMARY"), bad.wrong, bad.right)
            continue
        found[key_date.id] = _with_embargo(key_date, found.get(key_date.id))
        if source is not None:
            sources[source.id] = source
    faults.refuse_if_any()
    lines = {("key_dates", id_): (path.name, None) for id_ in found}
    return Batch(key_dates=tuple(found.values()), sources=tuple(sources.values()), lines=lines)


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


def _read_event(event: Any, zone: str | None) -> tuple[KeyDate, Source | None]:
    title = _words(event, "SUMMARY")
    if title is None:
        raise BadCell("an event has no title (SUMMARY)", "give it one")
    if "RRULE" in event or "RDATE" in event:
        raise BadCell("the event repeats", "write each of its dates as an event of its own")
    _require_public(event)
    try:
        when = _read_when(event, zone)
    except (AmbiguousTime, DistantDate, ImpossibleTime, InvalidDate, UnknownZone) as error:
        raise BadCell.of(error) from None
    source = None
    source_id, url = _words(event, _SOURCE), _words(event, "URL")
    if source_id is None and url is not None:
        source = Source(f"url-{digest(url, 6)}", url=url)
        source_id = source.id
    key_date = KeyDate(
        _id(event, title),
        title,
        tuple(label for label in (_words(event, _ALSO) or "").split("|") if label),
        at=when.day,
        at_time=when.time,
        zone=when.zone,
        status=_read_status(event),
        source=source_id,
        locator=_words(event, _LOCATOR),
        brings=_words(event, _BRINGS),
        embargo_until=_embargo(event),
    )
    return key_date, source


def _with_embargo(key_date: KeyDate, before: KeyDate | None) -> KeyDate:
    """Of an event that comes twice the last one counts, under the longer embargo of the two."""
    if before is None:
        return key_date
    until = max(filter(None, (before.embargo_until, key_date.embargo_until)), default=None)
    return replace(key_date, embargo_until=until)


def _require_public(event: Any) -> None:
    """Raises BadCell for whatever seems to withhold the event and is not read: left aside, it would withhold
    nothing."""
    for part in event.walk():
        for name in _mistaken(part, known=_KNOWN if part is event else ()):
            wrong = f"the property {name} of the {part.name} is not known"
            raise BadCell(wrong, f"did you mean {_EMBARGO} of the event? If not, leave it out")
    kept = _words(event, "CLASS")
    if kept is not None and kept.upper() != "PUBLIC":
        right = f"write {_EMBARGO} with the time until which it is withheld, or CLASS:PUBLIC"
        raise BadCell(f"the event is {kept.upper()} (CLASS), which nobody would be kept from reading", right)


def _mistaken(component: Any, known: Collection[str]) -> Iterator[str]:
    """The properties that seem to withhold, by their name or by a time that they tell, and those that are named like
    our own, and are none of them."""
    for name in component:
        if name in known:
            continue
        is_ours = name.startswith(_NAMED_OURS)
        if is_ours or withholds(name) is not None or (name.startswith("X-") and releases(name, _text(component, name))):
            yield name


def _embargo(event: Any) -> datetime | None:
    """One that is written twice is none that can be told."""
    if isinstance(event.get(_EMBARGO), list):
        raise BadCell("the event has two embargoes", f"leave one {_EMBARGO}")
    text = _words(event, _EMBARGO)
    return None if text is None else parse_instant(text)


def _id(event: Any, title: str) -> str:
    uid = _words(event, "UID") or title
    return uid.removesuffix(_OURS) if uid.endswith(_OURS) else f"event-{digest(uid, 10)}"


def _read_status(event: Any) -> KeyDateStatus:
    ours = _words(event, _STATUS)
    if ours is not None:
        return parse_key_date_status(ours)
    return KeyDateStatus.CANCELLED if _words(event, "STATUS") == "CANCELLED" else KeyDateStatus.SCHEDULED


def _read_when(event: Any, zone: str | None) -> _When:
    try:
        start = event["DTSTART"].dt
        own = event["DTSTART"].params.get(_ZONE)
    except (KeyError, AttributeError, ValueError):
        raise BadCell("the event has no beginning (DTSTART) that can be read", "give it one day or time") from None
    if not isinstance(start, date):
        raise BadCell("the event begins at a time without a day", "give it a day")
    meant = zone if own is None else zone_of(str(own)).key
    day = require_within(PartialDate(start.isoformat()[:10]))
    if isinstance(start, datetime):
        instant, name = _instant(start, meant)
        return _When(require_within(PartialDate.of(day_in(instant, name))), instant, name)
    written = _words(event, _AT)
    return _When(require_within(PartialDate.parse(written)) if written else day, None, meant)


def _instant(start: datetime, zone: str | None) -> tuple[datetime, str]:
    """The instant (UTC) and the zone it is meant in; `zone` is that of a time that says no IANA zone itself."""
    named = getattr(start.tzinfo, "key", None)
    if start.tzinfo is not None and named in (None, _UTC):
        return start.astimezone(UTC), zone or _UTC
    name = named or zone
    if name is None:
        raise BadCell("the event's time has no time zone that is known", "name the one that is meant with --zone")
    return instant_of(start.replace(tzinfo=None), name), name


def _event(key_date: KeyDate, source: Source | None, now: datetime) -> Event:
    event, until = Event(), key_date.embargo_until
    event.add("uid", f"{key_date.id}{_OURS}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", key_date.label)
    zone = {_ZONE: key_date.zone} if key_date.zone else {}
    for name, value in _beginning(key_date):
        event.add(name, value, parameters=zone)
    event.add("status", "CANCELLED" if key_date.status is KeyDateStatus.CANCELLED else "CONFIRMED")
    if source is not None and source.url is not None:
        event.add("url", source.url)
    ours = {
        _AT: key_date.at.iso if key_date.at_time is None else None,
        _STATUS: key_date.status.value,
        _SOURCE: key_date.source,
        _LOCATOR: key_date.locator,
        _BRINGS: key_date.brings,
        _ALSO: "|".join(key_date.alt_labels) or None,
        _EMBARGO: until.isoformat() if is_on(until, now) else None,
    }
    for name, text in ours.items():
        if text is not None:
            event.add(name, text)
    return event


def _beginning(key_date: KeyDate) -> Iterator[tuple[str, date]]:
    """A date that is known to the month or the year reaches over all of it."""
    if key_date.at_time is None:
        yield "dtstart", key_date.at.earliest
        if key_date.at.latest > key_date.at.earliest:
            yield "dtend", key_date.at.latest + timedelta(days=1)
        return
    local = key_date.at_time.astimezone(zone_of(key_date.zone or _UTC))
    # A local time that comes twice cannot be told in iCalendar.
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    yield "dtstart", key_date.at_time.astimezone(UTC) if twice else local


def _words(event: Any, name: str) -> str | None:
    """A property's text with single spaces; None where it is blank or missing."""
    return " ".join(_text(event, name).split()) or None


def _text(component: Any, name: str) -> str:
    """As it is written: a property that says it is a date is one of the library's own objects."""
    value = component.get(name, "")
    return value.to_ical().decode() if isinstance(value, vDDDTypes) else str(value)
