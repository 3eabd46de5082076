"""Orders carried out: key dates and subscriptions, changed from a channel."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.ask.text import fold
from bot.calendar import keydates, subscriptions
from bot.calendar.keydates import Draft
from bot.calendar.moments import Moment, parse_moment
from bot.calendar.nouns import Subscription
from bot.calendar.rules import DigestRule, QuietHours, parse_offsets
from bot.calendar.subscriptions import Wish
from bot.cards.card import Action, Card, Row, Tone
from bot.cards.dates import When, title, when_lines
from bot.cards.key_date import key_date_card, precision
from bot.cards.key_dates import key_dates_card
from bot.cards.withheld import withheld_card
from bot.chat import cards, words
from bot.chat.access import Access
from bot.chat.inbox import asker_id
from bot.chat.nouns import Asker, Inbound, Press, Reply, Visibility
from bot.chat.orders import Order
from bot.chat.subscription_cards import NOT_TOLD, subscriptions_card
from bot.chat.told import Told
from bot.delivery.nouns import Address
from bot.domain import KeyDate
from bot.errors import FactdeskError, StoreUnavailable
from bot.ledger.embargoes import is_on
from bot.store.key_dates import OPEN, KeyDateChange
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

SUBSCRIPTION_ACTIONS = (Action.PAUSE, Action.RESUME, Action.REMOVE)
_NOT_HERE = "That is told to one alone, and never where others read along: ask with the command /figure embargoed."
_NO_EMBARGO_HERE = (
    "What is added in a chat is known to all at once. A date under embargo is added in the terminal: "
    "factdesk dates add … --embargo-until WHEN."
)
_WITH_EMBARGO = re.compile(
    r"\bembargo\w*\W+(?:until|till?|to|lifts?)\b|\b(?:under|with|on)\s+(?:an\s+)?embargo\b", re.I
)
_SOMEBODY = "somebody in a chat"
_NOT_POSSIBLE = "The bot cannot post in this channel; invite it here, and subscribe again."


class Orders:
    """A channel that has named no zone has the newsroom's. `own` is the desk's own channel, if it has one."""

    def __init__(self, desk: Desk, access: Access, own: Address | None) -> None:
        self._desk = desk
        self._access = access
        self._own = own

    def obey(self, order: Order, event: Inbound, now: datetime) -> Reply:
        """What comes of an order; one that cannot be carried out changes nothing and says why. Raises
        StoreUnavailable."""
        refusal = self._refusal(order, event)
        if refusal is not None:
            return Reply(cards.refused(refusal))
        if order.form is not None:
            return Reply(cards.needs_values(order.form), form=order.form)
        try:
            return self._carry_out(order, event, now)
        except StoreUnavailable:
            raise
        except FactdeskError as error:
            # It may name what was meant instead.
            return Reply(cards.refused(f"{str(error).rstrip('.')}."), told=None)

    def press(self, pressed: Press, now: datetime) -> Card:
        """Pause, resume or remove a subscription; the list as it is then. Raises StoreUnavailable."""
        address = pressed.place.address
        refusal = self._access.edit_refusal(pressed.asker)
        if refusal is not None:
            return cards.refused(refusal)
        try:
            self._change(pressed.action, pressed.ref, pressed.asker, address, now)
        except StoreUnavailable:
            raise
        except FactdeskError as error:
            return cards.refused(f"{str(error).rstrip('.')}.")
        return self.subscriptions(pressed.asker, address, now)

    def dates(self, address: Address, now: datetime) -> Card:
        """The key dates, by the clocks of a channel."""
        return self._dates(address, now).card

    def subscriptions(self, asker: Asker, address: Address, now: datetime) -> Card:
        """Those of a channel; without a channel, those of the channels that the asker is in."""
        return self._subscriptions(asker, address, now).card

    def titles(self, text: str, now: datetime) -> list[str]:
        """Titles, with the text in them, of the key dates that can still be changed. Raises StoreUnavailable."""
        key_dates = self._prose(now).catalogue.key_dates.values()
        found = sorted((one for one in key_dates if one.status in OPEN), key=lambda one: one.at.earliest)
        return [one.label for one in found if fold(text) in fold(one.label)]

    def _refusal(self, order: Order, event: Inbound) -> str | None:
        """Why the order is not carried out for its giver, or not where it was given."""
        if order.verb in words.FOR_ONE_ALONE and event.visibility is not Visibility.PRIVATE:
            return _NOT_HERE
        if order.verb == words.EMBARGOED:
            return self._access.embargo_refusal(event.asker)
        refusal = self._access.edit_refusal(event.asker) if order.verb in words.CHANGES else None
        if refusal is None and order.verb == words.ADD and any(map(_WITH_EMBARGO.search, order.values.values())):
            return _NO_EMBARGO_HERE
        return refusal

    def _dates(self, address: Address, now: datetime) -> Reply:
        prose = self._prose(now)
        held = prose.catalogue.key_dates
        return _naming(key_dates_card(list(held.values()), self._zone_of(address), prose, now), dates=held)

    def _subscriptions(self, asker: Asker, address: Address, now: datetime) -> Reply:
        if not address.channel and asker.channels is None:
            return Reply(NOT_TOLD)
        found = subscriptions.listed(self._desk.engine, address if address.channel else None)
        here = [one for one in found if self._is_within(one, asker, address)]
        prose = self._prose(now)
        card = subscriptions_card(here, prose, whole=not address.channel)
        dates = {id_ for one in here for id_ in one.dates if id_ in prose.catalogue.key_dates}
        wanted = {id_ for one in here for id_ in one.indicators or () if id_ in prose.catalogue.indicators}
        return _naming(card, dates, wanted)

    def _carry_out(self, order: Order, event: Inbound, now: datetime) -> Reply:
        address, engine, values = event.place.address, self._desk.engine, order.values
        by = asker_id(event)
        match order.verb:
            case words.DATES:
                return self._dates(address, now)
            case words.SUBSCRIPTIONS:
                return self._subscriptions(event.asker, address, now)
            case words.EMBARGOED:
                return self._embargoed(address, now)
            case words.ADD:
                moment = self._moment(values, address, now)
                draft = Draft(_title(values), moment, values.get(words.BRINGS), values.get(words.SOURCE))
                return self._told("Added", keydates.add(engine, draft, by, now), now)
            case words.MOVE:
                name = _title(values)
                own = keydates.zone_of_date(engine, name, now)
                moment = self._moment({words.ZONE: own or "", **values}, address, now)
                return self._told("Moved", keydates.move(engine, name, moment, by, now)[1], now)
            case words.CANCEL:
                return self._told("Cancelled", keydates.cancel(engine, _title(values), by, now), now)
            case words.CONFIRM:
                return self._told("Confirmed", keydates.confirm(engine, _title(values), by, now), now)
            case words.SHOW:
                return self._shown(_title(values), address, now)
            case words.SUBSCRIBE:
                return self._subscribe(order, event, now)
            case _:
                action = {words.PAUSE: Action.PAUSE, words.RESUME: Action.RESUME}.get(order.verb, Action.REMOVE)
                self._change(action, values.get(words.NUMBER, ""), event.asker, address, now)
                return self._subscriptions(event.asker, address, now)

    def _embargoed(self, address: Address, now: datetime) -> Reply:
        """What is not public yet. It leaves no receipt."""
        reader = Reader(self._desk.engine, now, EVERYTHING)
        prose = Prose(reader.catalogue(), self._desk.style)
        dates = [one for one in prose.catalogue.key_dates.values() if is_on(one.embargo_until, now)]
        dates.sort(key=lambda one: (one.at.earliest, one.id))
        return Reply(withheld_card(reader.held_back(), dates, self._zone_of(address), prose, now))

    def _subscribe(self, order: Order, event: Inbound, now: datetime) -> Reply:
        if not event.can_post:
            return Reply(cards.refused(_NOT_POSSIBLE))
        values, address = order.values, event.place.address
        zone = values.get(words.ZONE) or self._zone_of(address)
        rule = DigestRule.parse(values[words.DIGEST], zone) if words.DIGEST in values else None
        wish = Wish(
            address,
            values.get(words.ZONE) or (rule.zone if rule else zone),
            tuple(topic.strip() for topic in values.get(words.TOPICS, "").split(",") if topic.strip()),
            parse_offsets(values[words.REMINDERS]) if words.REMINDERS in values else (),
            rule,
            QuietHours.parse(values[words.QUIET]) if words.QUIET in values else None,
            values.get(words.LANGUAGE),
        )
        subscriptions.subscribe(self._desk.engine, wish, asker_id(event), now)
        return self._subscriptions(event.asker, address, now)

    def _change(self, action: Action, number: str, asker: Asker, address: Address, now: datetime) -> None:
        """Raises UnknownSubscription, also for one that `subscriptions` does not show."""
        found = self._subscription(number, asker, address)
        change = {
            Action.PAUSE: subscriptions.pause,
            Action.RESUME: subscriptions.resume,
            Action.REMOVE: subscriptions.remove,
        }[action]
        change(self._desk.engine, found.id, now)

    def _subscription(self, number: str, asker: Asker, address: Address) -> Subscription:
        id_ = int(number) if number.isdecimal() else 0
        found = subscriptions.get(self._desk.engine, id_)
        if not self._is_within(found, asker, address):
            raise subscriptions.unknown(id_)
        return found

    def _is_within(self, one: Subscription, asker: Asker, address: Address) -> bool:
        if address.channel:
            return one.address == address
        return one.address.budget == address.budget and self._access.is_open(asker, one.address)

    def _moment(self, values: Mapping[str, str], address: Address, now: datetime) -> Moment:
        zone = values.get(words.ZONE) or self._zone_of(address)
        return parse_moment(values.get(words.AT, ""), zone, now, self._desk.zone)

    def _told(self, what: str, key_date: KeyDate, now: datetime) -> Reply:
        """Always the absolute date: the reader sees how “tomorrow” was read."""
        prose = self._prose(now)
        when = when_lines(When.of(key_date), key_date.zone or self._desk.zone, prose.style)[0]
        card = Card(
            Tone.TOLD,
            f"{what}: {title(key_date, prose)}, {when}.",
            (Row("Precision", f"to the {precision(key_date)}"), Row("Id", key_date.id)),
        )
        return _naming(card, [key_date.id])

    def _shown(self, name: str, address: Address, now: datetime) -> Reply:
        engine = self._desk.engine
        key_date = keydates.find(engine, name, now)
        history, told = keydates.history(engine, key_date), keydates.deliveries_of(engine, key_date)
        if address != self._own:
            # Who changed it, and in which other channels it was told, is known to the desk alone.
            history = [_without_name(change) for change in history]
            told = [delivery for delivery in told if delivery.address == address]
        prose = self._prose(now)
        # As readers see it: what it brings may be hidden from them.
        seen = prose.catalogue.key_dates.get(key_date.id, replace(key_date, brings=None))
        return _naming(key_date_card(seen, history, told, self._zone_of(address), prose, now), [key_date.id])

    def _zone_of(self, address: Address) -> str:
        """The channel's, as one of its subscriptions says; otherwise the newsroom's."""
        found = subscriptions.listed(self._desk.engine, address)
        return found[0].zone if found else self._desk.zone

    def _prose(self, now: datetime) -> Prose:
        return Prose(Reader(self._desk.engine, now).catalogue(), self._desk.style)


def _naming(card: Card, dates: Iterable[str], indicators: Iterable[str] = ()) -> Reply:
    """A card with the key dates and indicators that it names."""
    names = [*(("key_dates", id_) for id_ in dates), *(("indicators", id_) for id_ in indicators)]
    return Reply(card, told=Told(names=tuple(sorted(names))))


def _without_name(change: KeyDateChange) -> KeyDateChange:
    """Users go by ids such as "slack/T1/U1"; an import or the terminal goes by a word."""
    return replace(change, by=_SOMEBODY) if "/" in change.by else change


def _title(values: Mapping[str, str]) -> str:
    return values.get(words.TITLE, "")
