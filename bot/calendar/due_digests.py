"""The digests that fall due, into the outbox."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, and_, bindparam, select, update

from bot.calendar.nouns import DIGEST, Policy, Subscription
from bot.calendar.occurrences import digests, next_digest
from bot.calendar.subscriptions import subscription_from
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Message
from bot.store.calendar_tables import subscription
from bot.store.engine import reading, writing

_MOMENT_BEFORE = datetime.resolution


def enqueue_digests(engine: Engine, now: datetime, policy: Policy) -> int:
    """Enqueue what falls due until shortly after `now`, batch by batch; how many digests were new.

    A subscription's first digest that is not enqueued yet is moved on in the same transaction, so none is left out
    however long nobody looked. One that cannot be worked with stays due, until it is mended.
    """
    until = now + policy.ahead
    new = 0
    broken: set[int] = set()
    while _any_due(engine, until, broken):
        with writing(engine) as connection:
            new += _enqueue_batch(connection, until, now, policy, broken)
    return new


def _is_due(until: datetime, broken: Collection[int]) -> ColumnElement[bool]:
    return and_(subscription.c.digest_due <= until, subscription.c.id.not_in(broken))


def _any_due(engine: Engine, until: datetime, broken: Collection[int]) -> bool:
    query = select(subscription.c.id).where(_is_due(until, broken)).limit(1)
    with reading(engine) as connection:
        return connection.execute(query).first() is not None


def _enqueue_batch(connection: Connection, until: datetime, now: datetime, policy: Policy, broken: set[int]) -> int:
    """Those that cannot be worked with are added to `broken`."""
    query = (
        select(subscription)
        .where(_is_due(until, broken))
        .order_by(subscription.c.digest_due, subscription.c.id)
        .limit(policy.batch)
        .with_for_update()
    )
    rows = connection.execute(query).mappings().all()
    messages: list[Message] = []
    moved_on = []
    for row in rows:
        wish = subscription_from(row)
        if wish.fault is not None or wish.digest is None:
            broken.add(wish.id)
            continue
        messages += _messages(wish, row["digest_due"], until, policy)
        moved_on.append({"this": wish.id, "next": next_digest(wish.digest, until)})
    if moved_on:
        this = subscription.c.id == bindparam("this")
        connection.execute(update(subscription).where(this).values(digest_due=bindparam("next")), moved_on)
    return enqueue(connection, messages, now)


def _messages(wish: Subscription, first: datetime, until: datetime, policy: Policy) -> list[Message]:
    assert wish.digest is not None
    return [
        Message(
            DIGEST, str(wish.id), one.key, wish.address, {"subscription": wish.id}, one.due, one.due + policy.catch_up
        )
        for one in digests(wish.digest, first - _MOMENT_BEFORE, until, wish.quiet, wish.zone)
    ]
