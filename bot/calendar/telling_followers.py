"""What those who follow a figure are told, by what everybody may know when it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.calendar.followed import Known, Turn, ids_in, still_so
from bot.calendar.nouns import Place, Subscription, telling
from bot.calendar.room import Room
from bot.calendar.wording import is_named
from bot.cards.card import Card
from bot.cards.followed import Change, followed_card, unnamed_card
from bot.cards.said import said
from bot.delivery.nouns import Address, Payload
from bot.delivery.verdict import Withheld
from bot.domain import Figure
from bot.store.engine import snapshot
from bot.store.figure_changes import FigureChange

_WITHHELD = "the figure is under embargo by now; once it is public, it can be sent still"


def known_to_all(_address: Address) -> bool:
    """Where nobody is kept from asking."""
    return True


def followed(room: Room, may_see: Callable[[Address], bool]) -> Payload | Withheld | None:
    """The payload with its card. None where the follow has ended or is paused, and where what it tells of has been
    overtaken: the next look at the calendar tells of that."""
    delivery = room.delivery
    wish = next((one for one in room.subscriptions if one.id == delivery.payload["subscription"]), None)
    place = wish.followed if wish is not None else None
    if wish is None or place is None:
        return None
    news = [Turn.from_json(body) for body in delivery.payload["news"]]
    with snapshot(room.desk.engine) as connection:
        known = Known(connection, [place], room.now)
        if not all(map(known.is_accounted_for, ids_in(news))):
            return Withheld(_WITHHELD)
        if not still_so(known, place, news):
            return None
        changes = [change_of(known, turn, delivery.created_at) for turn in news]
    may = may_see(delivery.address)
    told = [figure for change in changes for figure in (*change.was, *change.now)] if may else []
    return telling(said(delivery, _card(room, wish, place, changes, may_see=may)), told)


def change_of(known: Known, turn: Turn, noticed_at: datetime) -> Change:
    """With what was wrong, and when it was put right; or else when it was noticed (UTC)."""
    was, now = (_figures(known, ids) for ids in (turn.was, turn.now))
    retracted = [found.change for id_ in turn.was if (found := known.last_change(id_))]
    corrected = any(change.change is FigureChange.CORRECTED for change in retracted)
    at = max((change.at for change in retracted), default=noticed_at)
    why = next((change.why for change in retracted if change.why), None)
    return Change(was, now, at, corrected=corrected, withdrawn=bool(retracted) and not corrected, why=why)


def _figures(known: Known, ids: tuple[str, ...]) -> tuple[Figure, ...]:
    return tuple(figure for id_ in ids if (figure := known.figure(id_)))


def _card(room: Room, wish: Subscription, place: Place, changes: list[Change], *, may_see: bool) -> Card:
    prose = room.prose(wish)
    if not may_see or not is_named(place, prose):
        return unnamed_card(wish.id)
    return followed_card(changes, wish.id, wish.zone, prose)
