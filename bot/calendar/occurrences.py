"""When things fall due: pure functions of rules and of the span after one instant and until another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from bot.calendar.rules import DigestRule, Offset, QuietHours
from bot.domain import KeyDate
from bot.zones import day_in, first_instant, local_time

DAY_BEGINS = time(9)
"""A date without a time of day counts from here in its own zone, when the working day begins: nobody wants to be
reminded at midnight."""

_ONE_DAY = timedelta(days=1)


class Occurrence(NamedTuple):
    """One time that a rule fires. `key` tells it from the rule's other ones, `at` is its instant, `due` when it may be
    posted: later than `at` in quiet hours. Both are UTC."""

    key: str
    at: datetime
    due: datetime


def digests(
    rule: DigestRule, after: datetime, until: datetime, quiet: QuietHours | None = None, quiet_zone: str = "UTC"
) -> Iterator[Occurrence]:
    """The digests of a rule in (after, until], in order, one for each local date: on a day when the clocks skip the
    time at the first instant after the gap, on a day when it comes twice at the first one."""
    day = day_in(after, rule.zone) - _ONE_DAY
    last = day_in(until, rule.zone)
    while day <= last:
        if day.weekday() in rule.days:
            at = first_instant(datetime.combine(day, rule.at), rule.zone)
            if after < at <= until:
                yield Occurrence(day.isoformat(), at, _due(at, quiet, quiet_zone))
        day += _ONE_DAY


def next_digest(rule: DigestRule, after: datetime) -> datetime:
    """The instant (UTC) of the first digest after another instant; a rule names at least one day of every week."""
    return next(digests(rule, after, after + timedelta(days=9))).at


class Reminder(NamedTuple):
    """One reminder of a key date, `offset` before it."""

    offset: Offset
    when: Occurrence


def reminders(
    key_date: KeyDate, offsets: Sequence[Offset], zone: str, quiet: QuietHours | None = None
) -> list[Reminder]:
    """The reminders of a key date, the earliest first; none for one that is not known to the day.

    `zone` is the channel's: quiet hours are meant in it, and the date itself where it has none. Of reminders that quiet
    hours would let through together only the one nearest to the date is left.
    """
    moment = moment_of(key_date, zone)
    if moment is None:
        return []
    own = key_date.zone or zone
    found: dict[datetime, Reminder] = {}
    for offset in sorted(offsets, key=lambda one: one.length, reverse=True):
        at = offset.before(moment, own)
        key = f"{offset} {local_time(at, own).isoformat(timespec='minutes')}"
        due = _due(at, quiet, zone)
        found[due] = Reminder(offset, Occurrence(key, at, due))
    return list(found.values())


def moment_of(key_date: KeyDate, zone: str) -> datetime | None:
    """The instant (UTC) that reminders of a key date count back from; None where it is not known to the day."""
    if key_date.at_time is not None:
        return key_date.at_time
    day = key_date.at.earliest
    if day != key_date.at.latest:
        return None
    return first_instant(datetime.combine(day, DAY_BEGINS), key_date.zone or zone)


def begins(key_date: KeyDate, zone: str) -> datetime:
    """The first instant (UTC) of the first day that the date may be."""
    return _midnight(key_date.at.earliest, key_date.zone or zone)


def passes(key_date: KeyDate, zone: str) -> datetime:
    """The instant (UTC) from which a date counts as gone by: its own, or the end of the last day that it may be."""
    if key_date.at_time is not None:
        return key_date.at_time
    if key_date.at.latest == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return _midnight(key_date.at.latest + _ONE_DAY, key_date.zone or zone)


def _midnight(day: date, zone: str) -> datetime:
    return first_instant(datetime.combine(day, time()), zone)


def _due(at: datetime, quiet: QuietHours | None, zone: str) -> datetime:
    return quiet.over(at, zone) if quiet else at
