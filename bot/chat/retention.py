"""Forgetting: what was asked and given is kept for a set time, and no longer when a user or a workspace wants out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, or_, select, update

from bot.chat.posts import KINDS
from bot.delivery.nouns import State
from bot.ledger import picks
from bot.store import figure_changes
from bot.store.chat_tables import inbound, is_taken, receipt, thread
from bot.store.engine import writing
from bot.store.tables import delivery, open_question, open_question_place

_SETTLED = [state.value for state in (State.SENT, State.MISSED, State.PARKED, State.CANCELLED)]
_NOBODY = ""
_NO_WORDS: Mapping[str, Any] = {}
_A_DAY = timedelta(days=1)


def expire(engine: Engine, before: datetime) -> int:
    """Delete what is older: receipts, threads' memories, keys of what arrived, posts that are settled, where questions
    were asked, what was picked; how many receipts that was. Raises StoreUnavailable."""
    with writing(engine) as connection:
        connection.execute(delete(open_question_place).where(open_question_place.c.last_asked < before))
        picks.forget_before(connection, before)
        connection.execute(delete(thread).where(thread.c.updated_at < before))
        connection.execute(delete(inbound).where(~is_taken, inbound.c.received_at < before))
        old = and_(delivery.c.kind.in_(KINDS), delivery.c.state.in_(_SETTLED), delivery.c.settled_at < before)
        connection.execute(delete(delivery).where(old))
        return connection.execute(delete(receipt).where(receipt.c.given_at < before)).rowcount


def blank_posts(engine: Engine, now: datetime) -> None:
    """Blank the words of posts that stand in their channels, which quote what was asked; of those that did not go out,
    a day later: until then somebody may send them after all. Raises StoreUnavailable."""
    row = delivery.c
    over = or_(row.state == State.SENT.value, and_(row.state.in_(_SETTLED), row.settled_at < now - _A_DAY))
    blank = update(delivery).where(row.kind.in_(KINDS), row.payload != _NO_WORDS, over).values(payload=_NO_WORDS)
    with writing(engine) as connection:
        connection.execute(blank)


def forget_user(engine: Engine, user: str) -> int:
    """Delete what a user ("slack/T1/U1") asked and was given, and their name from the log of changes of figures, which
    otherwise stays; how many receipts that was. Raises StoreUnavailable."""
    with writing(engine) as connection:
        _forget_questions(connection, open_question.c.asker == user, open_question_place.c.asker == user)
        picks.forget_user(connection, user)
        figure_changes.forget(connection, user)
        connection.execute(delete(thread).where(thread.c.asker == user))
        connection.execute(update(inbound).where(inbound.c.asker == user, ~is_taken).values(asker=_NOBODY))
        return _forget(connection, receipt.c.asker == user)


def forget_workspace(engine: Engine, workspace: str) -> int:
    """The same for all users of a workspace ("slack/T1")."""
    with writing(engine) as connection:
        inside = open_question.c.place.startswith(f"{workspace}/", autoescape=True)
        _forget_questions(connection, inside, open_question_place.c.workspace == workspace)
        picks.forget_workspace(connection, workspace)
        figure_changes.forget_workspace(connection, workspace)
        connection.execute(delete(thread).where(thread.c.workspace == workspace))
        connection.execute(update(inbound).where(inbound.c.workspace == workspace, ~is_taken).values(asker=_NOBODY))
        return _forget(connection, receipt.c.workspace == workspace)


def _forget_questions(
    connection: Connection, asked_last: ColumnElement[bool], asked_there: ColumnElement[bool]
) -> None:
    """Where they were asked, and those that were asked last. One that others are known to have asked stays, as it was
    asked by them."""
    question, place = open_question, open_question_place
    asked_once = question.c.id.in_(select(place.c.question).where(asked_there))
    # Whoever keeps a question has its row first as well.
    query = select(question.c.id, asked_last).where(or_(asked_last, asked_once)).order_by(question.c.id)
    found = connection.execute(query.with_for_update()).all()
    connection.execute(delete(place).where(asked_there))
    for id_, was_last in found:
        if not was_last:
            continue
        theirs = connection.execute(select(place).where(place.c.question == id_)).mappings().all()
        if theirs:
            connection.execute(update(question).where(question.c.id == id_).values(**_as_asked_by(theirs)))
        else:
            connection.execute(delete(question).where(question.c.id == id_))


def _as_asked_by(places: Sequence[RowMapping]) -> dict[str, Any]:
    """What a question's row says of where it was asked."""
    last = max(places, key=lambda place: place["last_asked"])
    return {
        **{name: last[name] for name in ("text", "asker", "last_asked")},
        "place": last["destination"],
        "count": sum(place["count"] for place in places),
        "first_asked": min(place["first_asked"] for place in places),
    }


def _forget(connection: Connection, which: ColumnElement[bool]) -> int:
    """Receipts, and the posts made from them, unless one is under way: its row is what keeps it from being doubled."""
    for id_ in connection.execute(select(receipt.c.id).where(which)).scalars().all():
        subject = or_(delivery.c.subject == id_, delivery.c.subject.startswith(f"{id_}:", autoescape=True))
        idle = delivery.c.state.in_([*_SETTLED, State.DUE.value])
        connection.execute(delete(delivery).where(delivery.c.kind.in_(KINDS), subject, idle))
    return connection.execute(delete(receipt).where(which)).rowcount
