"""Writing down what became of a row, its destination and its platform, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Row, and_, bindparam, case, select, tuple_, update

from bot.delivery.limits import Limits, closed_until
from bot.delivery.notices import tell_asker, tell_parked, tell_paused
from bot.delivery.nouns import Address, Delivery, State
from bot.delivery.ports import Gone, Scope, Sent
from bot.delivery.verdict import ROW_OF_SENT, Change, Terms, Verdict, judge
from bot.store.engine import writing
from bot.store.prepared import Prepared, PreparedWrite
from bot.store.tables import budget, delivery, destination, is_under_way
from bot.store.types import UtcDateTime

_SENT = (
    update(delivery)
    .where(delivery.c.id == bindparam("this"), delivery.c.fence == bindparam("held_as"), is_under_way(delivery))
    .values({name: bindparam(f"its_{name}", type_=delivery.c[name].type) for name in ROW_OF_SENT})
)
_PLACE = select(destination.c.id).where(destination.c.id == bindparam("this")).with_for_update(key_share=True)
_UNTIL = bindparam("until", type_=UtcDateTime)
_PLACE_SET_FREE = (
    update(destination)
    .where(destination.c.id == bindparam("this"))
    .values(failures=0, free_at=case((destination.c.free_at < _UNTIL, _UNTIL), else_=destination.c.free_at))
)


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
        if isinstance(verdict, Gone):
            if place.paused is None:
                tell_paused(connection, terms.desk, held.address, verdict.reason, now)
            tell_asker(connection, held, verdict.reason, now, waits=True)
        if change.given_up:
            tell_parked(connection, terms.desk, held, change.given_up, now)
            tell_asker(connection, held, change.given_up, now, waits=False)
        return True


def settle_sent(
    connection: Connection,
    sent: Sequence[tuple[Delivery, Sent]],
    terms: Terms,
    limits: Mapping[str, Limits],
    now: datetime,
) -> set[int]:
    """Write down at once that messages stand, within the caller's transaction; the ids of the rows that were still the
    caller's. The others have to be settled one by one. `limits` are those of the platforms."""
    if not sent:
        return set()
    changes = [(held, judge(held, verdict, 0, limits[held.address.platform], terms, now)) for held, verdict in sent]
    rows = [
        {"this": held.id, "held_as": held.fence, **{f"its_{name}": change.row[name] for name in ROW_OF_SENT}}
        for held, change in changes
    ]
    statements = _statements(connection.dialect)
    # Whoever writes in SQLite has all of it to himself.
    names = {str(held.address) for held, _ in changes} if connection.dialect.name != "sqlite" else set()
    for name in sorted(names):
        statements.place.within(connection, this=name)
    all_ours = statements.sent.run(connection, rows) == len(rows)
    settled = {held.id for held, _ in changes} if all_ours else _standing(connection, sent)
    _free(connection, [(held.address, change) for held, change in changes if held.id in settled])
    return settled


class _Statements:
    """Made once for a dialect: a relay runs them all the time."""

    def __init__(self, dialect: Dialect) -> None:
        self.place = Prepared(_PLACE, dialect)
        self.sent = PreparedWrite(_SENT, dialect)
        self.set_free = PreparedWrite(_PLACE_SET_FREE, dialect)


_statements = lru_cache(maxsize=32)(_Statements)


def _standing(connection: Connection, sent: Sequence[tuple[Delivery, Sent]]) -> set[int]:
    """The rows that say of their message what its sender says."""
    row = delivery.c
    said = tuple_(row.id, row.message_ref).in_([(held.id, verdict.ref) for held, verdict in sent])
    return set(connection.execute(select(row.id).where(said, row.state == State.SENT.value)).scalars())


def _free(connection: Connection, changes: Sequence[tuple[Address, Change]]) -> None:
    """The destinations of messages that stand."""
    places = [{"this": str(address), "until": change.free_at} for address, change in changes]
    if places:
        _statements(connection.dialect).set_free.run(connection, places)


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
