"""The properties of an event, as text or as a day or time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar.prop import vDDDTypes

from bot.calendar.exchange.ics import names
from bot.ingest.faults import BadCell
from bot.ingest.table import typed
from bot.ingest.withholding import releases, withholds
from bot.ingest.words import quoted


def words(event: Any, name: str) -> str | None:
    """A property's text with single spaces; None where it is blank or missing. Raises BadCell where it is there twice,
    or its letters cannot be told."""
    value = event.get(name)
    if isinstance(value, list):
        raise BadCell(f"the event has {name} twice", "leave one of them")
    told = parameters(value)
    charset, encoding = (str(told.get(key, "")).upper() for key in ("CHARSET", "ENCODING"))
    if charset not in ("", "UTF-8", "US-ASCII") or encoding not in ("", "8BIT"):
        raise BadCell(f"{name} is written in {charset or encoding}", "write it as UTF-8 text, without that parameter")
    text = typed(_text(event, name))
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise BadCell(f"{name} has letters that were lost before ({quoted(text)})", "write them anew")
    return text or None


def when(value: Any, name: str) -> date | time | timedelta:
    """The value of a property of time. Raises BadCell."""
    try:
        found: date | time | timedelta = value.dt
    except (AttributeError, ValueError):
        raise BadCell(f"the event's {name} cannot be read", "write one day or time, as 20270520T020000Z") from None
    return found


def in_utc(when: datetime) -> datetime:
    try:
        return when.astimezone(UTC)
    except OverflowError:
        raise BadCell("a time of the event is outside the calendar", "write a year from 1 to 9999") from None


def parameters(value: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = {} if value is None or isinstance(value, list) else value.params
    return found


def mistaken(component: Any, known: Collection[str]) -> Iterator[str]:
    """The properties that seem to withhold, by their name or by a time that they tell, and those that are named like
    our own, and are none of them."""
    for name in component:
        if name in known:
            continue
        is_ours = name.startswith(names.NAMED_OURS)
        if is_ours or withholds(name) is not None or (name.startswith("X-") and releases(name, _text(component, name))):
            yield name


def _text(component: Any, name: str) -> str:
    """As it is written: a property that says it is a date is one of the library's own objects."""
    value = component.get(name, "")
    return value.to_ical().decode() if isinstance(value, vDDDTypes) else str(value)
