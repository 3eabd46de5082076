"""The reminders that fall due, into the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Engine

from bot.calendar.nouns import REMINDER, Policy, Subscription, reminder_subject
from bot.calendar.occurrences import Reminder, reminders
from bot.calendar.subscriptions import select_subscriptions
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Message
from bot.domain import KeyDate
from bot.store.calendar_tables import subscription
from bot.store.chunks import chunks
from bot.store.engine import snapshot, writing
from bot.store.key_dates import Standing, load_open, standings


def enqueue_reminders(engine: Engine, since: datetime, now: datetime, policy: Policy) -> int:
    """Enqueue what falls due after `since` and until shortly after `now`; how many reminders were new.

    Nothing is owed from before a date was set as it is, or before its subscription began or was resumed.
    """
    with snapshot(engine) as connection:
        dates = load_open(connection)
        if not dates:
            return 0
        known = standings(connection, dates)
        active = (subscription.c.paused_at.is_(None), subscription.c.offsets.is_not(None))
        subscriptions = select_subscriptions(connection, *active)
    messages = list(_messages(dates, known, subscriptions, since, now, policy))
    new = 0
    for part in chunks(messages, policy.batch):
        with writing(engine) as connection:
            new += enqueue(connection, part, now)
    return new


def _messages(
    dates: Mapping[str, KeyDate],
    known: Mapping[str, Standing],
    subscriptions: Iterable[Subscription],
    since: datetime,
    now: datetime,
    policy: Policy,
) -> Iterator[Message]:
    # Many channels have the same rules: what they mean for a date is worked out once.
    found: dict[object, list[Reminder]] = {}
    for wish in subscriptions:
        for key_date in dates.values():
            if not wish.wants(key_date):
                continue
            standing = known.get(key_date.id, Standing())
            # What was written down by a clock that ran ahead bounds nothing.
            bounds = (since, standing.known_since, wish.active_since)
            after = max(bound for bound in bounds if bound is not None and bound <= now)
            rules = (key_date.id, wish.offsets, wish.zone, wish.quiet)
            if rules not in found:
                found[rules] = reminders(key_date, wish.offsets, wish.zone, wish.quiet)
            for reminder in found[rules]:
                if after < reminder.when.at <= now + policy.ahead:
                    yield _message(wish, key_date, standing.version, reminder, policy)


def _message(wish: Subscription, key_date: KeyDate, version: int, reminder: Reminder, policy: Policy) -> Message:
    due = reminder.when.due
    payload = {"key_date": key_date.id, "version": version, "offset": str(reminder.offset)}
    subject = reminder_subject(key_date.id, version)
    return Message(REMINDER, subject, reminder.when.key, wish.address, payload, due, due + policy.catch_up)
