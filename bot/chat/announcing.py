"""A channel is told that somebody subscribed it, or has it follow a figure, where nobody else saw that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine

from bot.ask.prose import Prose
from bot.calendar.nouns import Subscription
from bot.cards.card import Card, Person
from bot.chat.inbox import asker_id
from bot.chat.nouns import Inbound, Place
from bot.chat.posts import SUBSCRIBED, Post, message_of
from bot.chat.receipts import receipt_id
from bot.chat.subscription_cards import (
    announced_without_figures,
    announced_without_topics,
    announcement,
    follow_announcement,
)
from bot.chat.told import Told
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Address
from bot.store.engine import writing


def announce(engine: Engine, one: Subscription, event: Inbound, prose: Prose, now: datetime) -> None:
    """Into the outbox, once however often the event is answered. Raises StoreUnavailable."""
    by = _person(event)
    topics = (*(("indicators", id_) for id_ in one.indicators or ()), *(("key_dates", id_) for id_ in one.dates))
    cards = announcement(one, by, prose), announced_without_topics(by)
    _announce(engine, event, one.address, Told(names=topics), cards, now)


def announce_follow(
    engine: Engine, found: Sequence[Subscription], figures: Sequence[str], event: Inbound, prose: Prose, now: datetime
) -> None:
    """The same of what a channel follows from now on; `figures` are the ids of what stands there."""
    by = _person(event)
    cards = follow_announcement(found, by, prose), announced_without_figures(by)
    _announce(engine, event, found[0].address, Told(tuple(figures)), cards, now)


def _person(event: Inbound) -> Person:
    return Person(event.asker.name or event.asker.user, asker_id(event))


def _announce(
    engine: Engine, event: Inbound, address: Address, told: Told, cards: tuple[Card, Card], now: datetime
) -> None:
    """`cards`: what is said, and what is said instead where that may not be told any more."""
    card, instead = cards
    post = Post(
        SUBSCRIBED,
        receipt_id(SUBSCRIBED, event.key),
        asker_id(event),
        Place(address),
        card,
        told,
        instead=instead,
        thread_of=event.asker.thread_of,
    )
    with writing(engine) as connection:
        enqueue(connection, [message_of(post, now)], now)
