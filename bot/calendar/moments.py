"""Days and times as people write them: "2027-05-20 14:00", "tomorrow 10am", "next Friday 9:30".

ISO 8601 is read here, strictly. All else goes to dateparser: it is kept up, and knows relative days and weekdays, which
dateutil does not; what it would guess at (the order of 10/11, the day of "May") is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.calendar.errors import UnclearMoment
from bot.periods import PartialDate
from bot.workable import require_within
from bot.zones import day_in, instant_of, local_time, zone_of

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2})(?::00)?\s*(Z|[+-]\d{2}:?\d{2})?")
_SLASHED = re.compile(r"\b\d{1,4}[/.]\d{1,2}[/.]\d{1,4}\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2}-\d{1,2}-\d{2,4}\b")
_A_WHILE = timedelta(minutes=7)
_RIGHT = "write it as 2027-05-20 14:00, 2027-05-20 or tomorrow 10am"


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
    plain = " ".join(text.split())
    if _ISO_DAY.fullmatch(plain):
        return _day(plain, zone)
    if match := _ISO_TIME.fullmatch(plain):
        return _time(match, plain, zone)
    if _SLASHED.search(plain):
        raise UnclearMoment(f"“{plain}” can be read in more than one order; {_RIGHT}")
    return _in_words(plain, zone, local_time(now, newsroom or zone), newsroom or zone)


def _day(text: str, zone: str) -> Moment:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise UnclearMoment(f"“{text}” is not a day in the calendar; {_RIGHT}") from None
    return Moment(require_within(PartialDate(text)), None, zone)


def _time(match: re.Match[str], text: str, zone: str) -> Moment:
    day, clock, offset = match.groups()
    try:
        local = datetime.fromisoformat(f"{day}T{clock.zfill(5)}{offset or ''}")
    except ValueError:
        raise UnclearMoment(f"“{text}” is not a day and time of the calendar; {_RIGHT}") from None
    return _at(local, zone)


def _in_words(text: str, zone: str, here: datetime, newsroom: str) -> Moment:
    """`here` is what the newsroom's clocks show."""
    local, is_time = _understood(text, here)
    if not is_time and local.tzinfo is None:
        return Moment(require_within(_day_written(local)), None, zone)
    if local.tzinfo is None and zone != newsroom and _understood(text, here + _A_WHILE)[0].time() != local.time():
        # Counted from now on, as “in two hours”: the newsroom's clocks show it, whatever zone the date is meant in.
        local = instant_of(local, newsroom)
    return _at(local, zone)


def _understood(text: str, here: datetime) -> tuple[datetime, bool]:
    """What a text means when clocks show `here`, and whether it is a time of day."""
    # Loaded only for words: it takes longer than most commands do.
    from dateparser.date import DateDataParser

    parser = DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": here.replace(second=0, microsecond=0),
            "PREFER_DATES_FROM": "future",
            "RETURN_TIME_AS_PERIOD": True,
        },
    )
    found = parser.get_date_data(text)
    if found is None or found.date_obj is None or found.period not in ("day", "time"):
        raise UnclearMoment(f"“{text}” is no day or time that can be told; {_RIGHT}")
    local: datetime = found.date_obj.replace(second=0, microsecond=0)
    return local, found.period == "time"


def _at(local: datetime, zone: str) -> Moment:
    """`local`: by the clocks of the zone, or with an offset of its own."""
    require_within(_day_written(local))
    instant = instant_of(local, zone) if local.tzinfo is None else local.astimezone(UTC)
    return Moment(require_within(PartialDate.of(day_in(instant, zone))), instant, zone)


def _day_written(local: datetime) -> PartialDate:
    return PartialDate(local.isoformat()[:10])
