"""What becomes of a choice under an answer that somebody presses: a question back is answered in its place; beside an
answer that all see there is a reply."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.answer import Answer, Option
from bot.ask.conversation import Conversation
from bot.ask.meaning_json import from_json, to_text
from bot.cards.card import Card
from bot.chat import cards, receipts
from bot.chat.inbox import asker_id
from bot.chat.nouns import Given, Place, Press, Reply, Visibility
from bot.chat.receipts import Receipt, receipt_id
from bot.chat.service import ChatDesk
from bot.chat.standing import Worded, standing
from bot.chat.told import Told
from bot.domain import Outcome
from bot.errors import UnclearReading
from bot.ledger.picks import Occasion, pick_of


def pick(desk: ChatDesk, pressed: Press, found: Receipt, number: str, now: datetime) -> Reply:
    """The answer to the choice `number` of an answer, for whoever may have that. Raises StoreUnavailable.

    It takes the place of the message where that has no answer yet, or nobody else sees it; then it is `finish`ed by
    this call, as editing a message again changes nothing. An answer that all see stays as it is: the choice is a reply
    to it, or, where nothing can be posted, for the presser alone. Whoever picked of what somebody else asked is named.
    """
    option = {str(at): option for at, option in enumerate(cards.options(found.answer))}.get(number)
    if option is None or not option.can_be_picked:
        return Reply(cards.NO_LONGER_KEPT)
    # A choice among key dates has no figures; they are what the answer names.
    told = Told(option.figures, () if option.figures else found.answer.names)
    stands = standing(desk.desk, told, Worded(found.revision, found.given_at), now)
    if stands.withheld:
        return Reply(cards.NOT_GIVEN)
    try:
        answer, conversation = _answered(desk, option, now)
    except UnclearReading:  # It names what is not known, or not any more.
        return Reply(cards.NOT_GIVEN)
    answered = desk.known(answer, stands.revision)
    event = pressed.as_event()
    # One pick, though the platform sends it twice, or it is pressed again as the message did not change.
    occasion = Occasion(f"{found.id}:{number}", found.asker, asker_id(event), now)
    given = Given(
        answered,
        receipt_id(receipts.ANSWER, found.id, number),
        found.thread,
        None if answer.outcome is Outcome.ABSTAINED else conversation,
        picked=pick_of(found.answer, option, answer, occasion),
    )
    private = pressed.visibility is Visibility.PRIVATE
    reply = Reply(desk.card(answered, given.receipt, shares=private), given, chart=answered.chart)
    if private:
        return _in_place(desk, pressed, reply, now)
    named = replace(reply, card=_named(reply.card, pressed))
    if _is_answered(desk, pressed, found, given.receipt):
        return _beside(desk, pressed, named, now)
    own = found.asker == asker_id(event)
    shown = replace(given, message_ref=pressed.message_ref)
    return _in_place(desk, pressed, replace(reply if own else named, given=shown), now)


def _is_answered(desk: ChatDesk, pressed: Press, found: Receipt, picked: str) -> bool:
    """Whether the message that was pressed, which all see, has an answer by now: another one than was `picked`."""
    ref = pressed.message_ref
    here = receipts.of_message(desk.desk.engine, found.address, ref) if ref else None
    shown = here or found
    return shown.answer.outcome is Outcome.ANSWERED and shown.id != picked


def _in_place(desk: ChatDesk, pressed: Press, reply: Reply, now: datetime) -> Reply:
    desk.finish(pressed.as_event(), reply, now)
    return replace(reply, in_place=True)


def _beside(desk: ChatDesk, pressed: Press, reply: Reply, now: datetime) -> Reply:
    """A reply that is posted once, whoever presses how often."""
    if not pressed.can_post:
        alone = replace(pressed, visibility=Visibility.PRIVATE)
        # Nobody else sees it, so the thread does not go on from it.
        given = replace(reply.given, thread=None) if reply.given else None
        desk.finish(alone.as_event(), replace(reply, given=given), now)
        return reply
    address, thread = pressed.place.address, pressed.place.thread
    is_beside = thread is None and not pressed.asker.alone
    place = Place(address, thread, pressed.message_ref if is_beside else None)
    desk.post(replace(pressed, place=place).as_event(), reply, now)
    return Reply(cards.PICKED, posted=True)


def _named(card: Card, pressed: Press) -> Card:
    return cards.picked(card, pressed.asker.name or pressed.asker.user)


def _answered(desk: ChatDesk, option: Option, now: datetime) -> tuple[Answer, Conversation]:
    """The answer that an option leads to, and what the thread is to remember. Raises UnclearReading."""
    if option.ask is not None:
        return desk.desk.ask(option.ask, now), Conversation(option.ask)
    meaning = from_json(option.reading)
    return desk.desk.answer_reading(meaning, now), Conversation("", to_text(meaning))
