"""Dates, which spreadsheets hold as numbers of days: as precise as their format prints them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum

from bot.ingest.files.formats.parts import Section, Token
from bot.ingest.files.formats.shown import Shown

_DAY_SECONDS = 86_400
_LAST = 2_958_466
"""Days from the first to the end of the year 9999."""
_LEAP = 60
"""The 29th of February 1900, which spreadsheets count and which never was."""
_NONE = Shown("########")
"""As a spreadsheet prints what is no date."""
_WORDS = re.compile(r"[^\W\d_年月日T]{2,}")
_JOINING = frozenset({"de", "of", "th", "st", "nd", "rd"})
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED = 3
"""Letters from which a month or a day is printed by name, and from which in full."""


class Epoch(Enum):
    """The day before the first: of Windows, and of the workbooks of old Macs."""

    Y1900 = datetime(1899, 12, 31)  # noqa: DTZ001 A cell's date has no zone.
    Y1904 = datetime(1904, 1, 1)  # noqa: DTZ001


def show_date(value: Decimal, section: Section, epoch: Epoch) -> Shown:
    """A date with its year is typed; without one, and with words around it, it stands as printed."""
    if section.has("elapsed"):
        return _elapsed(value, section.tokens)
    if not 0 <= value < _LAST:
        return _NONE
    parts = list(_parts(section.tokens))
    moment = _moment(value, epoch)
    if moment is None:
        return _NONE
    shown = {part for part, _ in parts}
    dated = "year" in shown and not ("day" in shown and "month" not in shown)
    if dated and not set(map(str.lower, _WORDS.findall(section.literal))) - _JOINING:
        return Shown(_iso(moment, shown), typed=True)
    return Shown(" ".join("".join(_printed(moment, part, text, shown) for part, text in parts).split()))


def days_of(moment: datetime) -> Decimal:
    """The number of days that a spreadsheet of Windows holds for a date."""
    since = moment.replace(tzinfo=None) - Epoch.Y1900.value
    days = Decimal(since.days) + Decimal(since.seconds) / _DAY_SECONDS
    return days + 1 if days >= _LEAP else days


def _moment(value: Decimal, epoch: Epoch) -> datetime | None:
    days, part = divmod(value, 1)
    if epoch is Epoch.Y1900:
        if days == _LEAP:
            return None
        days -= days > _LEAP
    return epoch.value + timedelta(days=int(days), seconds=round(part * _DAY_SECONDS))


def _iso(moment: datetime, shown: set[str]) -> str:
    if "month" not in shown:
        return f"{moment.year:04}"
    if "day" not in shown:
        return f"{moment.year:04}-{moment:%m}"
    if "hour" not in shown or (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return f"{moment.year:04}-{moment:%m-%d}"
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """What each token prints: "year", "month", "day", "weekday", "hour", "minute", "second", "half" or "text"."""
    hours = False
    letters = [token.text[0] for token in tokens if token.kind == "date"]
    at = 0
    for token in tokens:
        if token.kind != "date":
            yield ("half", "") if token.kind == "half" else ("text", token.text)
            continue
        following = letters[at + 1 : at + 2]
        at += 1
        match token.text[0]:
            case "y" | "e":
                yield "year", token.text
            case "m" if hours or following == ["s"]:
                yield "minute", token.text
            case "m":
                yield "month", token.text
            case "d":
                yield ("day" if len(token.text) < _NAMED else "weekday"), token.text
            case "h":
                yield "hour", token.text
            case _:
                yield "second", token.text
        hours = token.text[0] == "h"


def _printed(moment: datetime, part: str, text: str, shown: set[str]) -> str:
    width = len(text)
    match part:
        case "text":
            return text
        case "half":
            return "AM" if moment.hour < 12 else "PM"
        case "year":
            return f"{moment.year % 100:02}" if width < _NAMED else f"{moment.year:04}"
        case "month" if width >= _NAMED:
            name = _MONTHS[moment.month - 1]
            return name if width > _NAMED else name[:3]
        case "weekday":
            name = _DAYS[moment.weekday()]
            return name if width > _NAMED else name[:3]
        case "hour" if "half" in shown:
            return str(moment.hour % 12 or 12).rjust(min(width, 2), "0")
        case _:
            return str(getattr(moment, part)).rjust(min(width, 2), "0")


def _elapsed(value: Decimal, tokens: Sequence[Token]) -> Shown:
    """A span of time, as hours, minutes and seconds of which the first goes on beyond its round."""
    seconds = round(abs(value) * _DAY_SECONDS)
    found = []
    for letter, size, most in (("h", 3600, None), ("m", 60, 60), ("s", 1, 60)):
        token = next((token for token in tokens if token.kind in ("elapsed", "date") and token.text[0] == letter), None)
        if token is not None:
            count = seconds // size
            found.append(f"{count if token.kind == 'elapsed' else count % (most or 24):02}")
    return Shown(("-" if value < 0 else "") + ":".join(found))
