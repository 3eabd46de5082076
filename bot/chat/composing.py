"""What a message of a chat says that is not sent as it was enqueued: it waited, or the ledger has moved since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.ask.pipeline import Desk
from bot.cards.card import Card, Row, Tone
from bot.cards.said import said
from bot.chat import receipts
from bot.chat.cards import SAY_AGAIN, warned
from bot.chat.obeying import Orders
from bot.chat.orders import Order
from bot.chat.posts import AGAIN, CARD, CHART, DRAFT, EDITS, INSTEAD, MESSAGE_REF, WELCOME
from bot.chat.standing import Worded, standing
from bot.chat.told import Told
from bot.delivery.manage import of_subject
from bot.delivery.nouns import Delivery, Payload
from bot.delivery.relay import Compose
from bot.delivery.verdict import Withheld

_WITHHELD = "what it tells of is under embargo or withdrawn by now; once it is public, it can be sent still"
_UNKNOWN = "it is no longer known what it tells of, so it could not be looked up again"
_BLANKED = "its words are not kept any more"
_LAPSED = "the ledger has changed since, and its question is not kept, so that it could not be asked again"
_OUTDATED = "a figure that it draws was superseded meanwhile; the answer itself says so"
_WORDED = "worded"
"""Where the card is kept as it was worded, beside the one that was sent."""
_ANSWERS = (Tone.ANSWERED, Tone.AMBIGUOUS, Tone.ABSTAINED)


def composer(desk: Desk, orders: Orders, welcome: Callable[[datetime], Card]) -> Compose:
    """Composes the messages of chats (`bot.chat.posts.KINDS`), by the public's rights. What only shows something shows
    what there is now. What else tells of anything is looked up again: it is not sent if any of that is withheld, and
    says what was changed since. Where it is not known what it tells of, it is not told once the ledger has moved.
    `welcome` is what a channel is told that the desk comes into. Drafts are told of in the desk's own channel alone."""

    def compose(delivery: Delivery, now: datetime) -> Payload | Withheld:
        if not delivery.payload:
            return Withheld(_BLANKED)
        if delivery.kind == WELCOME:
            return said(delivery, welcome(now))
        if delivery.kind == DRAFT:
            return orders.drafting.compose(delivery, now)
        if AGAIN in delivery.payload:
            return said(delivery, orders.look(Order.from_json(delivery.payload[AGAIN]), delivery.address, now))
        return _looked_up(desk, _to_edit(desk, delivery) if EDITS in delivery.payload else delivery, now)

    return compose


def _looked_up(desk: Desk, delivery: Delivery, now: datetime) -> Payload | Withheld:
    told = _told(desk, delivery)
    if told is None:
        return _of_unknown(delivery)
    found = standing(desk, told, Worded(delivery.revision, delivery.created_at), now)
    if found.withheld:
        return _instead(delivery, _WITHHELD)
    if found.lapsed:
        return _instead(delivery, _LAPSED)
    if delivery.kind == CHART and found.warnings:
        return Withheld(_OUTDATED)
    if found.further:
        receipts.add_figures(desk.engine, {delivery.subject: found.further})
    return _worded(delivery, found.warnings)


def _to_edit(desk: Desk, delivery: Delivery) -> Delivery:
    """With the message that it takes the place of, if that stands."""
    before = of_subject(desk.engine, delivery.kind, delivery.payload[EDITS], delivery.address)
    ref = before.message_ref if before else None
    return replace(delivery, payload={**delivery.payload, MESSAGE_REF: ref})


def _told(desk: Desk, delivery: Delivery) -> Told | None:
    """What an earlier version enqueued does not say it, but what has a receipt."""
    told = Told.from_json(delivery.payload)
    if told is not None:
        return told
    receipt = receipts.find(desk.engine, delivery.subject)
    return None if receipt is None else Told.of(receipt.answer)


def _of_unknown(delivery: Delivery) -> Payload | Withheld:
    """It may name anything: for as long as nothing was withheld since it was worded, all of it may be told."""
    if delivery.revision is not None and delivery.revision == delivery.ledger_revision:
        return _worded(delivery)
    if INSTEAD in delivery.payload:
        return _instead(delivery, _UNKNOWN)
    return Withheld(_UNKNOWN) if _is_answer(delivery) else said(delivery, SAY_AGAIN)


def _is_answer(delivery: Delivery) -> bool:
    payload = delivery.payload
    return CARD not in payload or Card.from_json(payload[CARD]).tone in _ANSWERS


def _instead(delivery: Delivery, reason: str) -> Payload | Withheld:
    payload = delivery.payload
    return said(delivery, Card.from_json(payload[INSTEAD])) if INSTEAD in payload else Withheld(reason)


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
