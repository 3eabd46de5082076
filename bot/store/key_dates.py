"""Key dates as they are written: each change with how the date stood before, by whom and when."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select, update

from bot.domain import KeyDate, KeyDateStatus
from bot.periods import PartialDate
from bot.store.calendar_tables import key_date_change, unsettled
from bot.store.rows import key_date_fault, key_date_from, row_of, workable_key_dates
from bot.store.tables import key_date
from bot.store.visibility import Visibility
from bot.store.writer import lock_ledger, update_ledger

IMPORT = "import"
CALENDAR = "calendar"
"""Who changes a key date when no person does."""

OPEN = (KeyDateStatus.SCHEDULED, KeyDateStatus.MOVED)
"""The statuses of a date that is still to come, or to be confirmed."""


class Change(StrEnum):
    ADDED = "added"
    MOVED = "moved"
    CANCELLED = "cancelled"
    HAPPENED = "happened"
    CHASED = "chased"
    """It passed, no figure came, and the desk was told."""
    EMBARGOED = "embargoed"
    """Its embargo began, or was made longer."""
    RELEASED = "released"
    """Its embargo was lifted, or made shorter, before it was over."""


_SAYS_NOTHING_OF_WHEN = (Change.CHASED, Change.EMBARGOED, Change.RELEASED)
_NEW_VERSION = (Change.MOVED, Change.CANCELLED)


@dataclass(frozen=True, slots=True)
class Setting:
    """When a date is: as precise as known, its instant (UTC) where there is one, and the zone it is meant in."""

    at: PartialDate
    time: datetime | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class KeyDateChange:
    """One change. `version` is the date's after it, `was` how it stood before (None when it was added), `embargo` until
    when it was and is under embargo (UTC), where the change is of that."""

    id: int
    key_date: str
    change: Change
    version: int
    was: Setting | None
    now: Setting
    by: str
    at: datetime
    embargo: tuple[datetime | None, datetime | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Unworkable:
    """A key date that the calendar cannot work with, and why, as a clause."""

    id: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What its changes make of a key date. `version` counts from 1 how often it was moved or cancelled; `known_since`
    is when it came to be as it is (None: before changes were kept); `settled_by_hand`: a person, or the arrival of its
    figure, has said when it is or was."""

    version: int = 1
    known_since: datetime | None = None
    settled_by_hand: bool = False
    chased: bool = False


def load(connection: Connection, visibility: Visibility, ids: Collection[str] | None = None) -> dict[str, KeyDate]:
    """The key dates by id that a reader knows of, those of the ids or all, and also those that cannot be worked with,
    to be mended."""
    query = select(key_date).where(visibility.shown_key_dates()).order_by(key_date.c.id)
    if ids is not None:
        query = query.where(key_date.c.id.in_(ids))
    return {row["id"]: key_date_from(row) for row in connection.execute(query).mappings()}


def load_open(connection: Connection, visibility: Visibility) -> dict[str, KeyDate]:
    """Those that a reader knows of, and that are still to come, or have come and were not confirmed."""
    still_open = key_date.c.status.in_([status.value for status in OPEN])
    query = select(key_date).where(still_open, visibility.shown_key_dates()).order_by(key_date.c.id)
    return workable_key_dates(connection.execute(query).mappings())


def unworkable(
    connection: Connection, visibility: Visibility, ids: Collection[str] | None = None
) -> dict[str, Unworkable]:
    """The key dates that `load_open` and catalogues leave out, by id, of the ids or of all that are not cancelled, as
    far as a reader knows of them."""
    row = key_date.c
    columns = (row.id, row.label, row.alt_labels, row.status, row.at, row.at_time, row.zone)
    which = key_date.c.status != KeyDateStatus.CANCELLED.value if ids is None else key_date.c.id.in_(ids)
    known = visibility.shown_key_dates()
    rows = connection.execute(select(*columns).where(which, known).order_by(key_date.c.id)).mappings()
    faults = ((found, key_date_fault(found)) for found in rows)
    return {found["id"]: Unworkable(found["id"], found["label"], why) for found, why in faults if why is not None}


