"""Whether the figure that a key date brings has come: the date closes itself, or the desk is asked for it once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Engine, or_

from bot.calendar.nouns import CHASE, REMINDER, Policy, reminder_subject
from bot.calendar.occurrences import begins, passes
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import withdraw
from bot.delivery.nouns import Address, Message
from bot.domain import KeyDate, KeyDateStatus
from bot.store.engine import snapshot, writing
from bot.store.figures import figures_from, select_figures
from bot.store.key_dates import CALENDAR, Change, Standing, load_open, log, standings, write
from bot.store.tables import observation, series
from bot.store.visibility import PUBLIC, Visibility


def close_arrived(engine: Engine, now: datetime, zone: str) -> list[str]:
    """Close the dates whose figure has arrived; their ids. `zone` is the newsroom's, for dates that have none.

    The figure of a date is one of the indicator that it brings, recorded (or freed by its embargo) on its first day or
    later, and not published before that day.
    """
    with snapshot(engine) as connection:
        dates = load_open(connection, Visibility(now, PUBLIC)).values()
        arrived = [one.id for one in dates if _has_arrived(connection, one, now, zone)]
    return [id_ for id_ in arrived if _close(engine, id_, now, zone)]


def chase(engine: Engine, since: datetime, now: datetime, policy: Policy, desk: Address | None, zone: str) -> int:
    """Ask the desk for the figures of dates that passed without one, once for each, from the policy's time after; how
    many were asked for. A date that had passed before it came into the ledger is not asked about.

    One under embargo is asked about when that is over: the desk's channel is a channel, and who reads it is not known
    here.
    """
    with snapshot(engine) as connection:
        known = standings(connection)
        dates = load_open(connection, Visibility(now, PUBLIC)) if desk else {}
        overdue = list(_overdue(dates, known, since, now, policy, zone))
    return sum(_ask(engine, id_, desk, now, policy, zone) for id_ in overdue if desk)


def _overdue(
    dates: Mapping[str, KeyDate],
    known: Mapping[str, Standing],
    since: datetime,
    now: datetime,
    policy: Policy,
    zone: str,
) -> Iterator[str]:
    for id_, key_date in dates.items():
        standing = known.get(id_, Standing())
        passed = passes(key_date, zone)
        was_known = standing.known_since is None or standing.known_since < passed
        due = _chased_at(key_date, policy, zone)
        if key_date.brings and not standing.chased and was_known and since < due <= now:
            yield id_


def _chased_at(key_date: KeyDate, policy: Policy, zone: str) -> datetime:
    passed = passes(key_date, zone)
    return max(passed, key_date.embargo_until or passed) + policy.chase_after


def _ask(engine: Engine, id_: str, desk: Address, now: datetime, policy: Policy, zone: str) -> int:
    with writing(engine) as connection:
        key_date = load_open(connection, Visibility(now, PUBLIC)).get(id_)
        standing = standings(connection, [id_]).get(id_, Standing())
        if key_date is None or standing.chased:
            return 0
        due = _chased_at(key_date, policy, zone)
        subject = reminder_subject(id_, standing.version)
        payload = {"key_date": id_, "version": standing.version}
        log(connection, key_date, key_date, Change.CHASED, CALENDAR, now)
        return enqueue(connection, [Message(CHASE, subject, due.isoformat(), desk, payload, due_at=now)], now)


def _close(engine: Engine, id_: str, now: datetime, zone: str) -> bool:
    """False if another process came first."""
    with writing(engine) as connection:
        key_date = load_open(connection, Visibility(now, PUBLIC)).get(id_)
        if key_date is None or not _has_arrived(connection, key_date, now, zone):
            return False
        version = standings(connection, [id_]).get(id_, Standing()).version
        withdraw(connection, REMINDER, reminder_subject(id_, version), now)
        closed = replace(key_date, status=KeyDateStatus.HAPPENED)
        write(connection, key_date, closed, Change.HAPPENED, CALENDAR, now)
        return True


def _has_arrived(connection: Connection, key_date: KeyDate, now: datetime, zone: str) -> bool:
    start = begins(key_date, zone)
    if key_date.brings is None or start > now:
        return False
    came = or_(observation.c.recorded_at >= start, observation.c.embargo_until >= start)
    query = select_figures(series.c.indicator == key_date.brings, came, Visibility(now, PUBLIC).shown())
    figures = figures_from(connection.execute(query).all())
    return any(one.published_on is None or one.published_on.latest >= key_date.at.earliest for one in figures)
