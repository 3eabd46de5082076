"""Receipts of posts that nobody asked for: digests, reminders and news of what is followed tell of figures as well."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from bot.answer import Answer
from bot.calendar.nouns import TELLS
from bot.cards.card import Card
from bot.chat import receipts
from bot.chat.nouns import Visibility
from bot.chat.receipts import Receipt
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.relay import Compose
from bot.delivery.verdict import Withheld
from bot.domain import Outcome
from bot.store.engine import writing


def with_receipts(engine: Engine, compose: Compose) -> Compose:
    """Composes the same, and writes down which figures it tells of before it is sent, so that whoever reads it is told
    what becomes of them. What is not sent in the end was not given."""

    def composed(delivery: Delivery, now: datetime) -> Payload | Withheld | None:
        said = compose(delivery, now)
        if said is not None and not isinstance(said, Withheld) and said.get(TELLS):
            _keep(engine, delivery, said, now)
        return said

    return composed


def _keep(engine: Engine, delivery: Delivery, said: Payload, now: datetime) -> None:
    address = delivery.address
    headline = Card.from_json(said["card"]).headline
    told = Answer("", "", Outcome.ANSWERED, headline).telling(said[TELLS])
    given = Receipt(
        id=delivery.marker,
        kind=delivery.kind,
        address=address,
        thread=None,
        message_ref=None,
        asker=f"{address.budget}/{address.person or ''}",
        visibility=Visibility.PUBLIC,
        answer=told,
        given_at=now,
    )
    kept = receipts.kept(engine.dialect, given)
    with writing(engine) as connection:
        is_new = kept.write(connection)
    if not is_new:  # It was composed before, when there may have been others.
        receipts.add_figures(engine, {given.id: said[TELLS]})
