"""A channel is told that somebody subscribed it, where nobody else saw that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from bot.ask.prose import Prose
from bot.calendar.nouns import Subscription
from bot.cards.card import Person
from bot.chat.inbox import asker_id
from bot.chat.nouns import Inbound, Place
from bot.chat.posts import SUBSCRIBED, Post, message_of
from bot.chat.receipts import receipt_id
from bot.chat.subscription_cards import announced_without_topics, announcement
from bot.chat.told import Told
from bot.delivery.enqueue import enqueue
from bot.store.engine import writing


def announce(engine: Engine, one: Subscription, event: Inbound, prose: Prose, now: datetime) -> None:
    """Into the outbox, once however often the event is answered. Raises StoreUnavailable."""
    by = Person(event.asker.name or event.asker.user, asker_id(event))
    topics = (*(("indicators", id_) for id_ in one.indicators or ()), *(("key_dates", id_) for id_ in one.dates))
    post = Post(
        SUBSCRIBED,
        receipt_id(SUBSCRIBED, event.key),
        by.id,
        Place(one.address),
        announcement(one, by, prose),
        Told(names=topics),
        instead=announced_without_topics(by),
        thread_of=event.asker.thread_of,
    )
    with writing(engine) as connection:
        enqueue(connection, [message_of(post, now)], now)
