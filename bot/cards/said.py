"""What a delivery says at the moment it is sent."""

from __future__ import annotations

from dataclasses import replace

from bot.cards.card import Card, Row
from bot.delivery.nouns import Delivery, Payload

_LATE = Row("Late", "this could not be sent when it was due", warns=True)


def said(delivery: Delivery, card: Card) -> Payload:
    """The delivery's payload with this card. One that comes late says so."""
    if delivery.late:
        card = replace(card, rows=(*card.rows, _LATE))
    return {**delivery.payload, "card": card.as_json()}
