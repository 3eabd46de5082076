"""Questions that were edited: answered anew in the place of their answer, once for each change of their words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Engine

from bot.ask.refuse import is_courtesy
from bot.cards.card import Card, Row
from bot.chat import receipts
from bot.chat.nouns import Inbound
from bot.chat.orders import read
from bot.chat.receipts import ANSWER, Receipt, answer_id, told_id
from bot.delivery.manage import of_subject

_EDITED = Row("Edited", "the question was changed after it was answered; this answers it as it is now")


@dataclass(frozen=True, slots=True)
class Edit:
    """`subject` is that of the post that was the first answer, `now` the receipt of what its message says by now."""

    subject: str
    now: Receipt


def answered_before(engine: Engine, event: Inbound) -> Edit | None:
    """What was answered to a message before it was edited; None: no figure was given, or nobody knows. Raises
    StoreUnavailable."""
    first = receipts.find(engine, answer_id(replace(event, edited=None)))
    if first is None:
        return None
    shown = receipts.of_message(engine, first.address, first.message_ref) if first.message_ref else None
    return Edit(first.id, shown or first)


def changes_nothing(engine: Engine, event: Inbound, before: Edit | None) -> bool:
    """Whether an edited message needs nothing new: its words are the same (a link was unfolded), they ask for nothing,
    or they are an order, which is carried out once however it is edited. Raises StoreUnavailable."""
    if is_courtesy(event.text) or not event.text:
        return True
    if before is not None:
        return before.now.answer.question == event.text
    was_told = of_subject(engine, ANSWER, told_id(replace(event, edited=None)), event.place.address)
    return read(event.text) is not None and was_told is not None


def marked(card: Card) -> Card:
    """The card of an answer to an edited question, which others may have seen otherwise."""
    return replace(card, rows=(*card.rows, _EDITED))
