"""The workspaces that have something to send, and from when on their rate limits let them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Dialect, func, select
from sqlalchemy.engine.interfaces import DBAPICursor

from bot.delivery.limits import Limits, ready_at
from bot.store.prepared import Prepared
from bot.store.tables import budget, delivery, is_due

_FIRST = select(func.min(delivery.c.due_at)).where(is_due(delivery), delivery.c.budget == budget.c.id)
_HEADS = select(budget.c.id, budget.c.spent_until, _FIRST.scalar_subquery().label("head"))


@dataclass(frozen=True, slots=True)
class Lane:
    """A workspace with messages to come. `head` is when the first of them is due."""

    budget: str
    limits: Limits
    head: datetime
    ready_at: datetime

    @property
    def platform(self) -> str:
        return platform_of(self.budget)

    @property
    def opens_at(self) -> datetime:
        return max(self.head, self.ready_at)


def platform_of(budget_id: str) -> str:
    return budget_id.partition("/")[0]


def lanes(cursor: DBAPICursor, dialect: Dialect, limits: Mapping[str, Limits]) -> list[Lane]:
    """The lanes of the platforms that limits are given for, the one with the earliest message first."""
    rows = _heads(dialect).rows(cursor)
    spent = {id_: until for id_, until, _ in rows}
    found = [
        Lane(id_, known, head, gate(known, spent[platform_of(id_)], until))
        for id_, until, head in rows
        if head is not None and (known := limits.get(platform_of(id_)))
    ]
    return sorted(found, key=lambda lane: lane.head)


@lru_cache(maxsize=32)
def _heads(dialect: Dialect) -> Prepared:
    return Prepared(_HEADS, dialect)


def gate(limits: Limits, platform_spent: datetime, workspace_spent: datetime) -> datetime:
    """From when on both budgets allow one more."""
    return max(ready_at(limits.platform, platform_spent), ready_at(limits.workspace, workspace_spent))
