"""Drafts into the desk's own channel: those of a chat as they are entered, those of a terminal or a file soon after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine, select

from bot.cards.card import Card, Tone
from bot.chat.nouns import Place
from bot.chat.posts import DRAFT, Post, message_of
from bot.chat.receipts import receipt_id
from bot.chat.told import Told
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Address, Message
from bot.store import drafts
from bot.store.chunks import chunks
from bot.store.engine import snapshot, writing
from bot.store.tables import delivery

_WAITS = Card(Tone.TOLD, "A draft waits.")
"""Kept in the outbox; what is shown is looked up when it is sent."""


def key_of(by: str, at: datetime) -> str:
    """Of all that somebody entered at once (UTC): what its card is known by."""
    return receipt_id(DRAFT, by, at.isoformat())


def card_message(key: str, by: str | None, figures: Sequence[str], own: Address, now: datetime) -> Message:
    """For the outbox, which takes it once. `by` is whoever is told where it cannot be posted; None: nobody."""
    message = message_of(Post(DRAFT, key, by or "", Place(own), _WAITS, Told(tuple(figures))), now)
    return replace(message, asker=by)


def show_drafts(engine: Engine, own: Address, since: datetime, now: datetime) -> int:
    """Enqueue cards of what was entered at terminals, and by files, since an instant (UTC); how many were new. Of
    earlier drafts it may not be kept whether they were shown. Raises StoreUnavailable."""
    with snapshot(engine) as connection:
        found = [one for one in drafts.at_once(connection, since) if _is_of_a_terminal(one.by)]
        wanted = {key_of(one.by, one.at): one for one in found}
        row, shown = delivery.c, set[str]()
        for part in chunks(list(wanted)):
            its = (row.kind == DRAFT, row.destination == str(own), row.subject.in_(part))
            shown |= set(connection.scalars(select(row.subject).where(*its)))
    new = [card_message(key, None, [one.figure], own, now) for key, one in wanted.items() if key not in shown]
    if not new:
        return 0
    with writing(engine) as connection:
        return enqueue(connection, new, now)


def _is_of_a_terminal(by: str) -> bool:
    """Who enters a figure in a chat ("slack/T1/U1") has it shown by that; in a terminal it is "terminal:ana"."""
    return bool(by) and "/" not in by.partition(":")[0]
