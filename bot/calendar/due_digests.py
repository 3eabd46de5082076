"""The digests that fall due, into the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, select, update

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
    however long nobody looked.
    """
    until = now + policy.ahead
    new = 0
    while _any_due(engine, until):
        with writing(engine) as connection:
            new += _enqueue_batch(connection, until, now, policy)
    return new


def _any_due(engine: Engine, until: datetime) -> bool:
    query = select(subscription.c.id).where(subscription.c.digest_due <= until).limit(1)
    with reading(engine) as connection:
        return connection.execute(query).first() is not None


def _enqueue_batch(connection: Connection, until: datetime, now: datetime, policy: Policy) -> int:
    query = (
        select(subscription)
        .where(subscription.c.digest_due <= until)
        .order_by(subscription.c.digest_due, subscription.c.id)
        .limit(policy.batch)
        .with_for_update()
    )
    rows = connection.execute(query).mappings().all()
    messages: list[Message] = []
    moved_on = []
    for row in rows:
        wish = subscription_from(row)
        assert wish.digest is not None
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
