"""What has become of figures that are followed, into the outbox."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Text, bindparam, type_coerce, update

from bot.calendar.followed import Known, Turn, turns
from bot.calendar.nouns import FOLLOWED, Policy, Subscription
from bot.calendar.subscriptions import select_subscriptions
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import withdraw
from bot.delivery.nouns import Message
from bot.store.calendar_tables import FIGURE_TOPIC, subscription
from bot.store.chunks import chunks
from bot.store.engine import snapshot, writing
from bot.store.writer import lock_ledger

_DIGEST_CHARACTERS = 20


class _Moved(NamedTuple):
    """A follow of which something else stands than stood; `news` is what there is to tell of that, if anything."""

    wish: Subscription
    stands: tuple[str, ...]
    news: Sequence[Turn]


def enqueue_followed(engine: Engine, now: datetime, policy: Policy) -> int:
    """Enqueue the news of each figure that is followed, batch by batch; how many messages were new.

    What is compared is what stands for everybody with what its followers know of, which is kept with the follow and
    moves in the transaction that enqueues: so nothing is told twice, or passed over, whatever becomes of clocks, of old
    rows of the outbox, and of imports that are stamped before they are committed. Quiet hours do not hold it back.
    """
    with snapshot(engine) as connection:
        moved = [found.wish.id for found in _moved(connection, now)]
    new = 0
    for part in chunks(moved, policy.batch):
        with writing(engine) as connection:
            lock_ledger(connection)  # Of two that look at once one comes second, and finds it told.
            new += _tell(connection, part, now)
    return new


def _moved(connection: Connection, now: datetime, ids: Sequence[int] | None = None) -> Iterator[_Moved]:
    follows = type_coerce(subscription.c.topics, Text).startswith(f'["{FIGURE_TOPIC}')
    conditions = [subscription.c.paused_at.is_(None), follows]
    if ids is not None:
        conditions.append(subscription.c.id.in_(ids))
    wishes = [(wish, place) for wish in select_subscriptions(connection, *conditions) if (place := wish.followed)]
    if not wishes:
        return
    known = Known(connection, (place for _, place in wishes), now)
    for wish, place in wishes:
        stands = tuple(figure.id for figure in known.standing(place))
        if stands == wish.stood:
            continue
        news = turns(known, place, wish.stood)
        if news is not None:
            yield _Moved(wish, stands, news)


def _tell(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    moved = list(_moved(connection, now, ids))
    if not moved:
        return 0
    told = [found for found in moved if found.news]
    for found in told:
        # What has not gone out by now would tell what no longer stands.
        withdraw(connection, FOLLOWED, str(found.wish.id), now)
    changes = [
        {"this": found.wish.id, "then": found.stands, "since": now if found.news else found.wish.active_since}
        for found in moved
    ]
    this = update(subscription).where(subscription.c.id == bindparam("this"))
    connection.execute(this.values(stood=bindparam("then"), active_since=bindparam("since")), changes)
    return enqueue(connection, [_message(found, now) for found in told], now)


def _message(found: _Moved, now: datetime) -> Message:
    """Its occurrence is of how it stood and stands, and since when it stood so: what comes to stand again is news."""
    wish, address = found.wish, found.wish.address
    news = [turn.as_json() for turn in found.news]
    state = json.dumps([wish.active_since.isoformat(), wish.stood, found.stands])
    occurrence = hashlib.sha256(state.encode()).hexdigest()[:_DIGEST_CHARACTERS]
    asker = f"{address.budget}/{address.person}" if address.person is not None else None
    payload = {"subscription": wish.id, "news": news}
    return Message(FOLLOWED, str(wish.id), occurrence, address, payload, due_at=now, asker=asker)
