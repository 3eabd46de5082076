"""One event of a calendar as a key date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.calendar.exchange.ics import names
from bot.calendar.exchange.ics.properties import in_utc, mistaken, parameters, when, words
from bot.calendar.exchange.ics.versions import Version
from bot.calendar.exchange.ics.zones import Zones
from bot.domain import KeyDate, KeyDateStatus, Source
from bot.errors import AmbiguousTime, DistantDate, ImpossibleTime, InvalidDate, UnknownZone
from bot.ingest.dates import parse_instant
from bot.ingest.faults import BadCell
from bot.ingest.identity import digest
from bot.ingest.words import parse_key_date_status, quoted
from bot.periods import PartialDate
from bot.workable import LONGEST_TITLE, require_within
from bot.zones import day_in, local_time, zone_of

_CANCELLED = "CANCELLED"
_STATUSES = ("TENTATIVE", "CONFIRMED", _CANCELLED)
_ONE_DAY = timedelta(days=1)
_HIGHEST = 2**31 - 1
"""Of an INTEGER, in iCalendar as in databases."""


@dataclass(frozen=True, slots=True)
class _When:
    day: PartialDate
    time: datetime | None
    zone: str | None


def read_event(event: Any, zones: Zones, *, is_cancelled: bool) -> tuple[Version, str | None]:
    """The event, and what it tells of when it ends, as far as that says anything. `is_cancelled`: its whole calendar
    calls off what it lists. Raises BadCell."""
    title = words(event, "SUMMARY")
    if title is None:
        raise BadCell("an event has no title (SUMMARY)", "give it one")
    if len(title) > LONGEST_TITLE:
        raise BadCell(f"the title has {len(title):,} characters", f"shorten it to {LONGEST_TITLE}")
    if "RRULE" in event or "RDATE" in event:
        raise BadCell("the event repeats", "write each of its dates as an event of its own")
    _require_public(event)
    try:
        begins = _read_when(event, zones)
    except (AmbiguousTime, DistantDate, ImpossibleTime, InvalidDate, UnknownZone) as error:
        raise BadCell.of(error) from None
    source, sequence = None, _sequence(event)
    source_id, url = words(event, names.SOURCE), words(event, "URL")
    if source_id is None and url is not None:
        source = Source(f"url-{digest(url, 6)}", url=url)
        source_id = source.id
    is_cancelled = is_cancelled or _takes_itself_out(event)
    key_date = KeyDate(
        _id(event, title),
        title,
        tuple(label for label in (words(event, names.ALSO) or "").split("|") if label),
        at=begins.day,
        at_time=begins.time,
        zone=begins.zone,
        status=KeyDateStatus.CANCELLED if is_cancelled else _read_status(event),
        source=source_id,
        locator=words(event, names.LOCATOR),
        brings=words(event, names.BRINGS),
        embargo_until=_embargo(event),
        sequence=sequence if "SEQUENCE" in event or not _is_ours(event) else None,
    )
    version = Version(key_date, source, words(event, "UID"), sequence, _stamp(event))
    return version, _end(event, begins, title)


def _require_public(event: Any) -> None:
    """Raises BadCell for whatever seems to withhold the event and is not read: left aside, it would withhold
    nothing."""
    for part in event.walk():
        for name in mistaken(part, known=names.KNOWN if part is event else ()):
            wrong = f"the property {name} of the {part.name} is not known"
            raise BadCell(wrong, f"did you mean {names.EMBARGO} of the event? If not, leave it out")
    kept = words(event, "CLASS")
    if kept is not None and kept.upper() != "PUBLIC":
        right = f"write {names.EMBARGO} with the time until which it is withheld, or CLASS:PUBLIC"
        raise BadCell(f"the event is {kept.upper()} (CLASS), which nobody would be kept from reading", right)


def _embargo(event: Any) -> datetime | None:
    text = words(event, names.EMBARGO)
    return None if text is None else parse_instant(text)


def _id(event: Any, title: str) -> str:
    """Each date of a series has its own, by which day of the series it is."""
    uid = words(event, "UID") or title
    series = event.get("RECURRENCE-ID")
    if series is None:
        return uid.removesuffix(names.OURS) if _is_ours(event) else f"event-{digest(uid, 10)}"
    if str(parameters(series).get("RANGE", "")).strip():
        raise BadCell("the event changes all later ones as well (RANGE)", "write each of its dates as its own event")
    day = _said(series, "RECURRENCE-ID")
    return f"event-{digest(f'{uid} {day}', 10)}"


def _is_ours(event: Any) -> bool:
    """Whether it was a key date before it was written to a calendar."""
    return (words(event, "UID") or "").endswith(names.OURS)


def _takes_itself_out(event: Any) -> bool:
    """Whether the one date that the event has is an exception (EXDATE)."""
    listed = event.get("EXDATE", [])
    try:
        out = [one for each in (listed if isinstance(listed, list) else [listed]) for one in each.dts]
    except (AttributeError, ValueError):
        raise BadCell("the event's EXDATE cannot be read", "write days or times with commas between") from None
    return any(_said(one, "EXDATE") == _said(event.get("DTSTART"), "DTSTART") for one in out)


def _said(value: Any, name: str) -> str:
    """A day or a time as text, the same instant as the same."""
    said = when(value, name)
    if isinstance(said, datetime) and said.tzinfo is not None:
        return in_utc(said).isoformat()
    return f"{said} {parameters(value).get('TZID', '')}".strip()


def _read_status(event: Any) -> KeyDateStatus:
    """Also a date that was ours before is cancelled when another program cancels it."""
    stated, ours = (words(event, "STATUS") or _STATUSES[1]).upper(), words(event, names.STATUS)
    if stated not in _STATUSES:
        raise BadCell(f"the event's status is {quoted(stated)}", f"it may be {', '.join(_STATUSES)}")
    if stated == _CANCELLED:
        return KeyDateStatus.CANCELLED
    return KeyDateStatus.SCHEDULED if ours is None else parse_key_date_status(ours)


def _sequence(event: Any) -> int:
    try:
        sequence = int(event.get("SEQUENCE", 0))
    except (TypeError, ValueError):
        sequence = -1
    if not 0 <= sequence <= _HIGHEST:
        raise BadCell("the event's SEQUENCE is no number that counts versions", "write a whole number, or leave it out")
    return sequence


def _stamp(event: Any) -> datetime | None:
    """When this version was made."""
    stamp = when(event["DTSTAMP"], "DTSTAMP") if "DTSTAMP" in event else None
    return in_utc(stamp) if isinstance(stamp, datetime) and stamp.tzinfo is not None else None


def _read_when(event: Any, zones: Zones) -> _When:
    try:
        start, told = when(event.get("DTSTART"), "DTSTART"), parameters(event.get("DTSTART"))
    except BadCell:
        raise BadCell("the event has no beginning (DTSTART) that can be read", "give it one day or time") from None
    if not isinstance(start, date):
        raise BadCell("the event begins at a time without a day", "give it a day")
    own = told.get(names.ZONE)
    meant = None if own is None else zone_of(str(own)).key
    day = require_within(PartialDate(start.isoformat()[:10]))
    if isinstance(start, datetime):
        instant, name = zones.instant(start, told.get("TZID"), meant)
        return _When(require_within(PartialDate.of(day_in(instant, name))), instant, name)
    written = words(event, names.AT)
    return _When(require_within(PartialDate.parse(written)) if written else day, None, meant or zones.said)


def _end(event: Any, begins: _When, title: str) -> str | None:
    """What is told of when an event ends; None where it takes a day, and nothing more is said than the day."""
    if names.AT in event or event.keys().isdisjoint(("DTEND", "DURATION")):
        return None
    try:
        start = event.decoded("DTSTART")
        end = when(event["DTEND"], "DTEND") if "DTEND" in event else start + event.decoded("DURATION")
        is_before = end < start
    except (BadCell, KeyError, AttributeError, ValueError, TypeError, OverflowError):
        return f"{quoted(title)} (which cannot be read)"
    if is_before:
        return f"{quoted(title)} (which is before it begins)"
    if isinstance(end, datetime):
        shown = local_time(in_utc(end), begins.zone or names.UTC) if end.tzinfo is not None else end
        return f"{quoted(title)} (until {shown:%Y-%m-%d %H:%M})"
    if not isinstance(end, date) or end - _ONE_DAY <= begins.day.latest:
        return None
    return f"{quoted(title)} (until {end - _ONE_DAY})"
