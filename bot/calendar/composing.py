"""What a delivery of the calendar says: a card, built at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.calendar.digest_contents import gather
from bot.calendar.nouns import ABOUT_DATES, CANCELLED, CHASE, DIGEST, FOLLOWED, MOVED, REMINDER, Policy, telling
from bot.calendar.room import Room
from bot.calendar.telling_followers import followed, known_to_all
from bot.cards.card import Card
from bot.cards.dates import When, title
from bot.cards.digest import digest_card
from bot.cards.notice import notice_card, unreached_card
from bot.cards.reminder import shown_of, with_entry
from bot.cards.said import said
from bot.delivery.notices import NOTICE
from bot.delivery.nouns import Address, Delivery, Payload
from bot.delivery.relay import Compose, as_enqueued
from bot.delivery.unreached import UNREACHED
from bot.delivery.verdict import Withheld
from bot.domain import Figure
from bot.store.calendar_tables import key_date_change
from bot.store.engine import reading
from bot.store.key_dates import changes
from bot.store.reader import Reader

_Made = tuple[Card, Sequence[Figure]]
"""A card, and the figures that it tells of."""
_Make = Callable[[Room], _Made | None]


def composer(
    desk: Desk,
    policy: Policy | None = None,
    own: Address | None = None,
    may_see: Callable[[Address], bool] = known_to_all,
    *,
    enters: bool = False,
) -> Compose:
    """Composes the calendar's deliveries and what the outbox itself tells: the payload gets a `card`. None where there
    is nothing to say any more: the date was moved, cancelled or has happened, the subscription is gone or paused, the
    digest is empty. Any other kind says what was enqueued. `own` is the desk's own channel, if it has one: its digests
    tell what was asked in private, too. `may_see` says whether figures may be told at an address, as far as that is
    known: elsewhere whoever follows one is only told that it has changed. `enters`: figures are entered in chats, so
    that what tells of a date that brings some has a button for it."""
    makers: Mapping[str, _Make] = {
        REMINDER: partial(_reminder, enters),
        MOVED: _moved,
        CANCELLED: _cancelled,
        CHASE: partial(_chase, enters),
    }
    digest = partial(_digest, policy or Policy(), own)

    def compose(delivery: Delivery, now: datetime) -> Payload | Withheld | None:
        if delivery.kind == NOTICE:
            return said(delivery, notice_card(delivery.payload, _title(desk, delivery, now)))
        if delivery.kind == UNREACHED:
            return said(delivery, unreached_card(delivery.payload))
        if delivery.kind == DIGEST:
            return digest(Room.open(desk, delivery, now))
        if delivery.kind == FOLLOWED:
            return followed(Room.open(desk, delivery, now), may_see)
        if delivery.kind not in makers:
            return as_enqueued(delivery, now)
        made = makers[delivery.kind](Room.open(desk, delivery, now))
        return None if made is None else telling(said(delivery, made[0]), made[1])

    return compose


def _title(desk: Desk, notice: Delivery, now: datetime) -> str | None:
    """Of the key date that a delivery was about that the desk is told of, as far as the public may know of it."""
    if notice.payload.get("kind") not in ABOUT_DATES:
        return None
    catalogue = Reader(desk.engine, now).catalogue()
    key_date = catalogue.key_dates.get(str(notice.payload["subject"]).partition("@")[0])
    return title(key_date, Prose(catalogue, desk.style)) if key_date else None


def _reminder(enters: bool, room: Room) -> _Made | None:
    key_date = room.key_date(still_open=True)
    if key_date is None or room.wish_for(key_date) is None:
        return None
    known = room.known(key_date)
    card = room.cards(key_date).reminder(key_date, known)
    return with_entry(card, key_date) if enters else card, shown_of(known)


def _moved(room: Room) -> _Made | None:
    key_date = room.key_date(still_open=True)
    if key_date is None:
        return None
    this = (key_date_change.c.key_date == key_date.id, key_date_change.c.version == room.delivery.payload["version"])
    with reading(room.desk.engine) as connection:
        was = next(change.was for change in changes(connection, *this))
    return None if was is None else (room.cards(key_date).moved(key_date, When(was.at, was.time, was.zone)), ())


def _cancelled(room: Room) -> _Made | None:
    key_date = room.key_date(still_open=False)
    return None if key_date is None else (room.cards(key_date).cancelled(key_date), ())


def _chase(enters: bool, room: Room) -> _Made | None:
    key_date = room.key_date(still_open=True)
    if key_date is None:
        return None
    known = room.known(key_date)
    card = room.cards(key_date).chase(key_date, known)
    return with_entry(card, key_date) if enters else card, shown_of(known)


def _digest(policy: Policy, own: Address | None, room: Room) -> Payload | None:
    delivery = room.delivery
    wish = next((one for one in room.subscriptions if one.id == delivery.payload["subscription"]), None)
    if wish is None:
        return None
    contents, kept = gather(room, wish, policy, desk=delivery.address == own)
    if not contents and not wish.post_empty:
        return None
    card = digest_card(contents, date.fromisoformat(delivery.occurrence), wish.zone, room.prose(wish))
    return telling({**said(delivery, card), **kept}, contents.figures)
