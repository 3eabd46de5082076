"""The desk in a chat: what arrives is taken once, answered, and left with a receipt. `presses` has its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.answer import Answer
from bot.ask.conversation import Conversation
from bot.ask.dialogue.memory import at_answer, before_answer
from bot.ask.pipeline import Desk
from bot.ask.refuse import NO_QUESTION, is_courtesy, is_thanked
from bot.calendar.nouns import Policy
from bot.cards.card import Card
from bot.chat import cards, edits, inbox, receipts, threads
from bot.chat.access import Access
from bot.chat.answers import Answers
from bot.chat.drafting import Drafting
from bot.chat.edits import Edit
from bot.chat.elsewhere import IN_THE_TERMINAL, is_for_the_terminal
from bot.chat.examples import examples
from bot.chat.flood import Flood
from bot.chat.forms import EDIT
from bot.chat.known import Known, known
from bot.chat.nouns import Asker, Given, Inbound, Reply, Visibility
from bot.chat.obeying import Orders
from bot.chat.orders import Order, of_form, read
from bot.chat.plain_words import order_in
from bot.chat.receipts import Receipt, answer_id
from bot.chat.records import Records
from bot.chat.told import NOTHING
from bot.chat.welcome import welcome, welcome_card
from bot.chat.words import CHANGES, ENTER, FOLLOW, HELP, MOVE, QUESTION, SUBSCRIBE
from bot.delivery.enqueue import enqueue
from bot.delivery.limits import Rate
from bot.delivery.nouns import Address
from bot.domain import Outcome
from bot.errors import FactdeskError, StoreUnavailable
from bot.store.engine import writing

USER_RATE = Rate(30, 60, burst=10)
CHANNEL_RATE = Rate(120, 60, burst=40)
SUGGESTION_RATE = Rate(1200, 60, burst=300)
"""For one user: somebody who types fast asks for a few suggestions a second, a program for thousands."""


@dataclass(frozen=True, slots=True)
class ChatConfig:
    """desk: the desk's own channel, which is told what is wrong, and shown drafts; None: nobody is.
    four_eyes: nobody publishes a draft that they entered themselves.
    correct_private: for how long whoever was answered in private is told that a figure of it has changed.
    keep_questions: False keeps no text of any question: then threads remember nothing, and the desk's list of open
    questions stays empty.
    how: by platform, how a question or an order is given there.
    """

    desk: Address | None = None
    access: Access = field(default_factory=Access)
    user_rate: Rate = USER_RATE
    channel_rate: Rate = CHANNEL_RATE
    suggestion_rate: Rate = SUGGESTION_RATE
    correct_private: timedelta = Policy().private
    keep_questions: bool = True
    four_eyes: bool = True
    how: Mapping[str, str] = field(default_factory=dict)


_ENTERS = (ENTER, EDIT.order)


class NotTaken(FactdeskError):
    """What a user sent could not be stored: it is lost unless it is sent again."""


class ChatDesk:
    """Serves any number of platforms, from any number of threads; several processes may share its database."""

    def __init__(self, desk: Desk, config: ChatConfig, posted: Callable[[], None] = lambda: None) -> None:
        """`posted` is called when something new is in the outbox, so that it need not wait for the next look."""
        self.desk = desk
        self.config = config
        self.posted = posted
        self.drafting = Drafting(desk, config.access, config.desk, config.four_eyes, posted)
        self.orders = Orders(desk, config.access, config.desk, self.drafting)
        self._answers = Answers(desk, remember=config.keep_questions)
        self._records = Records(desk.engine, config.keep_questions)
        self._asked, self._ordered, self._suggested = Flood(), Flood(), Flood()
        self._unshown: dict[str, tuple[Inbound, Reply]] = {}

    def serve(self, event: Inbound, now: datetime, *, taken: bool) -> Reply | None:
        """Take what arrived, unless it is `taken` already, and answer it; None: somebody else has taken it.

        What is not `posted` is the caller's to show, and then to tell of by `shown`; what its receipt will say stays
        here until then. Raises NotTaken; StoreUnavailable once it is taken: it is left for `unfinished` then.
        """
        try:
            at_hand = None if taken else self._at_hand(event, now)
            if at_hand is not None:
                return self._take_and_post(event, at_hand, now)
            if not taken and not self.take(event, now):
                return None
        except StoreUnavailable as error:
            raise NotTaken(str(error)) from error
        return self._to_show(event, self.answer(event, now))

    def shown(self, key: str, now: datetime, *, reached: bool) -> None:
        """A private reply was shown, or (not `reached`) there is no way to the asker any more: the event is done.
        Raises StoreUnavailable: it is left for `unfinished` then."""
        event, reply = self._unshown[key]
        self.finish(event, reply if reached else replace(reply, given=None), now)
        del self._unshown[key]

    def take(self, event: Inbound, now: datetime) -> bool:
        """Store what arrived; False for a repeat, which is not to be answered. Raises StoreUnavailable."""
        return inbox.take(self.desk.engine, event, now)

    def unfinished(self, platform: str, now: datetime) -> list[Inbound]:
        """What a crash, or an absent database, left to be answered again. Raises StoreUnavailable."""
        return inbox.unfinished(self.desk.engine, platform, now)

    def answer(self, event: Inbound, now: datetime) -> Reply:
        """The answer to what was taken. A public one is in the outbox; a private one is the caller's to send, and to
        `finish` once it is sent. Raises StoreUnavailable: it is left for `unfinished` then."""
        before = edits.answered_before(self.desk.engine, event) if event.edited else None
        if event.edited and edits.changes_nothing(self.desk.engine, event, before):
            return self._done(event, now)
        order = read(event.text)
        refusal = self.refusal(event, now, self._ordered if order else None)
        picked_first = self._to_pick_first(order, now) if order and not refusal else None
        reply = Reply(refusal, told=NOTHING) if refusal else None if picked_first else self._told(event, order, now)
        if reply is not None:
            return self._tell(event, reply, now)
        thread, last = self._context(event, before)
        found = self._answers.follow(picked_first or event.text, last, now)
        if is_thanked(found.answer):
            return self._tell(event, _THANKED, now)
        reply = self._reply(event, found, thread, last, now)
        if picked_first:
            reply = replace(reply, card=cards.none_followed_yet(reply.card))
        return self._tell(event, _in_place_of(before, reply) if before else reply, now)

    def _to_pick_first(self, order: Order, now: datetime) -> str | None:
        """The question of an order to follow its answer, where it is asked back: what is picked can be followed."""
        question = order.values.get(QUESTION, "") if order.verb == FOLLOW else ""
        return question if question and self._answers.ask(question, now).outcome is Outcome.AMBIGUOUS else None

    def _done(self, event: Inbound, now: datetime) -> Reply:
        """There is nothing to say."""
        reply = Reply(cards.AT_SERVICE, posted=True)
        self._records.finish(event, reply, now)
        return reply

    def finish(self, event: Inbound, reply: Reply, now: datetime) -> None:
        """A private answer was given: its receipt is written and the event is done. Raises StoreUnavailable."""
        self._records.finish(event, reply, now)

    def post(self, event: Inbound, reply: Reply, now: datetime) -> Reply:
        """The reply is in the outbox, and the event done. Raises StoreUnavailable."""
        self._records.post(event, reply, now)
        self.posted()
        return replace(reply, posted=True)

    def failed(self, event: Inbound, reference: str, now: datetime) -> Reply:
        """What is said when answering failed; `reference` is the log's. Raises StoreUnavailable."""
        return self._to_show(event, self._tell(event, Reply(cards.failed(reference), told=NOTHING), now))

    def autocomplete(
        self, asker: Asker, address: Address, text: str, now: datetime, verb: str | None = None, limit: int = 25
    ) -> list[str]:
        """Labels of indicators that begin with the text, or hold it, for a question or for a value of the order `verb`;
        none where that would be refused. What is entered may be new. Raises StoreUnavailable."""
        if not self._may_complete(asker, address, verb, now):
            return []
        found = self.desk.labels(text, now)[:limit]
        if verb not in _ENTERS or not text.strip():
            return found
        return [*found[: limit - 1], f"new: {text.strip()}"] if found else [text.strip(), f"new: {text.strip()}"]

    def titles(self, asker: Asker, address: Address, text: str, now: datetime) -> list[str]:
        """The same of titles of key dates that hold the text, for an order that changes something."""
        return self.orders.titles(text, now) if self._may_complete(asker, address, MOVE, now) else []

    def refusal(self, event: Inbound, now: datetime, counted: Flood | None = None) -> Card | None:
        """Why it is not answered: the asker may not, or not now. It counts as a question, unless it is `counted`
        elsewhere."""
        refusal = self.config.access.refusal(event.asker, event.place.address)
        if refusal is not None:
            return cards.refused(refusal)
        user, channel = inbox.asker_id(event), str(event.place.address)
        buckets = [(user, self.config.user_rate), (channel, self.config.channel_rate)]
        seconds = (counted or self._asked).wait(buckets, now)
        return None if seconds is None else cards.flooded(seconds)

    def known(self, answer: Answer, revision: int) -> Known:
        """Of an answer that comes from no conversation, as it stands at a revision of the ledger."""
        return known(answer, None, self.desk.style, revision)

    def card(self, answered: Known, receipt: str, *, shares: bool) -> Card:
        """With its buttons."""
        reports = self.config.desk is not None
        return cards.answered(answered, receipt, reports=reports, shares=shares)

    def order(self, event: Inbound, verb: str, values: Mapping[str, str], now: datetime) -> Reply:
        """What comes of a form that was sent, for its sender alone. Raises StoreUnavailable."""
        order = of_form(verb, values)
        return Reply(self._help(event)) if order is None else self.obey(event, order, now, form=True)

    def obey(self, event: Inbound, order: Order, now: datetime, *, form: bool = False) -> Reply:
        """What comes of an order whose values were given one by one, or by a `form`, for its giver alone. Raises
        StoreUnavailable."""
        refusal = self.refusal(event, now, self._ordered)
        return Reply(refusal) if refusal else self._obeyed(order, event, now, form=form)

    def examples(self, asker: Asker, address: Address, now: datetime) -> list[str]:
        """A few questions that are answered; none where the asker would be refused. Raises StoreUnavailable."""
        return [] if self.config.access.refusal(asker, address) is not None else self._examples(now)

    def welcome_card(self, now: datetime) -> Card:
        """What a channel is told that the desk has come into: how to ask, with examples. Raises StoreUnavailable."""
        return self._how_to_ask(now, greets=True)

    def welcome(self, address: Address, now: datetime) -> None:
        """The desk has come into a channel, which is told how to ask: once. Raises StoreUnavailable."""
        if self.config.access.why_not_told(address) is None:
            with writing(self.desk.engine) as connection:
                enqueue(connection, [welcome(address, now)], now)
            self.posted()

    def overview(self, asker: Asker, address: Address, now: datetime) -> list[Card]:
        """How to ask, the key dates, and the subscriptions of a channel or, without one, of those that the asker is in;
        or why the asker does not see them. Raises StoreUnavailable."""
        refusal = self.config.access.refusal(asker, address)
        if refusal is not None:
            return [cards.refused(refusal)]
        shown = (self.orders.dates(address, now), self.orders.subscriptions(asker, address, now))
        return [self._how_to_ask(now), *shown]

    def _how_to_ask(self, now: datetime, *, greets: bool = False) -> Card:
        return welcome_card(self._examples(now), editors=bool(self.config.access.editors), greets=greets)

    def _examples(self, now: datetime) -> list[str]:
        return examples(self.desk, lambda question: self._answers.ask(question, now), now)

    def _may_complete(self, asker: Asker, address: Address, verb: str | None, now: datetime) -> bool:
        access = self.config.access
        if access.refusal(asker, address) is not None:
            return False
        if verb in CHANGES and access.edit_refusal(asker) is not None:
            return False
        if verb in _ENTERS and access.publish_refusal(asker) is not None:
            return False
        bucket = (f"{address.budget}/{asker.user}", self.config.suggestion_rate)
        return self._suggested.wait([bucket], now) is None

    def _at_hand(self, event: Inbound, now: datetime) -> Reply | None:
        """The public answer to what was asked lately: it is there before its question could be stored."""
        if event.visibility is Visibility.PRIVATE or event.edited:
            return None
        thread, last = self._context(event)
        found = self._answers.at_hand(event.text, last, now)
        if found is None or is_thanked(found.answer):
            return None
        refusal = self.refusal(event, now)
        return Reply(refusal, told=NOTHING) if refusal else self._reply(event, found, thread, last, now)

    def _take_and_post(self, event: Inbound, reply: Reply, now: datetime) -> Reply | None:
        if not self._records.take_and_post(event, reply, now):
            return None
        self.posted()
        return replace(reply, given=None, posted=True)

    def _reply(
        self, event: Inbound, found: Known, thread: str | None, last: Conversation | None, now: datetime
    ) -> Reply:
        given = Given(
            found,
            answer_id(event),
            thread,
            found.conversation if found.conversation != last else None,
            missed=self._is_missed(event.text, found.answer, last, now),
        )
        card = self.card(found, given.receipt, shares=event.visibility is Visibility.PRIVATE)
        return Reply(card, given, chart=found.chart, outcome=found.answer.outcome)

    def _context(self, event: Inbound, edit: Edit | None = None) -> tuple[str | None, Conversation | None]:
        """The thread that is gone on from, and what it remembers: up to the message that is replied to, or before the
        answer to what was edited."""
        replied_to = self._replied_to(event)
        thread = replied_to.thread if replied_to and replied_to.thread else self._thread(event)
        if replied_to is None and event.answers_to:
            # What somebody else asked there is gone on from, too.
            theirs = threads.name(replace(event.place, thread=event.answers_to))
            thread = theirs if threads.recall(self.desk.engine, theirs) else thread
        if not thread or not self.config.keep_questions:
            return thread, None
        last = threads.recall(self.desk.engine, thread)
        if edit is not None:
            return thread, before_answer(last, edit.now.answer)
        return thread, at_answer(last, replied_to.answer) if replied_to else last

    def _to_show(self, event: Inbound, reply: Reply) -> Reply:
        if not reply.posted:
            self._unshown[event.key] = (event, reply)
        return replace(reply, given=None)

    def _told(self, event: Inbound, order: Order | None, now: datetime) -> Reply | None:
        """What is answered without the ledger's figures."""
        if not event.text.strip(" ?!.") or order_in(event.text) == HELP:
            return Reply(self._help(event), told=NOTHING)
        if is_courtesy(event.text):
            return _THANKED
        if is_for_the_terminal(event.text):
            return Reply(cards.refused(IN_THE_TERMINAL), told=NOTHING)
        return self._obeyed(order, event, now) if order else None

    def _help(self, event: Inbound) -> Card:
        return cards.help_card(self.config.how.get(event.place.address.platform))

    def _obeyed(self, order: Order, event: Inbound, now: datetime, *, form: bool = False) -> Reply:
        reply = self.orders.obey(order, event, now, form=form)
        if order.verb == SUBSCRIBE:
            self.posted()  # The channel is told.
        return reply

    def _is_missed(self, text: str, answer: Answer, last: Conversation | None, now: datetime) -> bool:
        """Whether the desk does not hold what is asked, by the question's own words."""
        is_asked = answer.understood_as != NO_QUESTION
        return (
            is_asked
            and answer.outcome is Outcome.ABSTAINED
            and (last is None or answer == self._answers.ask(text, now))
        )

    def _thread(self, event: Inbound) -> str | None:
        """The thread of a place. A private answer in a channel has none: nobody else saw the question before."""
        if event.visibility is Visibility.PRIVATE:
            return None
        root = event.place.thread or event.place.reply_to
        return threads.name(replace(event.place, thread=root))

    def _replied_to(self, event: Inbound) -> Receipt | None:
        """The answer that a message replies to."""
        if not event.answers_to:
            return None
        return receipts.of_message(self.desk.engine, event.place.address, event.answers_to)

    def _tell(self, event: Inbound, reply: Reply, now: datetime) -> Reply:
        """Posted where all see the question, otherwise the caller's to send; a reaction is always the caller's."""
        is_callers = event.visibility is Visibility.PRIVATE or reply.reacts
        return reply if is_callers else self.post(event, reply, now)


_THANKED = Reply(cards.AT_SERVICE, told=NOTHING, reacts=True)


def _in_place_of(before: Edit, reply: Reply) -> Reply:
    """In the message that has the answer to the question as it was."""
    given = replace(reply.given, edits=before.subject, message_ref=before.now.message_ref) if reply.given else None
    return replace(reply, card=edits.marked(reply.card), given=given)
