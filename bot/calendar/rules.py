"""What a subscription may say: when digests come, how long before a date reminders come, when nothing comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.calendar.errors import InvalidRule
from bot.zones import day_in, first_instant, local_time, zone_of

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = {"daily": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_DIGEST_RIGHT = "write weekdays 08:30 Pacific/Auckland, daily 07:00 Europe/Berlin or mon,thu 9:00 UTC"
_OFFSETS_RIGHT = "write 1 day, 1 hour, at the moment"
_QUIET_RIGHT = "write 22:00-07:00"
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_OFFSET = re.compile(r"(\d{1,5}|an?)\s*(minutes?|mins?|m|hours?|h|days?|d|weeks?|w)(?:\s+before)?")
_AT_THE_MOMENT = ("at the moment", "at the time", "then", "0")
_FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DigestRule:
    """A time of day on days of the week (0 is Monday), in a zone."""

    days: tuple[int, ...]
    at: time
    zone: str

    @classmethod
    def parse(cls, text: str, zone: str | None = None) -> DigestRule:
        """As "weekdays 08:30 Pacific/Auckland"; `zone` is meant where the text names none. Raises InvalidRule and
        UnknownZone."""
        match = re.fullmatch(r"(.*?)\s*\b(\d{1,2}[:.]\d{2})(?:\s+(\S+))?", text.strip())
        at = _time(match[2]) if match else None
        if match is None or at is None:
            raise InvalidRule(f"“{text}” is no digest rule; {_DIGEST_RIGHT}")
        named = match[3] or zone
        if named is None:
            raise InvalidRule(f"“{text}” names no time zone; {_DIGEST_RIGHT}")
        return cls(_days(match[1], text), at, zone_of(named).key)

    def __str__(self) -> str:
        """The inverse of `parse`."""
        group = next((name for name, days in _GROUPS.items() if tuple(days) == self.days), None)
        return f"{group or ','.join(_DAYS[day] for day in self.days)} {self.at:%H:%M} {self.zone}"


@dataclass(frozen=True, slots=True)
class Offset:
    """How long before a date. Days are days of the calendar: the same time of day, whatever the clocks do between."""

    days: int = 0
    minutes: int = 0

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.days, minutes=self.minutes)

    def before(self, instant: datetime, zone: str) -> datetime:
        """The instant (UTC) so long before another, in the zone of the date."""
        if self.days:
            instant = first_instant(local_time(instant, zone) - timedelta(days=self.days), zone)
        return instant - timedelta(minutes=self.minutes)

    def __str__(self) -> str:
        if self.days:
            return _counted(self.days // 7, "week") if self.days % 7 == 0 else _counted(self.days, "day")
        if self.minutes:
            hours, rest = divmod(self.minutes, 60)
            return _counted(self.minutes, "minute") if rest else _counted(hours, "hour")
        return _AT_THE_MOMENT[0]


AT_THE_MOMENT = Offset()


def parse_offsets(text: str) -> tuple[Offset, ...]:
    """As "1 day, 1 hour, at the moment"; the longest first, each once. Raises InvalidRule."""
    found = {_parse_offset(part.strip().lower(), text) for part in text.split(",")}
    return tuple(sorted(found, key=lambda offset: offset.length, reverse=True))


def offsets_text(offsets: Sequence[Offset]) -> str:
    """The inverse of `parse_offsets`."""
    return ", ".join(map(str, offsets))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of day to another, over midnight where the second is the earlier."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> QuietHours:
        """As "22:00-07:00". Raises InvalidRule, also for hours that leave no time to post."""
        parts = [_time(part.strip()) for part in re.split(r"[-–]", text)]
        if len(parts) != 2 or parts[0] is None or parts[1] is None:
            raise InvalidRule(f"“{text}” are no quiet hours; {_QUIET_RIGHT}")
        if parts[0] == parts[1]:
            raise InvalidRule(f"“{text}” leaves no time to post in; {_QUIET_RIGHT}, or leave quiet hours out")
        return cls(parts[0], parts[1])

    def over(self, instant: datetime, zone: str) -> datetime:
        """The instant itself where it is not quiet in the zone, else the end (UTC) of the quiet hours."""
        now, today = local_time(instant, zone).time(), day_in(instant, zone)
        if self.start < self.end:
            if not self.start <= now < self.end:
                return instant
            day = today
        elif now >= self.start:
            day = today + timedelta(days=1)
        elif now < self.end:
            day = today
        else:
            return instant
        return max(instant, first_instant(datetime.combine(day, self.end), zone))

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def _time(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    return time(int(match[1]), int(match[2])) if match else None


def _days(text: str, rule: str) -> tuple[int, ...]:
    words = [word for word in re.split(r"[\s,]+", text.lower()) if word not in ("", "and", "every", "at", "day")]
    if not words and re.search(r"every\s+day", text.lower()):
        words = ["daily"]
    days: set[int] = set()
    for word in words:
        if word in _GROUPS:
            days.update(_GROUPS[word])
        elif (day := _day(word)) is not None:
            days.add(day)
        else:
            raise InvalidRule(f"“{word}” is no day of the week; {_DIGEST_RIGHT}")
    if not days:
        raise InvalidRule(f"“{rule}” names no day, so it would never come; {_DIGEST_RIGHT}")
    return tuple(sorted(days))


def _day(word: str) -> int | None:
    """The day that a word of at least three letters begins, as "tues" and "mondays"."""
    if len(word) < 3:
        return None
    return next((day for day, full in enumerate(_FULL_DAYS) if f"{full}s".startswith(word)), None)


def _parse_offset(text: str, whole: str) -> Offset:
    if text in _AT_THE_MOMENT:
        return AT_THE_MOMENT
    match = _OFFSET.fullmatch(text)
    if match is None:
        raise InvalidRule(f"“{text or whole}” is no time before a date; {_OFFSETS_RIGHT}")
    count = 1 if match[1].startswith("a") else int(match[1])
    offset = {
        "m": Offset(minutes=count),
        "h": Offset(minutes=count * 60),
        "d": Offset(days=count),
        "w": Offset(days=count * 7),
    }[match[2][0]]
    if offset.length > _FURTHEST:
        raise InvalidRule(f"“{text}” is more than a year before; {_OFFSETS_RIGHT}")
    return offset


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
