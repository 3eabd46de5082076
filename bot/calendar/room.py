"""The channel that a delivery is composed for, and what is known at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.ask.locale import style_of
from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.calendar.nouns import Subscription
from bot.calendar.subscriptions import select_subscriptions
from bot.cards.reminder import DateCards, Known
from bot.delivery.nouns import Delivery
from bot.domain import Catalogue, KeyDate
from bot.ledger.vintage import vintages
from bot.ledger.withdrawals import Withdrawals
from bot.store.calendar_tables import subscription
from bot.store.engine import reading, snapshot
from bot.store.key_dates import OPEN, Standing, standings
from bot.store.reader import Reader
from bot.store.visibility import PUBLIC


@dataclass(frozen=True, slots=True)
class Room:
    """`subscriptions` are the channel's active ones; `reader` sees what the public sees at `now` (UTC)."""

    delivery: Delivery
    subscriptions: Sequence[Subscription]
    catalogue: Catalogue
    withdrawals: Withdrawals
    reader: Reader
    desk: Desk
    now: datetime

    @classmethod
    def open(cls, desk: Desk, delivery: Delivery, now: datetime) -> Room:
        reader = Reader(desk.engine, now)
        with reader.session():
            words = desk.knowledge(reader, PUBLIC, now)
        here = (subscription.c.destination == str(delivery.address), subscription.c.paused_at.is_(None))
        with reading(desk.engine) as connection:
            found = select_subscriptions(connection, *here)
        return cls(delivery, found, words.catalogue, words.withdrawals, reader, desk, now)

    def key_date(self, *, still_open: bool) -> KeyDate | None:
        """The date that the delivery is about, if it is still as it was when the delivery was enqueued."""
        id_, version = self.delivery.payload["key_date"], self.delivery.payload["version"]
        with snapshot(self.desk.engine) as connection:
            standing = standings(connection, [id_]).get(id_, Standing())
        found = self.catalogue.key_dates.get(id_)
        if found is None or standing.version != version or (still_open and found.status not in OPEN):
            return None
        return found

    def wish_for(self, key_date: KeyDate) -> Subscription | None:
        """A subscription of the channel that the date is a topic of."""
        return next((wish for wish in self.subscriptions if wish.wants(key_date)), None)

    def known(self, key_date: KeyDate) -> list[Known]:
        """The figures that stand of the indicator that a date brings, the latest period first."""
        if key_date.brings is None:
            return []
        series = [row.id for row in self.reader.series_of(key_date.brings)]
        standing = [chain[-1] for chain in vintages(self.reader.figures(series)).values()]
        known = [Known(figure, self.withdrawals.since(one.figures)) for one in standing for figure in one.rivals]
        return sorted(known, key=lambda one: one.figure.period.iso, reverse=True)

    def prose(self, wish: Subscription | None) -> Prose:
        """The words of the ledger, in the style of the subscription's language where it has one."""
        style = self.desk.style
        if wish is not None and wish.language is not None:
            style = replace(style_of(wish.language), macrons=style.macrons)
        return Prose(self.catalogue, style)

    def cards(self, key_date: KeyDate) -> DateCards:
        """Of a channel without subscription, such as the desk's own, the date's zone is told, or the newsroom's."""
        wish = self.wish_for(key_date) or next(iter(self.subscriptions), None)
        zone = wish.zone if wish else key_date.zone or self.desk.zone
        return DateCards(self.prose(wish), zone, self.now)
