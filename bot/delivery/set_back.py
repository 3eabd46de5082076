"""After the clock was set back: what waits for an instant of the clock as it was need not wait for that long again."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, and_, or_, update

from bot.store.chat_tables import inbound, is_taken
from bot.store.engine import writing
from bot.store.tables import budget, delivery, destination, is_due, is_under_way


def bring_back(engine: Engine, now: datetime, lease: timedelta) -> None:
    """Destinations and budgets are free from `now` on, messages that were due at once are due now, and nobody holds
    anything for longer than a `lease`. What is planned for later stays so. Raises StoreUnavailable."""
    row, place = delivery.c, destination.c
    open_still = or_(is_due(delivery), is_under_way(delivery))
    at_once = and_(open_still, row.created_at > now, row.due_at > now, row.due_at <= row.created_at)
    changes = [
        update(destination).where(place.free_at > now).values(free_at=now),
        update(budget).where(budget.c.spent_until > now).values(spent_until=now),
        update(budget).where(budget.c.asked_until > now).values(asked_until=now),
        update(delivery).where(at_once).values(due_at=now),
        update(delivery).where(is_under_way(delivery), row.lease_until > now + lease).values(lease_until=now + lease),
        update(inbound).where(is_taken, inbound.c.lease_until > now + lease).values(lease_until=now + lease),
    ]
    with writing(engine) as connection:
        for change in changes:
            connection.execute(change)
