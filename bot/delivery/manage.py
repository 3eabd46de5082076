"""What people do with the outbox: list, cancel, retry, pause, resume."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, select, update

from bot.delivery.enqueue import register
from bot.delivery.nouns import Address, Delivery, State
from bot.delivery.rows import find
from bot.errors import DeliveryUnderWay, UnknownDelivery
from bot.store.engine import reading, writing
from bot.store.row_numbers import is_row_number
from bot.store.tables import delivery, destination

_STOPPABLE = (State.DUE.value, State.CLAIMED.value)
_RETRIABLE = (State.PARKED.value, State.MISSED.value, State.CANCELLED.value)


def deliveries(engine: Engine, states: Collection[State] = tuple(State), limit: int | None = None) -> list[Delivery]:
    """The deliveries in any of the states, the earliest due first."""
    with reading(engine) as connection:
        return list(find(connection, delivery.c.state.in_([state.value for state in states]), limit=limit))


def latest_destinations(engine: Engine, budget: str, at_most: int) -> list[Address]:
    """The destinations of a workspace, by the name of its budget: those first that something was sent to last."""
    of_budget = destination.c.id.startswith(f"{budget}/", autoescape=True)
    query = select(destination.c.id).where(of_budget).order_by(destination.c.free_at.desc()).limit(at_most)
    with reading(engine) as connection:
        return [Address.parse(id_) for id_ in connection.execute(query).scalars()]


def one(engine: Engine, id_: int) -> Delivery:
    """Raises UnknownDelivery."""
    _require_possible(id_)
    with reading(engine) as connection:
        for found in find(connection, delivery.c.id == id_):
            return found
    raise _unknown(id_)


def of_subject(engine: Engine, kind: str, subject: str, address: Address) -> Delivery | None:
    """The latest delivery of a kind about something to a channel."""
    row = delivery.c
    with reading(engine) as connection:
        found = list(find(connection, row.kind == kind, row.subject == subject, row.destination == str(address)))
    return found[-1] if found else None


def of_marker(engine: Engine, marker: str) -> Delivery | None:
    with reading(engine) as connection:
        return next(find(connection, delivery.c.marker == marker), None)


def withdraw(connection: Connection, kind: str, subject: str, now: datetime) -> int:
    """Cancel what has not begun to be sent of a subject, in the caller's transaction; how many that was."""
    return _cancel(connection, and_(delivery.c.kind == kind, delivery.c.subject == subject), now)


def discard_unsent(connection: Connection, kinds: Collection[str], subject: str) -> int:
    """Delete what was cancelled or missed of a subject, in the caller's transaction: it can be enqueued anew then. How
    many that was."""
    unsent = delivery.c.state.in_([State.CANCELLED.value, State.MISSED.value])
    these = and_(delivery.c.kind.in_(kinds), delivery.c.subject == subject, unsent)
    return connection.execute(delete(delivery).where(these)).rowcount


def cancel(engine: Engine, id_: int, now: datetime) -> None:
    """Cancel one delivery. Raises UnknownDelivery, and DeliveryUnderWay for one that is being sent or is settled."""
    _require_possible(id_)
    with writing(engine) as connection:
        if not _cancel(connection, delivery.c.id == id_, now):
            state = _state(connection, id_)
            raise DeliveryUnderWay(f"Delivery {id_} is {state}; only one that is due or claimed can be cancelled.")


def retry(engine: Engine, id_: int) -> None:
    """Make one delivery due again that was parked, missed or cancelled; it does not expire any more. Whoever retries
    one that was parked in doubt has looked that it does not stand. Raises UnknownDelivery and DeliveryUnderWay."""
    _require_possible(id_)
    this = and_(delivery.c.id == id_, delivery.c.state.in_(_RETRIABLE))
    fresh = {"state": State.DUE.value, "attempts": 0, "expires_at": None, "settled_at": None}
    with writing(engine) as connection:
        if not connection.execute(update(delivery).where(this).values(**fresh)).rowcount:
            state = _state(connection, id_)
            raise DeliveryUnderWay(
                f"Delivery {id_} is {state}; only one that was parked, missed or cancelled can be sent again."
            )


def pause(engine: Engine, address: Address, reason: str, now: datetime) -> None:
    """Send nothing to a destination until it is resumed. What is under way there is not held back."""
    _set_paused(engine, address, reason, now)


def resume(engine: Engine, address: Address, now: datetime) -> None:
    """Send to a destination again, starting now with what has not expired meanwhile."""
    _set_paused(engine, address, None, now)


def paused(engine: Engine) -> dict[Address, str]:
    """The paused destinations, each with its reason."""
    query = select(destination.c.id, destination.c.paused).where(destination.c.paused.is_not(None))
    with reading(engine) as connection:
        return {Address.parse(row.id): row.paused for row in connection.execute(query.order_by(destination.c.id))}


def _set_paused(engine: Engine, address: Address, reason: str | None, now: datetime) -> None:
    values = {"paused": reason, "free_at": now, "failures": 0}
    with writing(engine) as connection:
        register(connection, [address], now)
        connection.execute(update(destination).where(destination.c.id == str(address)).values(**values))


def _cancel(connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
    stoppable = and_(which, delivery.c.state.in_(_STOPPABLE))
    values = {"state": State.CANCELLED.value, "settled_at": now, "worker": None, "lease_until": None}
    return connection.execute(update(delivery).where(stoppable).values(**values)).rowcount


def _state(connection: Connection, id_: int) -> str:
    state = connection.execute(select(delivery.c.state).where(delivery.c.id == id_)).scalar()
    if state is None:
        raise _unknown(id_)
    return str(state)


def _require_possible(id_: int) -> None:
    if not is_row_number(id_):
        raise _unknown(id_)


def _unknown(id_: int) -> UnknownDelivery:
    return UnknownDelivery(f"There is no delivery {id_}; list them to see their numbers.")
