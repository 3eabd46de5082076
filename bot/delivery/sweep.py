"""What outlived its lease before it was sent, or its bound before it was claimed."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Dialect, Engine, func, select, update

from bot.delivery.notices import tell_missed
from bot.delivery.nouns import State
from bot.delivery.rows import find
from bot.delivery.settle import settle
from bot.delivery.verdict import Abandoned, Terms
from bot.store.chunks import chunks
from bot.store.engine import snapshot, writing
from bot.store.prepared import Prepared, driving
from bot.store.tables import delivery, is_claimed, is_due, is_under_way

_FIRST_OVER = select(
    select(func.min(delivery.c.lease_until)).where(is_under_way(delivery)).scalar_subquery(),
    select(func.min(delivery.c.expires_at)).where(is_due(delivery)).scalar_subquery(),
)


def anything_over(engine: Engine, now: datetime) -> bool:
    """Whether a lease or a bound is over: for nearly every message none is, and one query has to do."""
    with driving(engine) as cursor:
        instants = _first_over(engine.dialect).rows(cursor)[0]
    return any(instant is not None and instant <= now for instant in instants)


@lru_cache(maxsize=32)
def _first_over(dialect: Dialect) -> Prepared:
    return Prepared(_FIRST_OVER, dialect)


def sweep(engine: Engine, terms: Terms, now: datetime) -> None:
    """Free the rows that were claimed and not sent in time, which is safe as nothing was sent; record as missed those
    that are too late to send, and tell the desk."""
    row = delivery.c
    expired = (is_due(delivery), row.expires_at <= now)
    with snapshot(engine) as connection:
        abandoned = list(find(connection, is_claimed(delivery), row.lease_until <= now))
        any_expired = connection.execute(select(row.id).where(*expired).limit(1)).first() is not None
    for held in abandoned:
        settle(engine, held, Abandoned(), terms, now)
    if not any_expired:
        return
    with writing(engine) as connection:
        # In one order, and past what others hold: two who sweep at once do not wait in a circle.
        query = select(row.id, row.kind).where(*expired).order_by(row.id).with_for_update(skip_locked=True)
        missed = dict(connection.execute(query).tuples().all())
        if missed:
            change = update(delivery).where(*expired).values(state=State.MISSED.value, settled_at=now)
            for part in chunks(list(missed)):
                connection.execute(change.where(row.id.in_(part)))
            tell_missed(connection, terms.desk, missed, now)
