"""Local wall time and instants, by the rules of IANA time zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bot.errors import AmbiguousTime, ImpossibleTime, UnknownZone

_OFFSET = re.compile(r"[+\-\u2212] *\d")
_ABBREVIATION = re.compile(r"[A-Z]{3,5}")
_ALIKE = 80.0  # rapidfuzz ratio, 0 to 100
_WRITTEN = "%Y-%m-%d %H:%M"


@cache
def zone_names() -> frozenset[str]:
    """As the library of time zones lists them: to look through the system's own takes longer than most commands do."""
    return frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())


@cache
def zone_of(name: str) -> ZoneInfo:
    """Raises UnknownZone, which names the zone that was likely meant."""
    names = zone_names()
    if name in names:
        return ZoneInfo(name)
    raise UnknownZone(f"“{name}” is not a time zone; {_instead_of(name)}")


def _instead_of(name: str) -> str:
    if _ABBREVIATION.fullmatch(name):
        # Which zone such letters are of, and in which half of the year, depends on who writes them.
        return "write the place, as Pacific/Auckland"
    # A part of a name is enough ("auckland"). Signs are the other way round in names: UTC+13 is Etc/GMT-13.
    ends = {part: one for one in sorted(_places()) for part in (one, one.rpartition("/")[2])}
    known = [] if _OFFSET.search(name) else list(ends)
    found = process.extractOne(name, known, scorer=fuzz.ratio, processor=_plain, score_cutoff=_ALIKE)
    return f"did you mean {ends[found[0]]}?" if found else "write an IANA name such as Pacific/Auckland"


def _places() -> Iterator[str]:
    return (one for one in zone_names() if not one.startswith("Etc/"))


def _plain(name: str) -> str:
    return name.casefold().replace("_", " ")


def day_in(instant: datetime, zone: str) -> date:
    """The day that it is in a zone at an instant. No other day is “today”: nothing else makes a day of an instant."""
    return local_time(instant, zone).date()


def instant_of(local: datetime, zone: str) -> datetime:
    """The one instant (UTC) at which clocks in the zone show `local` (without zone).

    Raises ImpossibleTime for a time that the clocks skip and AmbiguousTime for one that comes twice.
    """
    first, second = _candidates(local, zone)
    if first == second:
        return first
    if first > second:
        end = _gap_end(local, zone).astimezone(zone_of(zone))
        raise ImpossibleTime(
            f"{local:{_WRITTEN}} does not exist in {zone}, as the clocks go forward over it; "
            f"write {end:{_WRITTEN}} or later, or a time before the gap"
        )
    early, late = (_offset(instant, zone) for instant in (first, second))
    raise AmbiguousTime(
        f"{local:{_WRITTEN}} comes twice in {zone}, as the clocks go back; "
        f"write {local:{_WRITTEN}}{early} for the first or {local:{_WRITTEN}}{late} for the second"
    )


def first_instant(local: datetime, zone: str) -> datetime:
    """The first instant (UTC) from which clocks in the zone show `local` or later: on a day without that time, the
    first one after the gap; of two, the earlier."""
    first, second = _candidates(local, zone)
    return _gap_end(local, zone) if first > second else first


def local_time(instant: datetime, zone: str) -> datetime:
    """What clocks in the zone show, without zone."""
    return instant.astimezone(zone_of(zone)).replace(tzinfo=None)


def _candidates(local: datetime, zone: str) -> tuple[datetime, datetime]:
    """Equal where the time exists once; in order where it comes twice; in reverse order in a gap (PEP 495)."""
    info = zone_of(zone)
    first, second = (local.replace(tzinfo=info, fold=fold).astimezone(UTC) for fold in (0, 1))
    return first, second


def _gap_end(local: datetime, zone: str) -> datetime:
    """The instant at which the clocks jump over `local`."""
    info = zone_of(zone)
    after, before = _candidates(local, zone)
    offset = after.astimezone(info).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(info).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after.replace(microsecond=0)


def _offset(instant: datetime, zone: str) -> str:
    """As "+13:00"."""
    return instant.astimezone(zone_of(zone)).isoformat()[-6:]
