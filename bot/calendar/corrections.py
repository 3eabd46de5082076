"""A date that moved or was cancelled: those who were reminded of it are told, where they were reminded."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, select

from bot.calendar.nouns import CANCELLED, MOVED, REMINDER, reminder_subject
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import withdraw
from bot.delivery.nouns import Address, Message, State
from bot.store.engine import snapshot, writing
from bot.store.key_dates import Change, KeyDateChange, changes_to_tell, settle
from bot.store.tables import delivery
from bot.store.visibility import PUBLIC, Visibility

_KINDS = {Change.MOVED: MOVED, Change.CANCELLED: CANCELLED}


def correct(engine: Engine, now: datetime) -> int:
    """Withdraw the reminders of dates as they stood before a change, and enqueue a correction wherever one was given;
    how many corrections were new. Quiet hours do not hold them back, but an embargo does, until it is over."""
    public = Visibility(now, PUBLIC)
    with snapshot(engine) as connection:
        if not changes_to_tell(connection, public):
            return 0
    with writing(engine) as connection:
        return sum(_correct(connection, change, now) for change in changes_to_tell(connection, public))


def _correct(connection: Connection, change: KeyDateChange, now: datetime) -> int:
    subjects = [reminder_subject(change.key_date, version) for version in range(1, change.version)]
    for subject in subjects:
        withdraw(connection, REMINDER, subject, now)
    given, under_way = _given(connection, subjects)
    if not under_way:
        # Those that are being sent are told of, once it is known whether they stand.
        settle(connection, change)
    payload = {"key_date": change.key_date, "version": change.version}
    subject = reminder_subject(change.key_date, change.version)
    occurrence = change.now.time.isoformat() if change.now.time else change.now.at.iso
    kind = _KINDS[change.change]
    return enqueue(
        connection, [Message(kind, subject, occurrence, address, payload, due_at=now) for address in given], now
    )


def _given(connection: Connection, subjects: list[str]) -> tuple[list[Address], bool]:
    """Where the reminders of these subjects stand, and whether one is being sent."""
    row = delivery.c
    query = (
        select(row.destination, row.state)
        .where(row.kind == REMINDER, row.subject.in_(subjects))
        .where(row.state.in_([State.SENT.value, State.SENDING.value]))
        .distinct()
        .order_by(row.destination)
    )
    rows = connection.execute(query).all()
    given = [Address.parse(one.destination) for one in rows if one.state == State.SENT.value]
    return given, any(one.state == State.SENDING.value for one in rows)
