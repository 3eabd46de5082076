"""The list of key dates, past and coming."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from adapters import clock
from adapters.cli.left_out import say_left_out
from adapters.cli.opening import open_ledger
from adapters.cli.say import tell, tell_json
from adapters.cli.withheld import embargo_text
from adapters.main import newsroom_zone, style_for
from bot.ask.agenda import in_order, is_past
from bot.ask.style import HouseStyle
from bot.calendar.left_out import KEY_DATE
from bot.cards.dates import instant_text
from bot.cards.key_date import precision
from bot.domain import KeyDate, KeyDateStatus
from bot.ledger.embargoes import is_on
from bot.store.reader import Reader
from bot.store.visibility import DESK, PUBLIC

_WIDTH = 24
"""Of the column of dates, at least."""


def list_dates(as_json: bool, embargoed: bool) -> None:
    """Those gone by first, as lines or as a JSON array of objects; `embargoed`: those under embargo alone."""
    now, zone = clock.now(), newsroom_zone()
    engine = open_ledger(now)
    found = Reader(engine, now, DESK if embargoed else PUBLIC).catalogue().key_dates.values()
    wanted = (one for one in found if is_on(one.embargo_until, now)) if embargoed else found
    key_dates = in_order(wanted, zone)
    say_left_out(engine, KEY_DATE, now)
    if as_json:
        body = [as_object(key_date, now, zone) for key_date in key_dates]
        tell_json(body, indent=2)
        return
    for line in _list(key_dates, now, zone, style_for(engine, now)):
        tell(line)
    if not key_dates:
        tell("No key date is under embargo." if embargoed else "The ledger holds no key dates.")


def as_object(key_date: KeyDate, now: datetime, zone: str) -> dict[str, Any]:
    """A key date as its JSON object; `precision` is year, quarter, month, day or minute. `zone` is the newsroom's."""
    return {
        "id": key_date.id,
        "label": key_date.label,
        "date": key_date.at.iso,
        "at": key_date.at_time.isoformat() if key_date.at_time else None,
        "zone": key_date.zone,
        "precision": precision(key_date),
        "status": key_date.status.value,
        "past": is_past(key_date, now, zone),
        "source": key_date.source,
        "locator": key_date.locator,
        "brings": key_date.brings,
        "embargo_until": key_date.embargo_until.isoformat() if key_date.embargo_until else None,
    }


def _list(key_dates: Iterable[KeyDate], now: datetime, zone: str, style: HouseStyle) -> Iterator[str]:
    """Two groups; a group without a date is left out."""
    groups: dict[str, list[KeyDate]] = {"Past": [], "Coming": []}
    for key_date in key_dates:
        groups["Past" if is_past(key_date, now, zone) else "Coming"].append(key_date)
    for title, members in groups.items():
        if members:
            yield title
            times = [_when(key_date, zone, style) for key_date in members]
            width = max(_WIDTH, *(len(time) + 2 for time in times))
            yield from (
                f"  {time:<{width}}{_line(key_date, now, style)}" for time, key_date in zip(times, members, strict=True)
            )


def _line(key_date: KeyDate, now: datetime, style: HouseStyle) -> str:
    label = style.spelling(key_date.label)
    until = key_date.embargo_until
    embargo = f", {embargo_text([until], style)}" if is_on(until, now) else ""
    return f"{label}{_note(key_date)}{embargo}"


def _when(key_date: KeyDate, zone: str, style: HouseStyle) -> str:
    """The date as precise as it is known; a time by the newsroom's clocks, and so is its day."""
    if key_date.at_time is None:
        return style.date(key_date.at)
    return f"{instant_text(key_date.at_time, zone, style)} ({zone})"


def _note(key_date: KeyDate) -> str:
    telling = key_date.status in (KeyDateStatus.MOVED, KeyDateStatus.CANCELLED)
    return f" ({key_date.status.value})" if telling else ""
