"""Following the figures of an answer: for its channel, or in person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answer import Answer
from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.calendar.follows import follow
from bot.calendar.nouns import Place, Subscription
from bot.calendar.subscriptions import listed
from bot.cards.card import Card, Tone
from bot.chat import cards
from bot.chat.access import Access
from bot.chat.announcing import announce_follow
from bot.chat.cards import FOLLOWED_AT_ONCE
from bot.chat.inbox import asker_id
from bot.chat.nouns import Asker, Inbound, Press, Reply, Visibility
from bot.chat.orders import Order
from bot.chat.receipts import Receipt
from bot.chat.subscription_cards import followed_already_card, following_card
from bot.chat.told import NOTHING, Told
from bot.chat.words import QUESTION, UNFOLLOW
from bot.delivery.nouns import Address
from bot.domain import Figure, Outcome
from bot.store.reader import Reader

_WHAT = "Say which figure to follow, as in “follow QUESTION”, or press Follow under an answer."
_UNFOLLOW = Card(
    Tone.TOLD,
    "“subscriptions” lists what is followed, each with its number: “unsubscribe 3” ends the one of that number.",
)
_TOO_MANY = (
    f"That answer has {{}} figures, and up to {FOLLOWED_AT_ONCE} are followed at once: ask for the one to follow."
)
_GUEST = (
    "People of other organisations follow nothing in person; ask an editor of the desk to follow it in the channel."
)


@dataclass(frozen=True, slots=True)
class Following:
    """`zone_of` says by which clocks a channel is told of days."""

    desk: Desk
    access: Access
    zone_of: Callable[[Address], str]

    def by_order(self, order: Order, event: Inbound, now: datetime) -> Reply:
        """“follow QUESTION”: one that has no single answer is told so; “unfollow” is told what ends one. Raises
        FactdeskError."""
        if order.verb == UNFOLLOW:
            return Reply(_UNFOLLOW, told=NOTHING)
        question = order.values.get(QUESTION, "")
        if not question:
            return Reply(cards.refused(_WHAT), told=NOTHING)
        answer = self.desk.ask(question, now)
        if answer.outcome is not Outcome.ANSWERED or not answer.figures:
            return Reply(cards.not_followed(answer), told=Told.of(answer))
        reply, _ = self._follow(answer, event, now)
        return reply

    def by_button(self, pressed: Press, found: Receipt, now: datetime) -> Reply:
        """Raises FactdeskError."""
        event = pressed.as_event()
        reply, follows = self._follow(found.answer, event, now, is_public=found.visibility is Visibility.PUBLIC)
        if follows and follows[0].address.person is None:
            # The presser alone sees what came of it.
            figures = [id_ for one in follows for id_ in one.stood]
            announce_follow(self.desk.engine, follows, figures, event, self._prose(now), now)
        return reply

    def _follow(
        self, answer: Answer, event: Inbound, now: datetime, *, is_public: bool = True
    ) -> tuple[Reply, Sequence[Subscription]]:
        """What is said, and what is followed that was not before."""
        figures = self._figures(answer, now)
        places = list(dict.fromkeys(map(Place.of, figures)))
        if not 0 < len(places) <= FOLLOWED_AT_ONCE:
            why = _TOO_MANY.format(len(answer.figures)) if places else cards.NOT_GIVEN.headline
            return Reply(cards.refused(why), told=NOTHING), ()
        for_channel = is_public and self._is_for_channel(event)
        if not for_channel and event.asker.guest_of is not None:
            return Reply(cards.refused(_GUEST), told=NOTHING), ()
        address = event.place.address if for_channel else Address.of_person(asker_id(event))
        before = {one.id for one in listed(self.desk.engine, address) if one.paused_at is None}
        follows = follow(self.desk.engine, address, places, self.zone_of(address), asker_id(event), now)
        new = [one for one in follows if one.id not in before]
        told = Told(tuple(figure.id for figure in figures))
        drawn = following_card if new else followed_already_card
        return Reply(drawn(follows, self._prose(now)), told=told), new

    def _is_for_channel(self, event: Inbound) -> bool:
        """Whether all see the answer in a channel whose subscriptions the asker may change."""
        seen = event.visibility is Visibility.PUBLIC and event.can_post and not event.asker.alone
        told = self.access.why_not_told(event.place.address) is None
        return seen and told and self.access.edit_refusal(event.asker) is None

    def _figures(self, answer: Answer, now: datetime) -> list[Figure]:
        """Those of an answer that everybody may see."""
        ids = [figure.id for figure in answer.figures]
        shown = {figure.id: figure for figure in Reader(self.desk.engine, now).with_their_series(ids)}
        return [shown[id_] for id_ in ids if id_ in shown]

    def _prose(self, now: datetime) -> Prose:
        return Prose(Reader(self.desk.engine, now).catalogue(), self.desk.style)


def is_own(one: Subscription, asker: Asker, address: Address) -> bool:
    """Whether somebody who acts at an address follows it in person. In direct messages on Discord they are in no
    workspace."""
    theirs = one.address
    same = theirs.workspace == address.workspace or not (theirs.workspace and address.workspace)
    return bool(asker.user) and theirs.person == asker.user and theirs.platform == address.platform and same
