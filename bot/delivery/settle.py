"""Writing down what became of a row, its destination and its platform, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, case, literal, select, tuple_, update

from bot.delivery.limits import Limits, closed_until
from bot.delivery.notices import tell_parked, tell_paused
from bot.delivery.nouns import Address, Delivery, State
from bot.delivery.ports import Gone, Scope, Sent
from bot.delivery.verdict import Change, Terms, Verdict, judge
from bot.store.engine import writing
from bot.store.tables import budget, delivery, destination, is_under_way
from bot.store.types import UtcDateTime


def settle(
    engine: Engine, held: Delivery, verdict: Verdict, terms: Terms, now: datetime, limits: Limits | None = None
) -> bool:
    """Write a verdict down; False if the row is no longer the caller's, whose verdict then changes nothing.

    One verdict counts whoever brings it: a message that stands is never sent again. `limits` are those of the row's
    platform, where the verdict comes from it.
    """
    known = limits or Limits()
    with writing(engine) as connection:
        # The destination before its row, as whoever claims: so nobody waits in a circle.
        place = _lock(connection, held.address)
        change = judge(held, verdict, place.failures, known, terms, now)
        if not _change_row(connection, held, change):
            if isinstance(verdict, Sent):
                _record_proof(connection, held, verdict, now)
            return False
        _change_place(connection, held.address, place, change)
        if change.close:
            _close(connection, held.address, *change.close, known)
        if isinstance(verdict, Gone) and place.paused is None:
            tell_paused(connection, terms.desk, held.address, verdict.reason, now)
        if change.given_up:
            tell_parked(connection, terms.desk, held, change.given_up, now)
        return True


def settle_sent(
    engine: Engine, sent: Sequence[tuple[Delivery, Sent]], terms: Terms, limits: Limits, now: datetime
) -> set[int]:
    """Write down at once that messages of one platform stand; the ids of the rows that were still the caller's. The
    others have to be settled one by one."""
    changes = {held.id: judge(held, verdict, 0, limits, terms, now) for held, verdict in sent}
    refs = {id_: change.row["message_ref"] for id_, change in changes.items()}
    common = next(iter(changes.values())).row
    row = delivery.c
    ours = and_(tuple_(row.id, row.fence).in_([(held.id, held.fence) for held, _ in sent]), is_under_way(delivery))
    change = update(delivery).where(ours).values({**common, "message_ref": case(refs, value=row.id)})
    with writing(engine) as connection:
        _lock_all(connection, {str(held.address) for held, _ in sent})
        settled = set(connection.execute(change.returning(row.id)).scalars())
        _free(connection, {str(held.address): changes[held.id] for held, _ in sent if held.id in settled})
    return settled


def _lock_all(connection: Connection, names: Collection[str]) -> None:
    query = select(destination.c.id).where(destination.c.id.in_(names)).order_by(destination.c.id)
    connection.execute(query.with_for_update(key_share=True)).all()


def _free(connection: Connection, changes: Mapping[str, Change]) -> None:
    """The destinations of messages that stand, those that are free at the same time together."""
    by_time: dict[datetime | None, list[str]] = {}
    for name, change in changes.items():
        by_time.setdefault(change.free_at, []).append(name)
    for free_at, names in by_time.items():
        later = case((destination.c.free_at < free_at, literal(free_at, UtcDateTime)), else_=destination.c.free_at)
        values = {**changes[names[0]].place, "free_at": later}
        connection.execute(update(destination).where(destination.c.id.in_(names)).values(values))


def _lock(connection: Connection, address: Address) -> Row[Any]:
    query = select(destination).where(destination.c.id == str(address)).with_for_update(key_share=True)
    return connection.execute(query).one()


def _change_row(connection: Connection, held: Delivery, change: Change) -> bool:
    ours = and_(delivery.c.id == held.id, delivery.c.fence == held.fence, is_under_way(delivery))
    return connection.execute(update(delivery).where(ours).values(**change.row)).rowcount > 0


def _change_place(connection: Connection, address: Address, place: Row[Any], change: Change) -> None:
    values = dict(change.place)
    if change.free_at is not None:
        values["free_at"] = max(place.free_at, change.free_at)
    if values:
        connection.execute(update(destination).where(destination.c.id == str(address)).values(**values))


def _close(connection: Connection, address: Address, scope: Scope, until: datetime, limits: Limits) -> None:
    name, rate = (address.platform, limits.platform) if scope is Scope.PLATFORM else (address.budget, limits.workspace)
    query = select(budget.c.spent_until).where(budget.c.id == name).with_for_update(key_share=True)
    later = closed_until(rate, connection.execute(query).scalar_one(), until)
    connection.execute(update(budget).where(budget.c.id == name).values(spent_until=later))


def _record_proof(connection: Connection, held: Delivery, sent: Sent, now: datetime) -> None:
    """The message stands, though another worker has taken the row, or given it up, since."""
    row = delivery.c
    proof = {"state": State.SENT.value, "message_ref": sent.ref, "settled_at": now, "worker": None, "lease_until": None}
    unsent = and_(row.id == held.id, row.state != State.SENT.value)
    if not connection.execute(update(delivery).where(unsent).values(**proof)).rowcount:
        twice = and_(row.id == held.id, row.message_ref != sent.ref)
        remark = f"the message stands twice, as {sent.ref} too"
        connection.execute(update(delivery).where(twice).values(last_error=remark))
