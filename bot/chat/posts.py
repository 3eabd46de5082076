"""Public posts of a chat: what goes into the outbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.cards.card import Card
from bot.cards.chart import Chart
from bot.chat.nouns import Place
from bot.chat.orders import Order
from bot.chat.receipts import ANSWER, SHARE
from bot.chat.told import Told
from bot.delivery.nouns import Message

CARD = "card"
CHART = "chart"
AGAIN = "again"
INSTEAD = "instead"
EDITS = "edits"
"""The subject of the post that is edited."""
MESSAGE_REF = "message_ref"
"""The message that is edited, for the port."""
THREAD_OF = "thread_of"
REPORT = "report"
SUBSCRIBED = "subscribed"
KINDS = (ANSWER, SHARE, CHART, REPORT, SUBSCRIBED)
"""All that chats put into the outbox."""
_ONCE = ""
"""The occurrence of what is posted only once."""


@dataclass(frozen=True, slots=True)
class Post:
    """A card for all to see, unique by (kind, subject, place); `subject` is its receipt, where it has one, and `asker`
    on whose behalf it is posted, as "slack/T1/U1".

    `told` is what it tells of; None: that is not known. `revision` is the ledger's that it was worded at; None: what it
    tells of is looked up whenever it is sent. `again` is the order that shows it, to be carried out anew; `instead` is
    what is said where what it tells of may not be told any more: without it, nothing is. `thread_of`: as in Asker.
    `edits` is the subject of the post whose message it takes the place of; where that cannot be, it is a new one.
    """

    kind: str
    subject: str
    asker: str
    place: Place
    card: Card
    told: Told | None
    revision: int | None = None
    chart: Chart | None = None
    again: Order | None = None
    instead: Card | None = None
    thread_of: str | None = None
    edits: str | None = None


def report_subject(receipt: str, report: str) -> str:
    """The subject of a report on an answer, by the ids of the answer's receipt and of the report."""
    return f"{receipt}:{report}"


def reported_receipt(subject: str) -> str:
    """The receipt that a report is of."""
    return subject.partition(":")[0]


def messages(message: Post, charts_apart: Collection[str], now: datetime) -> list[Message]:
    """A card for the outbox, and its chart with it: as a message of its own right after it on the platforms
    `charts_apart`, in the same message elsewhere."""
    place, told = message.place, message.told
    alike = {"thread": place.thread, "reply_to": place.reply_to, **(told.as_json() if told else {})}
    if message.thread_of is not None:
        alike[THREAD_OF] = message.thread_of
    payload = {CARD: message.card.as_json(), **alike}
    if message.again is not None:
        payload[AGAIN] = message.again.as_json()
    if message.instead is not None:
        payload[INSTEAD] = message.instead.as_json()
    if message.edits is not None:
        payload[EDITS] = message.edits
    payloads = {message.kind: payload}
    if message.chart is not None and not (message.edits and place.address.platform in charts_apart):
        chart = {CHART: message.chart.as_json()}
        if place.address.platform in charts_apart:
            payloads[CHART] = {**chart, **alike}
        else:
            payload.update(chart)
    return [
        Message(
            kind,
            message.subject,
            _ONCE,
            place.address,
            body,
            due_at=now,
            revision=message.revision,
            asker=message.asker,
        )
        for kind, body in payloads.items()
    ]
