"""An iCalendar file as a batch of key dates: all of its events, or every fault that it has."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from icalendar import Calendar

from bot.calendar.errors import UnreadableDates
from bot.calendar.exchange.ics import names
from bot.calendar.exchange.ics.event import read_event
from bot.calendar.exchange.ics.lines import torn_times, torn_zones, unfolded
from bot.calendar.exchange.ics.properties import mistaken
from bot.calendar.exchange.ics.versions import Version, by_date, latest
from bot.calendar.exchange.ics.zones import Zones
from bot.ingest.batch import Batch
from bot.ingest.faults import BadCell, Faults
from bot.ingest.table import read_bytes
from bot.ingest.words import quoted
from bot.workable import LONGEST_TITLE
from bot.zones import zone_of

_RIGHT = "save it as an iCalendar file (.ics) and import it again"
_ONE_ZONE = "leave out the one that is not meant"
_QUOTES = "write the name between quotation marks"
_CANCEL = "CANCEL"
_METHODS = ("PUBLISH", "REQUEST", "ADD", _CANCEL)
"""What calendars are sent for that say when something is; others answer one, or propose another day."""
_TOLD = 3
"""Ends that are left out, told one by one."""


def read_ics(path: Path, zone: str | None, newsroom: str | None = None) -> Batch:
    """Raises LedgerUnreadable, UnreadableDates, UnknownZone and ImportRefused, as `read_dates` says."""
    zones = Zones(None if zone is None else zone_of(zone).key, newsroom)
    faults, found, ended = Faults(), list[Version](), list[str]()
    with warnings.catch_warnings():
        # It warns of zones that it finds by a part of their name, as is done here too.
        warnings.simplefilter("ignore")
        text = unfolded(read_bytes(path, path.name), path.name)
        for line in torn_times(text):
            faults.add(path.name, None, quoted(line), "the time is in UTC (Z) and in a zone (TZID) at once", _ONE_ZONE)
        torn = list(torn_zones(text))
        for line in torn:
            faults.add(path.name, None, quoted(line), "a colon or a comma cuts the name of its zone (TZID)", _QUOTES)
        if torn:  # What is told of their events besides would only come of that.
            faults.refuse_if_any()
        for calendar in _calendars(text, path.name):
            found += _versions(calendar, zones.of(calendar), path.name, faults, ended)
    settled = []
    for versions in by_date(found).values():
        try:
            settled.append(latest(versions))
        except BadCell as bad:
            faults.add(path.name, None, versions[0].key_date.label, bad.wrong, bad.right)
    faults.refuse_if_any()
    sources = {one.source.id: one.source for one in settled if one.source is not None}
    lines = {("key_dates", one.key_date.id): (path.name, None) for one in settled}
    told = (_left_out(ended),) if ended else ()
    return Batch(
        key_dates=tuple(one.key_date for one in settled), sources=tuple(sources.values()), lines=lines, warnings=told
    )


def _calendars(text: str, file: str) -> list[Any]:
    """Those of a file, of which one at least has events."""
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        has_events = any(calendar.walk("VEVENT") for calendar in calendars)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise UnreadableDates(f"{file} cannot be read as a calendar ({error}); {_RIGHT}") from None
    if not has_events:
        raise UnreadableDates(f"{file} holds no events; {_RIGHT}")
    return calendars


def _versions(calendar: Any, zones: Zones, file: str, faults: Faults, ended: list[str]) -> Iterator[Version]:
    """The events of a calendar; `ended` gets what the file tells of when they end, as far as that says anything."""
    for name in mistaken(calendar, known=()):
        faults.add(file, None, name, "an embargo is that of an event", f"write {names.EMBARGO} in each event")
    method = str(calendar.get("METHOD", _METHODS[0])).strip().upper()
    if method not in _METHODS:
        wrong = f"a calendar that is sent for {quoted(method)} (METHOD) sets no dates"
        faults.add(file, None, "METHOD", wrong, f"it may be {', '.join(_METHODS)}; export the calendar itself")
        return
    if str(calendar.get("VERSION", "2.0")).strip() == "1.0":
        wrong = "the calendar is of the format before iCalendar (VERSION:1.0), whose letters are written otherwise"
        faults.add(file, None, "VERSION", wrong, "export it as iCalendar 2.0")
        return
    for event in calendar.walk("VEVENT"):
        try:
            version, end = read_event(event, zones, is_cancelled=method == _CANCEL)
        except BadCell as bad:
            faults.add(file, None, _called(event), bad.wrong, bad.right)
            continue
        if end is not None:
            ended.append(end)
        yield version


def _left_out(ended: list[str]) -> str:
    """A sentence for whoever imports."""
    more = f" and of {len(ended) - _TOLD:,} more" if len(ended) > _TOLD else ""
    return f"A key date is when something begins: left out is the end of {', '.join(ended[:_TOLD])}{more}."


def _called(event: Any) -> str | None:
    """The title of an event that has a fault."""
    title = event.get("SUMMARY")
    return None if title is None or isinstance(title, list) else " ".join(str(title).split())[:LONGEST_TITLE] or None
