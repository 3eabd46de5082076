"""Forgetting: what was asked and given is kept for a set time, and no longer when a user or a workspace wants out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, or_, select, update

from bot.chat.posts import KINDS
from bot.delivery.nouns import State
from bot.store import figure_changes
from bot.store.chat_tables import inbound, is_taken, receipt, thread
from bot.store.engine import writing
from bot.store.tables import delivery, open_question

_SETTLED = [state.value for state in (State.SENT, State.MISSED, State.PARKED, State.CANCELLED)]
_NOBODY = ""


def expire(engine: Engine, before: datetime) -> int:
    """Delete what is older: receipts, threads' memories, keys of what arrived, posts that are settled; how many
    receipts that was. Raises StoreUnavailable."""
    with writing(engine) as connection:
        connection.execute(delete(thread).where(thread.c.updated_at < before))
        connection.execute(delete(inbound).where(~is_taken, inbound.c.received_at < before))
        old = and_(delivery.c.kind.in_(KINDS), delivery.c.state.in_(_SETTLED), delivery.c.settled_at < before)
        connection.execute(delete(delivery).where(old))
        return connection.execute(delete(receipt).where(receipt.c.given_at < before)).rowcount


def forget_user(engine: Engine, user: str) -> int:
    """Delete what a user ("slack/T1/U1") asked and was given, and their name from the log of changes of figures, which
    otherwise stays; how many receipts that was. Raises StoreUnavailable."""
    with writing(engine) as connection:
        connection.execute(delete(open_question).where(open_question.c.asker == user))
        figure_changes.forget(connection, user)
        connection.execute(delete(thread).where(thread.c.asker == user))
        connection.execute(update(inbound).where(inbound.c.asker == user, ~is_taken).values(asker=_NOBODY))
        return _forget(connection, receipt.c.asker == user)


def forget_workspace(engine: Engine, workspace: str) -> int:
    """The same for all users of a workspace ("slack/T1")."""
    with writing(engine) as connection:
        inside = open_question.c.place.startswith(f"{workspace}/", autoescape=True)
        connection.execute(delete(open_question).where(inside))
        figure_changes.forget_workspace(connection, workspace)
        connection.execute(delete(thread).where(thread.c.workspace == workspace))
        connection.execute(update(inbound).where(inbound.c.workspace == workspace, ~is_taken).values(asker=_NOBODY))
        return _forget(connection, receipt.c.workspace == workspace)


def _forget(connection: Connection, which: ColumnElement[bool]) -> int:
    """Receipts, and the posts made from them, unless one is under way: its row is what keeps it from being doubled."""
    for id_ in connection.execute(select(receipt.c.id).where(which)).scalars().all():
        subject = or_(delivery.c.subject == id_, delivery.c.subject.startswith(f"{id_}:", autoescape=True))
        idle = delivery.c.state.in_([*_SETTLED, State.DUE.value])
        connection.execute(delete(delivery).where(delivery.c.kind.in_(KINDS), subject, idle))
    return connection.execute(delete(receipt).where(which)).rowcount
