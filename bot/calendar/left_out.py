"""What the calendar cannot work with is left out of everything, and told to the desk, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from bot.calendar.channels import channel_text
from bot.calendar.subscriptions import select_unworkable
from bot.delivery.enqueue import enqueue
from bot.delivery.notices import LEFT_OUT, NOTICE
from bot.delivery.nouns import Address, Message
from bot.store.engine import snapshot, writing
from bot.store.key_dates import unworkable
from bot.store.tables import delivery
from bot.store.visibility import PUBLIC, Rights, Visibility

KEY_DATE, SUBSCRIPTION = "key date", "subscription"
_MEND = {
    KEY_DATE: "move it, as dates move {id} to 2027-05-20 14:00 zone Pacific/Auckland, or cancel it: dates cancel {id}",
    SUBSCRIPTION: "subscribe its channel anew, or remove it: factdesk subscriptions remove {id}",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A key date, or a subscription, that nothing can be worked out with: `why` is a clause. `name` is its title, or
    its channel, and for the desk alone."""

    kind: str
    id: str
    name: str
    why: str

    def __str__(self) -> str:
        """For a log, without its name."""
        return f"the {self.kind} “{self.id}” is left out, as {self.why}"

    @property
    def mend(self) -> str:
        """What a person can do about it."""
        return _MEND[self.kind].format(id=self.id)


def left_out(engine: Engine, now: datetime, rights: Rights = PUBLIC) -> list[LeftOut]:
    """All of it that a reader with these rights may be told of, key dates first."""
    with snapshot(engine) as connection:
        return list(_left_out(connection, Visibility(now, rights)))


def tell_desk(engine: Engine, found: list[LeftOut], desk: Address, now: datetime) -> int:
    """Tell the desk of what it has not been told of, as it stands; how many messages were new."""
    messages = [_message(one, desk, now) for one in found]
    row = delivery.c
    told = select(row.subject, row.occurrence).where(row.kind == NOTICE, row.destination == str(desk))
    with snapshot(engine) as connection:
        before = {
            tuple(one) for one in connection.execute(told.where(row.subject.in_([one.subject for one in messages])))
        }
    new = [one for one in messages if (one.subject, one.occurrence) not in before]
    if not new:
        return 0
    with writing(engine) as connection:
        return enqueue(connection, new, now)


def _left_out(connection: Connection, visibility: Visibility) -> Iterator[LeftOut]:
    for date in unworkable(connection, visibility).values():
        yield LeftOut(KEY_DATE, date.id, date.label, date.why)
    for wish in select_unworkable(connection):
        yield LeftOut(SUBSCRIPTION, str(wish.id), channel_text(wish.address), str(wish.fault))


def _message(one: LeftOut, desk: Address, now: datetime) -> Message:
    payload = {"event": LEFT_OUT, "what": one.kind, "name": one.name, "why": one.why, "mend": one.mend}
    return Message(NOTICE, f"{LEFT_OUT} {one.kind} {one.id}", one.why, desk, payload, due_at=now)
