"""The reminders that fall due, into the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, and_, select, tuple_

from bot.calendar.nouns import REMINDER, Policy, Subscription, reminder_subject
from bot.calendar.occurrences import Reminder, reminders
from bot.calendar.stored_rules import Rules, rules_from
from bot.calendar.subscriptions import select_subscriptions
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Message
from bot.domain import KeyDate
from bot.store.calendar_tables import subscription
from bot.store.chunks import chunks
from bot.store.engine import reading, snapshot, writing
from bot.store.key_dates import Standing, load_open, standings
from bot.store.tables import delivery
from bot.store.visibility import PUBLIC, Visibility

_ACTIVE = and_(subscription.c.paused_at.is_(None), subscription.c.offsets.is_not(None))


class _Rules(NamedTuple):
    """Rules as they are stored."""

    offsets: str
    zone: str
    quiet: str | None

    @property
    def means(self) -> Rules:
        return rules_from(self.offsets, None, self.quiet, self.zone)

    @property
    def having(self) -> ColumnElement[bool]:
        """That a subscription has them."""
        columns = subscription.c
        quiet = columns.quiet.is_(None) if self.quiet is None else columns.quiet == self.quiet
        return and_(columns.offsets == self.offsets, columns.zone == self.zone, quiet)

    def reminders_of(self, key_date: KeyDate) -> list[Reminder]:
        return reminders(key_date, self.means.offsets, self.zone, self.means.quiet)


_Due = Mapping[_Rules, Sequence[tuple[KeyDate, Reminder]]]


def enqueue_reminders(engine: Engine, since: datetime, now: datetime, policy: Policy) -> int:
    """Enqueue what falls due after `since` and until shortly after `now`; how many reminders were new.

    Nothing is owed from before a date was set as it is or its embargo was over, or before its subscription began or was
    resumed.
    """
    with snapshot(engine) as connection:
        dates = load_open(connection, Visibility(now, PUBLIC))
        known = standings(connection, dates)
        due = _due(dates.values(), _rules(connection), since, now + policy.ahead)
        wishes = [(wish, rules) for rules in due for wish in select_subscriptions(connection, _ACTIVE, rules.having)]
    messages = [
        _message(wish, key_date, known.get(key_date.id, Standing()), reminder, policy)
        for wish, rules in wishes
        for key_date, reminder in due[rules]
        if wish.wants(key_date) and _is_owed(reminder, wish, key_date, known.get(key_date.id, Standing()), now)
    ]
    new = 0
    for part in chunks(_not_there_yet(engine, messages), policy.batch):
        with writing(engine) as connection:
            new += enqueue(connection, part, now)
    return new


def _not_there_yet(engine: Engine, messages: Sequence[Message]) -> list[Message]:
    """Without those that an earlier look has enqueued: to look again a moment later then writes nothing."""
    if not messages:
        return []
    row = delivery.c
    keys = {(message.subject, message.occurrence) for message in messages}
    same = (row.kind == REMINDER, tuple_(row.subject, row.occurrence).in_(keys))
    with reading(engine) as connection:
        query = select(row.subject, row.occurrence, row.destination).where(*same)
        there = {tuple(found) for found in connection.execute(query)}
    return [one for one in messages if (one.subject, one.occurrence, str(one.address)) not in there]


def _rules(connection: Connection) -> list[_Rules]:
    """Those that can be worked with."""
    columns = (subscription.c.offsets, subscription.c.zone, subscription.c.quiet)
    found = (_Rules(*row) for row in connection.execute(select(*columns).where(_ACTIVE).distinct()))
    return [rules for rules in found if rules.means.fault is None]


def _due(dates: Iterable[KeyDate], rules: Iterable[_Rules], since: datetime, until: datetime) -> _Due:
    """What falls due under each set of rules, of those under which anything does."""
    found = {
        own: [
            (key_date, reminder)
            for key_date in dates
            for reminder in own.reminders_of(key_date)
            if since < reminder.when.at <= until
        ]
        for own in rules
    }
    return {own: due for own, due in found.items() if due}


def _is_owed(reminder: Reminder, wish: Subscription, key_date: KeyDate, standing: Standing, now: datetime) -> bool:
    if key_date.embargo_until is not None and reminder.when.at < key_date.embargo_until:
        return False
    bounds = (standing.known_since, wish.active_since)
    # What was written down by a clock that ran ahead bounds nothing.
    return all(bound is None or bound < reminder.when.at or bound > now for bound in bounds)


def _message(wish: Subscription, key_date: KeyDate, standing: Standing, reminder: Reminder, policy: Policy) -> Message:
    due = reminder.when.due
    payload = {"key_date": key_date.id, "version": standing.version, "offset": str(reminder.offset)}
    subject = reminder_subject(key_date.id, standing.version)
    return Message(REMINDER, subject, reminder.when.key, wish.address, payload, due, due + policy.catch_up)
