"""Key dates in words: when they are by whose clocks, how far off, and what they are cited to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.ask.prose import Prose
from bot.ask.style import HouseStyle
from bot.cards.card import Moment
from bot.domain import KeyDate
from bot.periods import PartialDate
from bot.workable import fault_of
from bot.zones import day_in, local_time

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOURS_COUNTED = 36
"""From so many hours on, days are counted instead."""
_MONTHS_COUNTED = 24
"""From so many months on, years are counted instead."""


@dataclass(frozen=True, slots=True)
class When:
    """When something is: as precise as known, its instant (UTC) where there is one, and the zone it is meant in."""

    at: PartialDate
    time: datetime | None
    zone: str | None

    @classmethod
    def of(cls, key_date: KeyDate) -> When:
        return cls(key_date.at, key_date.at_time, key_date.zone)


def when_lines(when: When, zone: str, style: HouseStyle) -> tuple[str, ...]:
    """By the clocks of the channel's zone first, and by those of the date's own where they show something else. What
    cannot be worked with, as a date before it was mended, is told as it is written."""
    if fault_of(when.at, when.time, when.zone) is not None:
        return (" ".join(part for part in (when.at.iso, when.zone) if part),)
    own = when.zone or zone
    if when.time is None:
        # A month or a year is the same by all clocks, as far as anybody counts.
        where = f" in {own}" if own != zone and _is_day(when.at) else ""
        return (f"{_day(when.at, style)}{where}",)
    line, at_home = (_moment(when.time, name, style) for name in (zone, own))
    return (f"{line} ({zone})",) if line == at_home else (f"{line} ({zone})", f"{at_home} ({own})")


def moment_of(when: When, zone: str, style: HouseStyle) -> tuple[Moment, ...]:
    """What the first of `when_lines` is, where that is an instant."""
    if when.time is None or fault_of(when.at, when.time, when.zone) is not None:
        return ()
    return (moment_at(when.time, zone, style),)


def moment_at(instant: datetime, zone: str, style: HouseStyle) -> Moment:
    """An instant by the clocks of a zone, which is named."""
    return Moment(f"{_moment(instant, zone, style)} ({zone})", instant)


def distance(when: When, now: datetime, zone: str) -> str:
    """How far off it is at `now`, by the calendar of a zone: "tomorrow", "in 1 hour", "now", "3 days ago"."""
    today = day_in(now, zone)
    if when.time is None:
        return _days(when.at, today)
    minutes = round((when.time - now) / timedelta(minutes=1))
    if abs(minutes) >= _HOURS_COUNTED * 60:
        return _days(PartialDate.of(day_in(when.time, zone)), today)
    if minutes == 0:
        return "now"
    hours, rest = divmod(abs(minutes), 60)
    length = _counted(abs(minutes), "minute") if hours == 0 or (rest and hours < 3) else _counted(hours, "hour")
    return f"in {length}" if minutes > 0 else f"{length} ago"


def title(key_date: KeyDate, prose: Prose) -> str:
    """Its label in the house's spelling, as a sentence begins."""
    label = prose.style.spelling(key_date.label)
    return label[:1].upper() + label[1:]


_NOWHERE = "not recorded"


def cited(key_date: KeyDate, prose: Prose) -> tuple[str, str | None]:
    """What a date is cited to, as far as it is recorded, and its address."""
    source = prose.catalogue.sources.get(key_date.source or "")
    if source is None:
        return _NOWHERE, None
    published = f"published {prose.style.date(source.published_on)}" if source.published_on else None
    parts = (source.publisher or source.title, published, key_date.locator)
    return ", ".join(part for part in parts if part) or _NOWHERE, source.url


def is_cited(key_date: KeyDate, prose: Prose) -> bool:
    """Whether anything is recorded of where a date is from."""
    return cited(key_date, prose) != (_NOWHERE, None)


def instant_text(instant: datetime, zone: str, style: HouseStyle) -> str:
    """An instant by the clocks of a zone, for lists."""
    return f"{style.date(PartialDate.of(day_in(instant, zone)))}, {local_time(instant, zone):%H:%M}"


def day_text(day: date, style: HouseStyle) -> str:
    """With its day of the week."""
    return _day(PartialDate.of(day), style)


def _day(day: PartialDate, style: HouseStyle) -> str:
    weekday = f"{_WEEKDAYS[day.earliest.weekday()]}, " if day.earliest == day.latest else ""
    return f"{weekday}{style.date(day)}"


def _moment(instant: datetime, zone: str, style: HouseStyle) -> str:
    return f"{day_text(day_in(instant, zone), style)}, {local_time(instant, zone):%H:%M}"


def _is_day(at: PartialDate) -> bool:
    return at.earliest == at.latest


def _days(day: PartialDate, today: date) -> str:
    if not _is_day(day):
        return _months(day, today)
    if day.earliest <= today <= day.latest:
        return "today"
    count = (day.earliest - today).days if day.earliest > today else (day.latest - today).days
    if abs(count) == 1:
        return "tomorrow" if count > 0 else "yesterday"
    return f"in {count} days" if count > 0 else f"{-count} days ago"


def _months(at: PartialDate, today: date) -> str:
    """How far off a month, a quarter or a year is: no day of it is known, so that none are counted."""
    if at.earliest <= today <= at.latest:
        months = (at.latest - at.earliest).days // 28
        return "this year" if months > 3 else "this quarter" if months > 1 else "this month"
    near = at.earliest if at.earliest > today else at.latest
    count = 12 * (near.year - today.year) + near.month - today.month
    if len(at.iso) == 4 or abs(count) >= _MONTHS_COUNTED:
        length = _counted(max(1, round(abs(count) / 12)), "year")
    else:
        length = _counted(abs(count), "month")
    return f"in {length}" if count > 0 else f"{length} ago"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