def standings(connection: Connection, ids: Collection[str] | None = None) -> dict[str, Standing]:
    """The standing of each key date that was ever changed; any other has `Standing()`."""
    found: dict[str, Standing] = {}
    for change in changes(connection, *([] if ids is None else [key_date_change.c.key_date.in_(ids)])):
        before = found.get(change.key_date, Standing())
        anew = change.change in (Change.ADDED, *_NEW_VERSION)
        found[change.key_date] = Standing(
            change.version,
            change.at if anew else before.known_since,
            before.settled_by_hand or (change.by != IMPORT and change.change not in _SAYS_NOTHING_OF_WHEN),
            change.change is Change.CHASED or (before.chased and not anew),
        )
    return found


def changes(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[KeyDateChange]:
    """The changes that all conditions hold for, in the order they were made."""
    query = select(key_date_change).where(*conditions).order_by(key_date_change.c.id)
    return map(_change_from, connection.execute(query).mappings())


def changes_to_tell(connection: Connection, visibility: Visibility) -> list[KeyDateChange]:
    """Those that not everybody who was reminded of the date has been told of yet, of the dates that a reader knows of;
    those of others wait."""
    known = select(key_date.c.id).where(visibility.shown_key_dates())
    return list(changes(connection, unsettled, key_date_change.c.key_date.in_(known)))


def settle(connection: Connection, change: KeyDateChange) -> None:
    """Everybody has been told of a change."""
    connection.execute(update(key_date_change).where(key_date_change.c.id == change.id).values(settled=True))


def write(
    connection: Connection, before: KeyDate | None, after: KeyDate, change: Change, by: str, now: datetime
) -> None:
    """Write a key date and its change, and count the ledger's revision up, so that desks see it."""
    revision = lock_ledger(connection)["revision"]
    if before is None:
        connection.execute(insert(key_date).values(**row_of(after)))
    elif after != before:
        connection.execute(update(key_date).where(key_date.c.id == after.id).values(**row_of(after)))
    log(connection, before, after, change, by, now)
    update_ledger(connection, revision=revision + 1)


def embargo_change(before: KeyDate, after: KeyDate) -> Change | None:
    """What became of the embargo of a date; None: nothing."""
    was, now = before.embargo_until, after.embargo_until
    if was == now:
        return None
    return Change.RELEASED if was is not None and (now is None or now < was) else Change.EMBARGOED


def log(connection: Connection, before: KeyDate | None, after: KeyDate, change: Change, by: str, now: datetime) -> None:
    """Write down that a key date was changed."""
    version = standings(connection, [after.id]).get(after.id, Standing()).version
    anew = change in _NEW_VERSION
    of_embargo = change in (Change.EMBARGOED, Change.RELEASED)
    row = {
        "key_date": after.id,
        "change": change.value,
        "version": version + 1 if anew else version,
        "was_at": before.at.iso if before else None,
        "was_time": before.at_time if before else None,
        "was_zone": before.zone if before else None,
        "at": after.at.iso,
        "at_time": after.at_time,
        "zone": after.zone,
        "changed_by": by,
        "changed_at": now,
        "settled": not anew,
        "was_embargo": before.embargo_until if before and of_embargo else None,
        "embargo_until": after.embargo_until if of_embargo else None,
    }
    connection.execute(insert(key_date_change).values(**row))


def _change_from(row: RowMapping) -> KeyDateChange:
    was = Setting(PartialDate(row["was_at"]), row["was_time"], row["was_zone"]) if row["was_at"] is not None else None
    return KeyDateChange(
        row["id"],
        row["key_date"],
        Change(row["change"]),
        row["version"],
        was,
        Setting(PartialDate(row["at"]), row["at_time"], row["zone"]),
        row["changed_by"],
        row["changed_at"],
        (row["was_embargo"], row["embargo_until"]),
    )
