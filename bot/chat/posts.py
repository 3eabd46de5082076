"""Public posts of a chat: what goes into the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.calendar.nouns import CORRECTION, MARK
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
WELCOME = "welcome"
DRAFT = "draft"
KINDS = (ANSWER, SHARE, CHART, REPORT, SUBSCRIBED, WELCOME, DRAFT, CORRECTION, MARK)
"""All that goes into the outbox for chats; charts of their own, as messages, were put there by earlier versions."""
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


def message_of(post: Post, now: datetime) -> Message:
    """A card, with its chart, for the outbox."""
    place, told = post.place, post.told
    payload = {CARD: post.card.as_json(), "thread": place.thread, "reply_to": place.reply_to}
    if told is not None:
        payload |= told.as_json()
    if post.thread_of is not None:
        payload[THREAD_OF] = post.thread_of
    if post.again is not None:
        payload[AGAIN] = post.again.as_json()
    if post.instead is not None:
        payload[INSTEAD] = post.instead.as_json()
    if post.edits is not None:
        payload[EDITS] = post.edits
    if post.chart is not None:
        payload[CHART] = post.chart.as_json()
    return Message(
        post.kind,
        post.subject,
        _ONCE,
        place.address,
        payload,
        due_at=now,
        revision=post.revision,
        asker=post.asker,
    )
