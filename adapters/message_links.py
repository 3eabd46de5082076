"""The messages that a card tells of, as links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.cards.card import Card


def linked(card: Card, url_of: Callable[[str], str | None]) -> Card:
    """The card with the address of each message that a row of it tells of, by the platform's name of the message; None:
    it has none that is known."""
    if not any(row.message for row in card.rows):
        return card
    rows = (replace(row, url=row.url or url_of(row.message)) if row.message else row for row in card.rows)
    return replace(card, rows=tuple(rows))
