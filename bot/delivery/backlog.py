"""How much waits in the outbox, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func, select

from bot.delivery.lanes import platform_of
from bot.delivery.nouns import State
from bot.store.engine import snapshot
from bot.store.tables import delivery

_WAITING = tuple(state.value for state in State if state not in (State.SENT, State.CANCELLED))


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count` deliveries of a platform in one state; `oldest`: when the first of them fell due (UTC)."""

    platform: str
    state: State
    count: int
    oldest: datetime


def backlog(engine: Engine) -> list[Waiting]:
    """What neither stands nor was given up by a person, by platform and state. Raises StoreUnavailable."""
    row = delivery.c
    oldest = func.min(row.due_at, type_=row.due_at.type)
    query = (
        select(row.budget, row.state, func.count(), oldest)
        .where(row.state.in_(_WAITING))
        .group_by(row.budget, row.state)
    )
    found: dict[tuple[str, State], Waiting] = {}
    with snapshot(engine) as connection:
        for budget, state, count, since in connection.execute(query):
            key = platform_of(budget), State(state)
            before = found.get(key, Waiting(*key, 0, since))
            found[key] = Waiting(*key, before.count + count, min(before.oldest, since))
    return sorted(found.values(), key=lambda one: (one.platform, one.state))
