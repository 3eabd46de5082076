"""Public posts of a chat: what goes into the outbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.chat.nouns import Place
from bot.chat.receipts import ANSWER, SHARE
from bot.delivery.nouns import Message

CHART = "chart"
REPORT = "report"
KINDS = (ANSWER, SHARE, CHART, REPORT)
"""All that chats put into the outbox. What they say is in it from the start."""
_ONCE = ""
"""The occurrence of what is posted only once."""


@dataclass(frozen=True, slots=True)
class Post:
    """A card for all to see, unique by (kind, subject, place); `subject` is its receipt, where it has one."""

    kind: str
    subject: str
    place: Place
    card: Card
    chart: Chart | None = None


def messages(message: Post, charts_apart: Collection[str], now: datetime) -> list[Message]:
    """A card for the outbox, and its chart with it: as a message of its own right after it on the platforms
    `charts_apart`, in the same message elsewhere."""
    place = message.place
    where = {"thread": place.thread, "reply_to": place.reply_to}
    payload = {"card": message.card.as_json(), **where}
    found = [Message(message.kind, message.subject, _ONCE, place.address, payload, due_at=now)]
    if message.chart is not None:
        chart = {"chart": message.chart.as_json()}
        if place.address.platform in charts_apart:
            found.append(Message(CHART, message.subject, _ONCE, place.address, {**chart, **where}, due_at=now))
        else:
            payload.update(chart)
    return found
