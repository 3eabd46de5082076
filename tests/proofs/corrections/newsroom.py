"""A newsroom that gave one figure in very many channels, and that figure's final value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, exists, select

from adapters.desk.work import composer
from bot.ask.pipeline import Desk
from bot.chat.known import known
from bot.chat.nouns import Place, Visibility
from bot.chat.posts import Post, message_of
from bot.chat.receipts import ANSWER, Receipt, kept, receipt_id
from bot.chat.service import ChatConfig, ChatDesk
from bot.delivery.enqueue import enqueue
from bot.delivery.nouns import Address
from bot.delivery.relay import Compose
from bot.ledger.record import record
from bot.store.chat_tables import change_to_tell
from bot.store.chunks import chunks
from bot.store.engine import reading, writing
from bot.store.schema import prepare
from tests.ask.ledger import tidy
from tests.ask.samples import FERRIES

QUESTION = "ferry passengers on North in 2024"
REPLY = "The final figure is in for the number of ferry passengers (North) in 2024: 484 passengers"
MARK = "Superseded: "
_PRELIMINARY = """
    indicator,period,route,value,unit,status
    ferry passengers,2024,North,461,passengers,preliminary
"""
_AT_ONCE = 500


def give(engine: Engine, addresses: Sequence[Address], now: datetime) -> None:
    """One public answer in each channel, into the outbox, each with its receipt."""
    prepare(engine)
    for csv in (FERRIES, _PRELIMINARY):
        record(engine, tidy(csv), now)
    desk = Desk(engine)
    answered = known(desk.ask(QUESTION, now), None, desk.style, revision=2)
    for part in chunks(addresses, _AT_ONCE):
        with writing(engine) as connection:
            for address in part:
                id_ = receipt_id(ANSWER, str(address))
                asker = f"{address.budget}/U1"
                given = Receipt(id_, ANSWER, address, None, None, asker, Visibility.PUBLIC, answered.answer, now, 2)
                kept(connection.dialect, given, answered.text).write(connection)
                post = Post(ANSWER, id_, asker, Place(address), answered.card, answered.told, 2)
                enqueue(connection, [message_of(post, now)], now)


def publish_final(engine: Engine, now: datetime) -> None:
    record(engine, tidy(_PRELIMINARY.replace("461", "484").replace("preliminary", "final")), now)


def compose_with(engine: Engine, now: datetime) -> Compose:
    """As `factdesk serve` composes."""
    desk = Desk(engine)
    desk.warm_up(now)
    return composer(ChatDesk(desk, ChatConfig()))


def anything_to_tell(engine: Engine) -> bool:
    """Whether a change is not in the outbox yet for everybody who is to be told of it."""
    with reading(engine) as connection:
        return bool(connection.scalar(select(exists().select_from(change_to_tell))))
