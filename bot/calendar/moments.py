"""Days and times as people write them: "2027-05-20 14:00", "tomorrow 10am", "next Friday 9:30".

ISO 8601 is read here, strictly, and words by `written`; what would have to be guessed at (the order of 10/11, the day
of "May", the half of the day of "at 5") is refused.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from bot.calendar import written
from bot.calendar.errors import UnclearMoment
from bot.calendar.written import RIGHT
from bot.ingest.words import quoted
from bot.periods import PartialDate
from bot.workable import require_within
from bot.zones import day_in, instant_of, local_time, zone_of

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2})(?::00)?\s*(Z|[+-]\d{2}:?\d{2})?")
_SLASHED = re.compile(r"\b\d{1,4}[/.]\d{1,2}[/.]\d{1,4}\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2}-\d{1,2}-\d{2,4}\b")
_UTC = "UTC"
_LONGEST = 100
"""Characters: no day and no time takes more."""
_FURTHEST_OFFSET = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day in a zone, and the instant (UTC) where a time of day was given: its precision is the day or the minute."""

    day: PartialDate
    time: datetime | None
    zone: str

    def __str__(self) -> str:
        """Absolute, in its zone: "2027-05-20 14:00 Pacific/Auckland"."""
        if self.time is None:
            return f"{self.day.iso} {self.zone}"
        return f"{local_time(self.time, self.zone):%Y-%m-%d %H:%M} {self.zone}"


def parse_moment(text: str, zone: str, now: datetime, newsroom: str | None = None) -> Moment:
    """The day or time that a text means at `now`, by the clocks of `zone`. What day is today or tomorrow, the calendar
    of the `newsroom` (its zone) says; without one, that of `zone`.

    Raises UnclearMoment, UnknownZone, DistantDate, and ImpossibleTime or AmbiguousTime for a time that the zone's
    clocks skip or show twice; an offset written with the time (2027-04-04 02:30+13:00) settles which one is meant.
    """
    zone_of(zone)
    plain = " ".join(text[: 10 * _LONGEST].split())
    if not plain:
        raise UnclearMoment(f"No day or time is given; {RIGHT}")
    if len(plain) > _LONGEST:
        raise UnclearMoment(f"{quoted(plain)} is too long for a day or a time; {RIGHT}")
    if _ISO_DAY.fullmatch(plain):
        return _day(plain, zone)
    if match := _ISO_TIME.fullmatch(plain):
        return _time(match, plain, zone)
    if slashed := _SLASHED.search(plain):
        why = "can be read in more than one order" if _may_be_a_day(slashed[0]) else "is not a day in the calendar"
        raise UnclearMoment(f"{quoted(plain)} {why}; {RIGHT}")
    return _in_words(plain, zone, now, newsroom or zone)


def is_moment(text: str) -> bool:
    """Whether a text has the form of a day or a time, be it one that `parse_moment` refuses."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST:
        return False
    return any(one.fullmatch(plain) for one in (_ISO_DAY, _ISO_TIME, _SLASHED)) or written.is_read(plain)


def _may_be_a_day(slashed: str) -> bool:
    """Whether numbers are a day in one order or another; without a year, in a leap year."""
    numbers = [int(one) for one in re.split(r"[/.-]", slashed)]
    for year, month, day in permutations([*numbers, 2000][:3]):
        with suppress(ValueError):
            date(year + (2000 if year < 100 else 0), month, day)
            return True
    return False


def _day(text: str, zone: str) -> Moment:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise UnclearMoment(f"“{text}” is not a day in the calendar; {RIGHT}") from None
    return Moment(require_within(PartialDate(text)), None, zone)


def _time(match: re.Match[str], text: str, zone: str) -> Moment:
    day, clock, offset = match.groups()
    try:
        local = datetime.fromisoformat(f"{day}T{clock.zfill(5)}{offset or ''}")
    except ValueError:
        raise UnclearMoment(f"“{text}” is not a day and time of the calendar; {RIGHT}") from None
    require_within(_day_written(local))
    if offset and _may_be_an_end(local, zone):
        until = f"from {local:%H:%M} to {offset[1:]}"
        raise UnclearMoment(f"“{text}” may be {until}, or a time with its offset from UTC; write when it begins alone")
    return _at(local, zone)


def _may_be_an_end(local: datetime, zone: str) -> bool:
    """Whether an offset from UTC looks like the end of a range ("9:00-10:00"), and is not that of the zone then."""
    offset = local.utcoffset() or timedelta()
    if abs(offset) > _FURTHEST_OFFSET:
        return True
    begins = timedelta(hours=local.hour, minutes=local.minute)
    return -offset > begins and local.astimezone(zone_of(zone)).utcoffset() != offset


def _in_words(text: str, zone: str, now: datetime, newsroom: str) -> Moment:
    away = written.away(text)
    if away is not None:
        # Counted from now on, it is the same instant whatever zone the date is meant in.
        return _at((now + away).replace(second=0, microsecond=0), zone)
    day, clock, is_utc = written.read(text, day_in(now, newsroom))
    if clock is None:
        assert day is not None, "a text has a day, or a time, or both"
        return Moment(require_within(PartialDate.of(day)), None, zone)
    if day is None:
        # The next time that the clocks show it.
        whose = _UTC if is_utc else zone
        day = day_in(now, whose) + timedelta(days=clock <= local_time(now, whose).time())
    return _at(datetime.combine(day, clock, UTC if is_utc else None), zone)


def _at(local: datetime, zone: str) -> Moment:
    """`local`: by the clocks of the zone, or with an offset of its own."""
    require_within(_day_written(local))
    instant = instant_of(local, zone) if local.tzinfo is None else local.astimezone(UTC)
    return Moment(require_within(PartialDate.of(day_in(instant, zone))), instant, zone)


def _day_written(local: datetime) -> PartialDate:
    return PartialDate(local.isoformat()[:10])
