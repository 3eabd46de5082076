"""What an import may say of key dates that the ledger holds already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.domain import KeyDate, KeyDateStatus
from bot.store.key_dates import IMPORT, Change, Standing, load, log, standings, unworkable


def merged(connection: Connection, imported: Iterable[KeyDate], now: datetime) -> list[KeyDate]:
    """The key dates of an import as they are to be written; what that changes in when they are is written down.

    An import replaces a key date whole, unless a person has added, moved, cancelled or confirmed it, or its figure has
    arrived: then when it is, and whether it still is, stay as they are held, and only the rest (title, source, what it
    brings) is replaced. When it is cannot stay where it cannot be worked with.
    """
    wanted = {key_date.id: key_date for key_date in imported}
    held = load(connection, wanted)
    known = standings(connection, wanted)
    broken = unworkable(connection, wanted)
    found = []
    for id_, key_date in wanted.items():
        before = held.get(id_)
        after = key_date
        if before is not None and known.get(id_, Standing()).settled_by_hand and id_ not in broken:
            after = replace(key_date, at=before.at, at_time=before.at_time, zone=before.zone, status=before.status)
        change = _change(before, after)
        if change is not None:
            log(connection, before, after, change, IMPORT, now)
        found.append(after)
    return found


def _change(before: KeyDate | None, after: KeyDate) -> Change | None:
    if before is None:
        return Change.ADDED
    if after.status is not before.status and after.status is KeyDateStatus.CANCELLED:
        return Change.CANCELLED
    if (after.at, after.at_time, after.zone) != (before.at, before.at_time, before.zone):
        return Change.MOVED
    if after.status is not before.status and after.status is KeyDateStatus.HAPPENED:
        return Change.HAPPENED
    return None
