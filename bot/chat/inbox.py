"""What arrived: each event is taken once, and what its taker left unfinished is taken up again after a lease."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import Connection, Dialect, Engine, bindparam, select, update

from bot.chat.nouns import Inbound
from bot.store.chat_tables import inbound, is_taken
from bot.store.chunks import chunks
from bot.store.engine import snapshot, writing
from bot.store.inserting import new_row
from bot.store.people import FORGOTTEN, Who
from bot.store.prepared import Bound, PreparedWrite

LEASE = timedelta(seconds=30)
"""How long an answer may take before it is begun anew."""
_AT_ONCE = 100
_TAKEN = "taken"
_DONE = "done"


def take(engine: Engine, event: Inbound, now: datetime) -> bool:
    """Store an event, leased to the caller; False for one that was stored before. Raises StoreUnavailable."""
    stored = _row(engine.dialect, event, now, state=_TAKEN, payload=event.as_json())
    with writing(engine) as connection:
        return stored.run(connection) > 0


def taken_and_done(dialect: Dialect, event: Inbound, now: datetime) -> Bound:
    """Stores an event that is done in the same transaction; no row is changed for one that was stored before."""
    return _row(dialect, event, now, state=_DONE, payload=None)


def taken_of(engine: Engine, keys: Sequence[str]) -> set[str]:
    """Those of the keys whose events were stored before. Raises StoreUnavailable."""
    found, by_key = set[str](), {key: kept_key(key) for key in keys}
    with snapshot(engine) as connection:
        for part in chunks(list(by_key.values())):
            found.update(connection.execute(select(inbound.c.id).where(inbound.c.id.in_(part))).scalars())
    return {key for key, kept in by_key.items() if kept in found}


def unfinished(engine: Engine, platform: str, now: datetime) -> list[Inbound]:
    """Events whose lease is over, leased to the caller from now on: each to one caller, however many ask."""
    over = select(inbound.c.id, inbound.c.lease_until, inbound.c.payload).where(
        is_taken, inbound.c.platform == platform, inbound.c.lease_until <= now
    )
    with snapshot(engine) as connection:
        rows = connection.execute(over.order_by(inbound.c.received_at).limit(_AT_ONCE)).all()
    found = []
    for row in rows:
        ours = update(inbound).where(inbound.c.id == row.id, is_taken, inbound.c.lease_until == row.lease_until)
        with writing(engine) as connection:
            if connection.execute(ours.values(lease_until=now + LEASE)).rowcount:
                found.append(Inbound.from_json(row.payload))
    return found


def finish(connection: Connection, key: str) -> None:
    """The event is done, in the caller's transaction. Only its key is kept: what it said is nobody's any more."""
    _finished(connection.dialect).run(connection, [{"key": kept_key(key)}])


def forget(connection: Connection, who: Who) -> int:
    """Of what somebody sent nothing stays but the digest of its key, by which a repeat is known; it is answered no
    more. How many rows that was."""
    nothing = {"asker": FORGOTTEN, "workspace": FORGOTTEN, "payload": None, "state": _DONE}
    return connection.execute(update(inbound).where(who.is_in(inbound.c.asker)).values(**nothing)).rowcount


def kept_key(key: str) -> str:
    """What is kept of the key of an event: it tells a repeat. The key itself may name who sent it, and where."""
    return hashlib.sha256(key.encode()).hexdigest()


@lru_cache(maxsize=32)
def _finished(dialect: Dialect) -> PreparedWrite:
    change = update(inbound).where(inbound.c.id == bindparam("key")).values(state=_DONE, payload=None)
    return PreparedWrite(change, dialect)


def _row(dialect: Dialect, event: Inbound, now: datetime, **values: object) -> Bound:
    row = {
        "id": kept_key(event.key),
        "platform": event.place.address.platform,
        "workspace": event.place.address.budget,
        "asker": asker_id(event),
        "lease_until": now + LEASE,
        "received_at": now,
        **values,
    }
    return new_row(dialect, inbound, row)


def asker_id(event: Inbound) -> str:
    """A user among all platforms, as "slack/T1/U1"."""
    return f"{event.place.address.budget}/{event.asker.user}"
