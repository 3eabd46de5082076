"""Forgetting a user or a workspace that wants out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, delete, exists, func, or_, select, update

from bot.chat import inbox
from bot.chat.posts import KINDS, REPORT, reported_receipt
from bot.ledger import picks
from bot.store import drafts, figure_changes
from bot.store.calendar_tables import key_date_change, subscription
from bot.store.chat_tables import receipt, thread
from bot.store.engine import cleaned, writing
from bot.store.people import FORGOTTEN, Who
from bot.store.tables import budget, delivery, destination, is_under_way, open_question, open_question_place


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many answers are forgotten, and how many posts are still there as they are under way to a platform. `held`:
    anything at all was; `in_log`: words of it are still in SQLite's write-ahead log, as somebody else uses it."""

    answers: int
    under_way: int
    held: bool = True
    in_log: bool = False


def forget(engine: Engine, who: Who) -> Forgotten:
    """Delete what they asked, were given and follow, and take their names out of the logs of changes, which otherwise
    stay; of a workspace also its subscriptions and all that is to be posted there. Of what arrived digests of the keys
    stay, which say nothing: a platform may send it again. Raises StoreUnavailable."""
    with writing(engine) as connection:
        asked, asked_there = who.is_in(open_question.c.asker), who.is_in(open_question_place.c.asker)
        rows = _forget_questions(connection, asked, asked_there)
        rows += picks.forget(connection, who) + figure_changes.forget(connection, who) + inbox.forget(connection, who)
        rows += drafts.forget(connection, who)
        theirs = delete(subscription).where(who.as_address().is_in(subscription.c.destination))
        rows += connection.execute(theirs).rowcount if who.budget is None else 0
        rows += _forget_names(connection, who)
        rows += connection.execute(delete(thread).where(who.is_in(thread.c.asker))).rowcount
        posts = _forget_posts(connection, who)
        answers = connection.execute(delete(receipt).where(who.is_in(receipt.c.asker))).rowcount
        if who.budget is not None:
            posts += _forget_channels(connection, who.budget)
        else:
            posts += _Gone(_forget_unused(connection, who.as_address().is_in(destination.c.id)))
    held = bool(rows or answers or posts.rows or posts.under_way)
    return Forgotten(answers, posts.under_way, held=held, in_log=not cleaned(engine))


@dataclass(frozen=True, slots=True)
class _Gone:
    """Rows that were deleted, and posts that are still there as they are under way."""

    rows: int
    under_way: int = 0

    def __add__(self, other: _Gone) -> _Gone:
        return _Gone(self.rows + other.rows, self.under_way + other.under_way)


def _forget_names(connection: Connection, who: Who) -> int:
    """Who changed key dates and made subscriptions; what they did stays. How many rows that was."""
    changes, rules = key_date_change.c, subscription.c
    changed = update(key_date_change).where(who.is_in(changes.changed_by)).values(changed_by=FORGOTTEN)
    made = update(subscription).where(who.is_in(rules.created_by)).values(created_by=FORGOTTEN)
    return connection.execute(changed).rowcount + connection.execute(made).rowcount


def _forget_posts(connection: Connection, who: Who) -> _Gone:
    """Posts on their behalf, and those made from what they were given, by whomever. One that is under way stays, as its
    row is what keeps it from being doubled."""
    row, theirs = delivery.c, select(receipt.c.id).where(who.is_in(receipt.c.asker))
    reports = connection.execute(select(row.id, row.subject).where(row.kind == REPORT)).all()
    given = set(connection.execute(theirs).scalars()) if reports else set()
    reported = [id_ for id_, subject in reports if reported_receipt(subject) in given]
    made = and_(row.kind.in_(KINDS), row.subject.in_(theirs))
    return _delete_posts(connection, or_(who.is_in(row.asker), made, row.id.in_(reported)))


def _forget_channels(connection: Connection, workspace: str) -> _Gone:
    """The channels of a workspace, what they are subscribed to and what was to be posted there."""
    within = f"{workspace}/"
    subscribed = delete(subscription).where(subscription.c.destination.startswith(within, autoescape=True))
    rows = connection.execute(subscribed).rowcount
    posts = _delete_posts(connection, delivery.c.budget == workspace)
    rows += _forget_unused(connection, destination.c.id.startswith(within, autoescape=True))
    unspent = ~exists().where(delivery.c.budget == budget.c.id)
    rows += connection.execute(delete(budget).where(budget.c.id == workspace, unspent)).rowcount
    return posts + _Gone(rows)


def _forget_unused(connection: Connection, which: ColumnElement[bool]) -> int:
    """Destinations that nothing is to be posted to; how many they are."""
    used = exists().where(delivery.c.destination == destination.c.id)
    return connection.execute(delete(destination).where(which, ~used)).rowcount


def _delete_posts(connection: Connection, which: ColumnElement[bool]) -> _Gone:
    rows = connection.execute(delete(delivery).where(which, ~is_under_way(delivery))).rowcount
    left = connection.execute(select(func.count()).select_from(delivery).where(which)).scalar_one()
    return _Gone(rows, left)


def _forget_questions(connection: Connection, asked_last: ColumnElement[bool], asked_there: ColumnElement[bool]) -> int:
    """Where they were asked, and those that were asked last. One that others are known to have asked stays, as it was
    asked by them. How many questions that was."""
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
    return len(found)


def _as_asked_by(places: Sequence[RowMapping]) -> dict[str, Any]:
    """What a question's row says of where it was asked."""
    last = max(places, key=lambda place: place["last_asked"])
    return {
        **{name: last[name] for name in ("text", "asker", "last_asked")},
        "place": last["destination"],
        "count": sum(place["count"] for place in places),
        "first_asked": min(place["first_asked"] for place in places),
    }
