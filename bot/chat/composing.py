"""What a message of a chat says that is not sent as it was enqueued: it waited, or the ledger has moved since."""

from __future__ import annotations

from datetime import datetime

from bot.ask.pipeline import Desk
from bot.cards.card import Card, Row, Tone
from bot.cards.said import said
from bot.chat import receipts
from bot.chat.cards import warned
from bot.chat.posts import CARD, CHART, REPORT
from bot.chat.standing import standing
from bot.chat.told import Told
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.relay import Compose
from bot.delivery.verdict import Withheld

_WITHHELD = "what it tells of is under embargo or withdrawn by now; once it is public, it can be sent still"
_UNKNOWN = "it is no longer known what it tells of, so it could not be looked up again"
_OUTDATED = "a figure that it draws was superseded meanwhile; the answer itself says so"
_WORDED = "worded"
"""Where the card is kept as it was worded, beside the one that was sent."""
_ANSWERS = (Tone.ANSWERED, Tone.AMBIGUOUS, Tone.ABSTAINED)


def composer(desk: Desk) -> Compose:
    """Composes the messages of chats (`bot.chat.posts.KINDS`). What they tell of is looked up again by the public's
    rights: one that tells of anything withheld is not sent, one whose figures were superseded says by what."""

    def compose(delivery: Delivery, now: datetime) -> Payload | Withheld:
        if delivery.kind == REPORT:
            return _worded(delivery)  # The desk's own channel sees what it holds.
        told = _told(desk, delivery)
        if told is None:
            return Withheld(_UNKNOWN) if _is_answer(delivery) or delivery.late else _worded(delivery)
        found = standing(desk, told, now)
        if found.withheld:
            return Withheld(_WITHHELD)
        if delivery.kind == CHART and found.warnings:
            return Withheld(_OUTDATED)
        if found.replacements:
            receipts.add_figures(desk.engine, delivery.subject, found.replacements)
        return _worded(delivery, found.warnings)

    return compose


def _told(desk: Desk, delivery: Delivery) -> Told | None:
    """What an earlier version enqueued does not say it, but what has a receipt."""
    told = Told.from_json(delivery.payload)
    if told is not None:
        return told
    receipt = receipts.find(desk.engine, delivery.subject)
    return None if receipt is None else Told.of(receipt.answer)


def _is_answer(delivery: Delivery) -> bool:
    payload = delivery.payload
    return CARD not in payload or Card.from_json(payload[CARD]).tone in _ANSWERS


def _worded(delivery: Delivery, warnings: tuple[Row, ...] = ()) -> Payload:
    """As it was worded, below what has to be known since. A chart draws none but figures that stand."""
    payload = delivery.payload
    if CARD not in payload:
        return payload
    worded = payload.get(_WORDED, payload[CARD])
    body = {**said(delivery, warned(Card.from_json(worded), warnings)), _WORDED: worded}
    if body[CARD] == worded:
        del body[_WORDED]
    if warnings:
        body.pop(CHART, None)
    return body
