"""What was asked and given is kept for a set time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Select, and_, delete, or_, select, update

from bot.calendar.nouns import FOLLOWED
from bot.chat.posts import KINDS
from bot.delivery.nouns import State
from bot.ledger import picks
from bot.store.chat_tables import inbound, receipt, thread
from bot.store.engine import cleaned, writing
from bot.store.tables import delivery, open_question, open_question_place

_SETTLED = [state.value for state in (State.SENT, State.MISSED, State.PARKED, State.CANCELLED)]
_NO_WORDS: Mapping[str, Any] = {}
_A_DAY = timedelta(days=1)
OPEN_AT_MOST = 10_000
"""Questions that are kept at a time: more are nobody's list to work on."""


def expire(engine: Engine, before: datetime) -> int:
    """Delete what is older: receipts, threads' memories, what arrived, answered or not, posts that are settled, open
    questions and where they were asked, what was picked; how many receipts that was. Of the questions that are open
    the rarest go first where there are too many. Nothing of it is left in the file of an SQLite database. Raises
    StoreUnavailable."""
    with writing(engine) as connection:
        connection.execute(delete(open_question).where(open_question.c.last_asked < before))
        connection.execute(delete(open_question_place).where(open_question_place.c.last_asked < before))
        connection.execute(delete(open_question).where(open_question.c.id.in_(_too_many())))
        picks.forget_before(connection, before)
        connection.execute(delete(thread).where(thread.c.updated_at < before))
        connection.execute(delete(inbound).where(inbound.c.received_at < before))
        old = and_(
            delivery.c.kind.in_((*KINDS, FOLLOWED)), delivery.c.state.in_(_SETTLED), delivery.c.settled_at < before
        )
        connection.execute(delete(delivery).where(old))
        gone = connection.execute(delete(receipt).where(receipt.c.given_at < before)).rowcount
    cleaned(engine)
    return gone


def blank_posts(engine: Engine, now: datetime) -> None:
    """Blank the words of posts that stand in their channels, which quote what was asked; of those that did not go out,
    a day later: until then somebody may send them after all. Words that were blanked or deleted before, as those of
    what arrived, leave the file of an SQLite database with them. Raises StoreUnavailable."""
    row = delivery.c
    over = or_(row.state == State.SENT.value, and_(row.state.in_(_SETTLED), row.settled_at < now - _A_DAY))
    blank = update(delivery).where(row.kind.in_(KINDS), row.payload != _NO_WORDS, over).values(payload=_NO_WORDS)
    with writing(engine) as connection:
        connection.execute(blank)
    cleaned(engine)


def _too_many() -> Select[int]:
    row = open_question.c
    return select(row.id).order_by(row.count.desc(), row.last_asked.desc(), row.id.desc()).offset(OPEN_AT_MOST)
