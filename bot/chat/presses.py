"""Buttons: what becomes of an answer once it is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.ask.conversation import Conversation
from bot.cards.card import Action
from bot.chat import cards, receipts
from bot.chat.forms import WRONG
from bot.chat.nouns import Given, Inbound, Place, Press, Reply, Visibility
from bot.chat.obeying import SUBSCRIPTION_ACTIONS
from bot.chat.posts import REPORT, Post, messages
from bot.chat.receipts import Receipt, receipt_id
from bot.chat.service import ChatDesk
from bot.delivery.enqueue import enqueue
from bot.domain import Outcome
from bot.store.engine import writing


def press(desk: ChatDesk, pressed: Press, now: datetime) -> Reply:
    """What a button does. Raises StoreUnavailable; pressing again does then what this one did not.

    SOURCE, WORKINGS and COPY give a card for the presser alone. SHARE posts the answer, once a channel. WRONG asks for
    a form first, and reports with it. PICK gives the card that takes the place of the message it hangs on; it is
    `finish`ed by this call, as editing a message again changes nothing. PAUSE, RESUME and REMOVE change a subscription
    and give the list in its place.
    """
    refusal = desk.refusal(_as_event(pressed), now)
    if refusal is not None:
        return Reply(refusal)
    if pressed.action in SUBSCRIPTION_ACTIONS:
        return Reply(desk.orders.press(pressed, now), in_place=True)
    id_, _, number = pressed.ref.partition(":")
    found = receipts.find(desk.desk.engine, id_)
    if found is None:
        return Reply(cards.NO_LONGER_KEPT)
    match pressed.action:
        case Action.SOURCE:
            return Reply(cards.sources(found.answer, desk.desk.style))
        case Action.WORKINGS:
            return Reply(cards.workings(found.answer))
        case Action.COPY:
            return Reply(cards.line(found.answer, desk.desk.style))
        case Action.SHARE:
            return _share(desk, pressed, found, now)
        case Action.WRONG:
            return _report(desk, pressed, found, now)
        case _:
            return _pick(desk, pressed, found, number, now)


def _share(desk: ChatDesk, pressed: Press, found: Receipt, now: datetime) -> Reply:
    id_ = receipt_id(receipts.SHARE, found.id, str(pressed.place.address))
    answered = desk.known(found.answer)
    card = cards.shared(desk.card(answered, id_, shares=False), pressed.asker.name or pressed.asker.user)
    place = Place(pressed.place.address)
    given = replace(found, id=id_, kind=receipts.SHARE, visibility=Visibility.PUBLIC, given_at=now)
    shared = replace(given, address=place.address, thread=None, message_ref=None)
    message = Post(receipts.SHARE, id_, place, card, answered.chart)
    with writing(desk.desk.engine) as connection:
        receipts.kept(connection.dialect, shared, answered.text).write(connection)
        enqueue(connection, messages(message, desk.config.charts_apart, now), now)
    desk.posted()
    return Reply(cards.SHARED, posted=True)


def _report(desk: ChatDesk, pressed: Press, found: Receipt, now: datetime) -> Reply:
    to = desk.config.desk
    if to is None:
        return Reply(cards.refused("This desk has no channel for reports; tell its data editors."))
    if pressed.note is None:
        return Reply(cards.REPORTED, form=WRONG)
    by = pressed.asker.name or pressed.asker.user
    card = cards.report(found.answer, desk.desk.style, by, str(found.address), pressed.note)
    subject = f"{found.id}:{receipt_id(REPORT, pressed.asker.user, pressed.note)}"
    with writing(desk.desk.engine) as connection:
        enqueue(connection, messages(Post(REPORT, subject, Place(to), card), desk.config.charts_apart, now), now)
    desk.posted()
    return Reply(cards.REPORTED, posted=True)


def _pick(desk: ChatDesk, pressed: Press, found: Receipt, number: str, now: datetime) -> Reply:
    options = cards.options(found.answer)
    question = options[int(number)].ask if number.isdecimal() and int(number) < len(options) else None
    if question is None:
        return Reply(cards.NO_LONGER_KEPT)
    answer = desk.desk.ask(question, now)
    private = pressed.visibility is Visibility.PRIVATE
    answered = desk.known(answer)
    given = Given(
        answered,
        receipt_id(receipts.ANSWER, found.id, number),
        found.thread,
        None if answer.outcome is Outcome.ABSTAINED else Conversation(question),
        message_ref=None if private else pressed.message_ref,
    )
    reply = Reply(desk.card(answered, given.receipt, shares=private), given, in_place=True)
    desk.finish(_as_event(pressed), reply, now)
    return reply


def _as_event(pressed: Press) -> Inbound:
    return Inbound(pressed.key, pressed.asker, pressed.place, "", pressed.visibility)
