"""Orders carried out: key dates and subscriptions, changed from a channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.ask.agenda import in_order
from bot.ask.parse import MAX_CHARACTERS
from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.ask.text import fold
from bot.calendar import keydates, subscriptions
from bot.calendar.digest_contents import LATELY, lately
from bot.calendar.errors import KeyDateTaken, UnknownSubscription
from bot.calendar.moments import Moment, parse_moment
from bot.calendar.nouns import Subscription
from bot.cards.card import Action, Card
from bot.cards.digest import news_card
from bot.cards.form import Fault, WrongValues
from bot.cards.key_date import changed_card, key_date_card
from bot.cards.key_dates import key_dates_card
from bot.cards.withheld import withheld_card
from bot.chat import cards, checking, words
from bot.chat.access import Access
from bot.chat.announcing import announce
from bot.chat.checking import NO_EMBARGO_HERE, OF_ITS_OWN_WORDS, Faults
from bot.chat.drafting import Drafting
from bot.chat.following import Following, is_own
from bot.chat.forms import FORMS
from bot.chat.inbox import asker_id
from bot.chat.nouns import Asker, Inbound, Press, Reply, Visibility
from bot.chat.orders import Order
from bot.chat.subscription_cards import (
    NOT_TOLD,
    subscribed_already_card,
    subscribed_card,
    subscriptions_card,
    unfollowed_card,
)
from bot.chat.told import NOTHING, Told, state
from bot.chat.twice import Twice
from bot.chat.withholding import is_to_withhold
from bot.delivery.nouns import Address
from bot.domain import KeyDate
from bot.errors import FactdeskError, StoreUnavailable, as_sentence
from bot.ledger.embargoes import is_on
from bot.store.key_dates import IMPORT, OPEN, Change, KeyDateChange
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

SUBSCRIPTION_ACTIONS = (Action.PAUSE, Action.RESUME, Action.REMOVE)
_NOT_HERE = "That is told to one alone, and never where others read along: use the command /figure {}."
_TOO_LONG = f"That is too long for an order; give it in up to {MAX_CHARACTERS:,} characters."
_WAYS = frozenset({IMPORT, "terminal"})
"""By which a date is changed outside of chats: they tell of nobody."""
_SOMEBODY, _SOMEBODY_IN_A_CHAT = "somebody", "somebody in a chat"
_OF_EMBARGOES = frozenset({Change.EMBARGOED, Change.RELEASED})
_NOBODY = Asker("")
_ENDS = {words.CANCEL: ("Cancelled", keydates.cancel), words.CONFIRM: ("Confirmed", keydates.confirm)}
_NAMED_ANEW = (words.ADD, words.SUBSCRIBE)
"""Orders that are about nothing that has to be there."""
"""What is posted in a channel is the same whoever asked for it."""
_NOT_A_THREAD = "A thread is not subscribed where channels have to be allowed; subscribe its channel."
_IS_IT_ANOTHER = "Is yours another one? Then give the same order again, and it is added."
_NOT_POSSIBLE = "The bot cannot post in this channel; invite it here, and subscribe again."


class Orders:
    """A channel that has named no zone has the newsroom's. `own` is the desk's own channel, if it has one."""

    def __init__(self, desk: Desk, access: Access, own: Address | None, drafting: Drafting) -> None:
        self._desk = desk
        self._access = access
        self._own = own
        self._twice = Twice()
        self.following = Following(desk, access, self._zone_of)
        self.drafting = drafting

    def obey(self, order: Order, event: Inbound, now: datetime, *, form: bool = False) -> Reply:
        """What comes of an order, be it by a `form`; one that cannot be carried out changes nothing and says why.
        Raises StoreUnavailable."""
        # The form of a date or a subscription says it of each field, with all else that is wrong.
        too_long = order.length > MAX_CHARACTERS and not (form and order.verb in _NAMED_ANEW)
        refusal = _TOO_LONG if too_long else self._refusal(order, event, form=form)
        if refusal is not None:
            faults = (Fault(order.longest, refusal),) if too_long and form else ()
            return Reply(cards.refused(refusal), told=NOTHING, faults=faults)
        if order.form is not None:
            return Reply(cards.needs_values(order.form), form=order.form, told=NOTHING)
        revision = Reader(self._desk.engine, now).revision()
        try:
            enters = order.verb == words.ENTER
            reply = self.drafting.enter(order, event, now) if enters else self._carry_out(order, event, now, form=form)
        except StoreUnavailable:
            raise
        except WrongValues as error:
            own = all(fault.of_own_words for fault in error.faults) and order.verb in _NAMED_ANEW
            told, instead = NOTHING if own else None, cards.not_obeyed(order.verb)
            reply = Reply(_refused(error), faults=error.faults, told=told, instead=instead)
        except FactdeskError as error:
            # It may name anything of the ledger, as what was meant instead: so it is not said what it tells of.
            own = isinstance(error, OF_ITS_OWN_WORDS) and order.verb in _NAMED_ANEW
            reply = Reply(_refused(error), told=NOTHING if own else None, instead=cards.not_obeyed(order.verb))
        again = reply.again or (order if order.verb in words.LOOKS else None)
        return replace(reply, revision=revision, again=again)

    def look(self, order: Order, address: Address, now: datetime) -> Card:
        """What an order of `words.LOOKS` shows in a channel at this moment, or why nothing. Raises StoreUnavailable."""
        try:
            match order.verb:
                case words.DATES:
                    return self.dates(address, now)
                case words.NEWS:
                    return self.news(address, now)
                case words.SHOW:
                    return self._shown(_title(order.values), address, now).card
                case _:
                    # Whose own follows it has is the list's alone to say: who gives an order cannot.
                    asker = Asker(order.values.get(words.OWNER, ""), groups_known=False)
                    return self.subscriptions(asker, address, now, alone=bool(asker.user))
        except StoreUnavailable:
            raise
        except FactdeskError as error:
            return _refused(error)

    def press(self, pressed: Press, now: datetime) -> Card:
        """Pause, resume or remove a subscription; the list as it is then. Raises StoreUnavailable."""
        address = pressed.place.address
        is_own = self._is_own(pressed.ref, pressed.asker, address)
        refusal = None if is_own else self._access.edit_refusal(pressed.asker)
        if refusal is not None:
            return cards.refused(refusal)
        try:
            self._change(pressed.action, pressed.ref, pressed.asker, address, now)
        except StoreUnavailable:
            raise
        except FactdeskError as error:
            return _refused(error)
        alone = pressed.visibility is Visibility.PRIVATE
        return self.subscriptions(pressed.asker, address, now, alone=alone)

    def end(self, pressed: Press, now: datetime) -> Card:
        """End what a message tells of that somebody follows. Raises StoreUnavailable."""
        address = pressed.place.address
        try:
            one = self._subscription(pressed.ref, pressed.asker, address)
            refusal = None if is_own(one, pressed.asker, address) else self._access.edit_refusal(pressed.asker)
            if refusal is not None or one.followed is None:
                return cards.refused(refusal or subscriptions.unknown(one.id).args[0])
            subscriptions.remove(self._desk.engine, one.id, now)
        except StoreUnavailable:
            raise
        except FactdeskError as error:
            return _refused(error)
        return unfollowed_card(one, self._prose(now))

    def dates(self, address: Address, now: datetime) -> Card:
        """The key dates, by the clocks of a channel."""
        prose = self._prose(now)
        return key_dates_card(list(prose.catalogue.key_dates.values()), self._zone_of(address), prose, now)

    def news(self, address: Address, now: datetime) -> Card:
        """What came in the last days, by the clocks of a channel."""
        zone = self._zone_of(address)
        return news_card(lately(self._desk, zone, now), LATELY.days, zone, self._prose(now))

    def subscriptions(self, asker: Asker, address: Address, now: datetime, *, alone: bool = False) -> Card:
        """Those of a channel; without a channel, those of the channels that the asker is in. What the asker follows
        in person is among them where the list is for them `alone`, as it is in their direct message and without a
        channel."""
        found = subscriptions.listed(self._desk.engine)
        shows_own = alone or asker.alone or not address.channel
        own = [one for one in found if shows_own and is_own(one, asker, address)]
        if not address.channel and asker.channels is None and not own:
            return NOT_TOLD
        here = [one for one in found if self._is_within(one, asker, address)]
        # What others see has its buttons for whoever of them may.
        changes = not shows_own or self._access.may_edit(asker)
        return subscriptions_card(here, self._prose(now), whole=not address.channel, own=own, changes=changes)

    def titles(self, text: str, now: datetime) -> list[str]:
        """Titles, with the text in them, of the key dates that can still be changed. Raises StoreUnavailable."""
        key_dates = self._prose(now).catalogue.key_dates.values()
        found = in_order((one for one in key_dates if one.status in OPEN), self._desk.zone)
        return [one.label for one in found if fold(text) in fold(one.label)]

    def _refusal(self, order: Order, event: Inbound, *, form: bool) -> str | None:
        """Why the order is not carried out for its giver, or not where it was given. In a `form`, what is to be
        withheld is a fault of its field."""
        if order.verb in words.FOR_ONE_ALONE and event.visibility is not Visibility.PRIVATE:
            return _NOT_HERE.format(order.verb)
        if order.verb == words.ENTER:
            return self._access.publish_refusal(event.asker)
        if order.verb == words.EMBARGOED:
            return self._access.embargo_refusal(event.asker)
        changes = order.verb in words.CHANGES and not self._changes_own(order, event)
        refusal = self._access.edit_refusal(event.asker) if changes else None
        tells = order.verb in (words.ADD, words.MOVE) and not form
        if refusal is None and tells and is_to_withhold(order.values):
            return NO_EMBARGO_HERE
        return refusal

    def _carry_out(self, order: Order, event: Inbound, now: datetime, *, form: bool) -> Reply:
        address, engine, values = event.place.address, self._desk.engine, order.values
        by = asker_id(event)
        match order.verb:
            case words.DATES | words.NEWS:
                return Reply((self.dates if order.verb == words.DATES else self.news)(address, now))
            case words.SUBSCRIPTIONS:
                return self._subscribed(event, now)
            case words.EMBARGOED:
                return self._embargoed(address, now)
            case words.ADD:
                return self._add(order, event, now, form=form)
            case words.MOVE:
                name = _title(values)
                own = keydates.zone_of_date(engine, name, now)
                moment = self._moment({words.ZONE: own or "", **values}, address, now)
                before, after = keydates.move(engine, name, moment, by, now)
                return self._told("Moved", after, now, before)
            case words.CANCEL | words.CONFIRM:
                what, end = _ENDS[order.verb]
                return self._told(what, end(engine, _title(values), by, now), now)
            case words.SHOW:
                return self._shown(_title(values), address, now)
            case words.SUBSCRIBE | words.FOLLOW | words.UNFOLLOW:
                if order.verb != words.SUBSCRIBE:
                    return self.following.by_order(order, event, now)
                return self._subscribe(order, event, now, form)
            case _:
                action = {words.PAUSE: Action.PAUSE, words.RESUME: Action.RESUME}.get(order.verb, Action.REMOVE)
                self._change(action, values.get(words.NUMBER, ""), event.asker, address, now)
                return self._subscribed(event, now)

    def _add(self, order: Order, event: Inbound, now: datetime, *, form: bool) -> Reply:
        """A second one of the same title and day is asked about first."""
        catalogue, zone = self._prose(now).catalogue, self._zone_of(event.place.address)
        faults, values = _as_in_form(order, form=form)
        found = checking.draft(values, zone, self._desk.zone, catalogue, now, faults)
        draft = replace(found, another=self._twice.is_meant(order, event, now, form=form))
        try:
            return self._told("Added", keydates.add(self._desk.engine, draft, asker_id(event), now), now)
        except KeyDateTaken as taken:
            self._twice.ask(order, event, now)
            raise WrongValues([Fault(words.TITLE, f"{taken}. {_IS_IT_ANOTHER}")]) from taken

    def _embargoed(self, address: Address, now: datetime) -> Reply:
        """What is not public yet. It leaves no receipt."""
        reader = Reader(self._desk.engine, now, EVERYTHING)
        prose = Prose(reader.catalogue(), self._desk.style)
        zone = self._zone_of(address)
        dates = in_order((one for one in prose.catalogue.key_dates.values() if is_on(one.embargo_until, now)), zone)
        return Reply(withheld_card(reader.held_back(), dates, zone, prose, now))

    def _subscribe(self, order: Order, event: Inbound, now: datetime, form: bool) -> Reply:
        if not event.can_post:
            return Reply(cards.refused(_NOT_POSSIBLE), told=NOTHING)
        if self._access.why_not_told(event.place.address) is not None:
            return Reply(cards.refused(_NOT_A_THREAD), told=NOTHING)
        address, prose = event.place.address, self._prose(now)
        faults, values = _as_in_form(order, form=form)
        wish = checking.wish(values, address, self._zone_of(address), prose.catalogue, faults)
        before = subscriptions.listed(self._desk.engine, address)
        one = subscriptions.subscribe(self._desk.engine, wish, asker_id(event), now)
        is_new = not any(one.is_unchanged_from(other) for other in before)
        if is_new and event.visibility is Visibility.PRIVATE:
            announce(self._desk.engine, one, event, prose, now)
        listed = self._subscribed(event, now)
        card = (subscribed_card if is_new else subscribed_already_card)(one, listed.card, prose)
        return replace(listed, card=card)

    def _subscribed(self, event: Inbound, now: datetime) -> Reply:
        """The list, which is looked up again where it is posted later."""
        alone = event.visibility is Visibility.PRIVATE
        card = self.subscriptions(event.asker, event.place.address, now, alone=alone)
        owner = {words.OWNER: event.asker.user} if event.asker.alone else {}
        return Reply(card, again=Order(words.SUBSCRIPTIONS, owner))

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
        found = subscriptions.numbered(self._desk.engine, number)
        if not (is_own(found, asker, address) or self._is_within(found, asker, address)):
            raise subscriptions.unknown(found.id)
        return found

    def _changes_own(self, order: Order, event: Inbound) -> bool:
        """Whether an order changes what its giver follows in person."""
        number = order.values.get(words.NUMBER, "")
        return order.verb in words.ON_NUMBERS and self._is_own(number, event.asker, event.place.address)

    def _is_own(self, number: str, asker: Asker, address: Address) -> bool:
        try:
            return is_own(subscriptions.numbered(self._desk.engine, number), asker, address)
        except UnknownSubscription:
            return False

    def _is_within(self, one: Subscription, asker: Asker, address: Address) -> bool:
        if address.channel:
            return one.address == address
        return one.address.budget == address.budget and self._access.is_open(asker, one.address)

    def _moment(self, values: Mapping[str, str], address: Address, now: datetime) -> Moment:
        zone = values.get(words.ZONE) or self._zone_of(address)
        return parse_moment(values.get(words.AT, ""), zone, now, self._desk.zone)

    def _told(self, what: str, key_date: KeyDate, now: datetime, before: KeyDate | None = None) -> Reply:
        """Always the absolute date: the reader sees how “tomorrow” was read. `before`: as it was until it was moved."""
        card = changed_card(what, key_date, before, self._desk.zone, self._prose(now))
        told = Told(names=(("key_dates", key_date.id),), dates=((key_date.id, state(key_date)),))
        return Reply(card, told=told, instead=cards.OBEYED)

    def _shown(self, name: str, address: Address, now: datetime) -> Reply:
        engine = self._desk.engine
        key_date = keydates.find(engine, name, now)
        history, told = keydates.history(engine, key_date), keydates.deliveries_of(engine, key_date)
        if address != self._own:
            # Who changed it, in which other channels it was told, and that it was withheld, is the desk's to know.
            history = [_without_name(change) for change in history if change.change not in _OF_EMBARGOES]
            told = [delivery for delivery in told if delivery.address == address]
        prose = self._prose(now)
        # As readers see it: what it brings may be hidden from them.
        seen = prose.catalogue.key_dates.get(key_date.id, replace(key_date, brings=None))
        return Reply(key_date_card(seen, history, told, self._zone_of(address), prose, now))

    def _zone_of(self, address: Address) -> str:
        """The channel's, as one of its subscriptions says; otherwise the newsroom's."""
        found = [one for one in subscriptions.listed(self._desk.engine, address) if one.followed is None]
        return found[0].zone if found else self._desk.zone

    def _prose(self, now: datetime) -> Prose:
        return Prose(Reader(self._desk.engine, now).catalogue(), self._desk.style)


def _as_in_form(order: Order, *, form: bool) -> tuple[Faults, Mapping[str, str]]:
    """What is wrong with the values of a form as such, and those that can be read."""
    if not form:
        return Faults(), order.values
    asked = FORMS[order.verb]
    return checking.as_in_form(asked, order.values), checking.bounded(asked, order.values)


def _refused(error: FactdeskError) -> Card:
    return cards.refused(as_sentence(error))


def _without_name(change: KeyDateChange) -> KeyDateChange:
    """Users of chats go by ids such as "slack/T1/U1", those of the terminal as "terminal:ana"."""
    way = change.by.partition(":")[0]
    if way in _WAYS:
        return replace(change, by=way)
    return replace(change, by=_SOMEBODY_IN_A_CHAT if "/" in change.by else _SOMEBODY)


def _title(values: Mapping[str, str]) -> str:
    return values.get(words.TITLE, "")
