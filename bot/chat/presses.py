"""Buttons: what becomes of an answer once it is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cards.card import Action
from bot.chat import cards, receipts
from bot.chat.drafting import DRAFT_ACTIONS
from bot.chat.forms import FORMS
from bot.chat.inbox import asker_id
from bot.chat.nouns import Place, Press, Reply, Visibility
from bot.chat.obeying import SUBSCRIPTION_ACTIONS
from bot.chat.orders import Order
from bot.chat.picking import pick
from bot.chat.posts import CHART, Post, message_of
from bot.chat.receipts import Receipt, receipt_id
from bot.chat.reports import report, resolve
from bot.chat.service import ChatDesk
from bot.chat.standing import Standing, Worded, standing
from bot.chat.told import Told
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import discard_unsent
from bot.errors import FactdeskError, StoreUnavailable, as_sentence
from bot.store.engine import writing

_NOT_SHARED = (
    "Factdesk cannot post here, so nothing was shared: copy the line instead, or have it added to this channel first."
)


def press(desk: ChatDesk, pressed: Press, now: datetime) -> Reply:
    """What a button does. Raises StoreUnavailable; pressing again does then what this one did not.

    SOURCE, WORKINGS and COPY give a card for the presser alone. SHARE posts the answer, once a channel. They look up
    what the answer tells of, and give nothing of it where any of that is withheld by now. WRONG asks for a form first,
    and reports with it. PICK answers as `picking` says. FOLLOW has the answer's figures followed, in a channel that
    sees it for the channel, if the presser may change subscriptions, and otherwise in person; UNFOLLOW ends one of
    those.
    PAUSE, RESUME and REMOVE change a subscription and give the list in its place. RESOLVE gives a report that says by
    whom it is resolved, in its place. FILL gives the form of an order.
    """
    resolves = pressed.action is Action.RESOLVE
    if resolves and pressed.place.address == desk.config.desk:
        return resolve(desk, pressed, now)
    if pressed.action is Action.FILL:
        return _fill(desk, pressed, now)
    if pressed.action in DRAFT_ACTIONS:
        return desk.drafting.press(pressed, now)
    refusal = desk.refusal(pressed.as_event(), now)
    if refusal is not None or resolves:
        return Reply(refusal or cards.NO_LONGER_KEPT)
    if pressed.action is Action.UNFOLLOW:
        return Reply(desk.orders.end(pressed, now))
    if pressed.action in SUBSCRIPTION_ACTIONS:
        return Reply(desk.orders.press(pressed, now), in_place=True)
    id_, _, number = pressed.ref.partition(":")
    found = receipts.find(desk.desk.engine, id_)
    if found is None or not _may_have(found, pressed):
        return Reply(cards.NO_LONGER_KEPT)
    match pressed.action:
        case Action.WRONG:
            return report(desk, pressed, found, now)
        case Action.PICK:
            return pick(desk, pressed, found, number, now)
        case _:
            return _given_on(desk, pressed, found, now)


def _fill(desk: ChatDesk, pressed: Press, now: datetime) -> Reply:
    """The form of an order, as whoever presses would get it by the command."""
    if pressed.ref not in FORMS:
        return Reply(cards.NO_LONGER_KEPT)
    alone = replace(pressed, visibility=Visibility.PRIVATE)
    return desk.obey(alone.as_event(), Order(pressed.ref), now)


def _may_have(found: Receipt, pressed: Press) -> bool:
    """A public answer is everybody's in its channel. A private one is its asker's alone, where it was asked for; it may
    have been sent to them directly, and is not shared from there."""
    here = pressed.place.address
    if found.visibility is Visibility.PUBLIC:
        return here == found.address
    sent_directly = not here.workspace and pressed.action is not Action.SHARE
    return found.was_asked_by(here.platform, pressed.asker.user) and (here == found.address or sent_directly)


def _given_on(desk: ChatDesk, pressed: Press, found: Receipt, now: datetime) -> Reply:
    """More of an answer, or the answer for all: only what may still be given, with what became of it."""
    answer, style = found.answer, desk.desk.style
    stands = standing(desk.desk, Told.of(answer), Worded(found.revision, found.given_at), now)
    if not stands.may_be_told:
        return Reply(cards.NOT_GIVEN)
    match pressed.action:
        case Action.SHARE:
            return _share(desk, pressed, found, stands, now)
        case Action.FOLLOW:
            return _follow(desk, pressed, found, now)
        case Action.COPY:
            return Reply(cards.line(answer, style, stands.warnings))
        case Action.WORKINGS:
            return Reply(cards.warned(cards.workings(answer), stands.warnings))
        case _:
            return Reply(cards.warned(cards.sources(answer, style), stands.warnings))


def _share(desk: ChatDesk, pressed: Press, found: Receipt, stands: Standing, now: datetime) -> Reply:
    if not pressed.can_post:
        return Reply(cards.refused(_NOT_SHARED))
    id_ = receipt_id(receipts.SHARE, found.id, str(pressed.place.address))
    answered = desk.known(found.answer, stands.revision)
    card = cards.shared(desk.card(answered, id_, shares=False), pressed.asker.name or pressed.asker.user)
    place = Place(pressed.place.address)
    given = replace(found, id=id_, kind=receipts.SHARE, visibility=Visibility.PUBLIC, given_at=now)
    shared = replace(given, address=place.address, thread=None, message_ref=None)
    # What became of it since is said where it is composed.
    revision = None if stands.warnings else stands.revision
    told, within = answered.told, pressed.asker.thread_of
    by = asker_id(pressed.as_event())
    message = Post(receipts.SHARE, id_, by, place, card, told, revision, answered.chart, thread_of=within)
    with writing(desk.desk.engine) as connection:
        # What was withheld when it was shared before may be shared now.
        if discard_unsent(connection, (receipts.SHARE, CHART), id_):
            receipts.discard(connection, id_)
        receipts.kept(connection.dialect, shared, answered.text).write(connection)
        enqueue(connection, [message_of(message, now)], now)
    desk.posted()
    return Reply(cards.SHARED, posted=True)


def _follow(desk: ChatDesk, pressed: Press, found: Receipt, now: datetime) -> Reply:
    try:
        reply = desk.orders.following.by_button(pressed, found, now)
    except StoreUnavailable:
        raise
    except FactdeskError as error:
        return Reply(cards.refused(as_sentence(error)))
    desk.posted()  # A channel is told.
    return reply
