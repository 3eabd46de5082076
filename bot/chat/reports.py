"""Reports of wrong answers: sent to the desk, and resolved there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.calendar.channels import channel_text
from bot.cards.card import Action, Card, Person, Row
from bot.cards.dates import moment_at
from bot.chat import cards, receipts
from bot.chat.forms import WRONG
from bot.chat.inbox import asker_id
from bot.chat.nouns import Place, Press, Reply
from bot.chat.posts import CARD, INSTEAD, REPORT, Post, message_of, report_subject
from bot.chat.receipts import Receipt, receipt_id
from bot.chat.service import ChatDesk
from bot.chat.standing import Worded, standing
from bot.chat.told import Told
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import of_subject
from bot.delivery.nouns import Address
from bot.store.engine import writing

_RESOLVES = "mark reports as resolved"


def report(desk: ChatDesk, pressed: Press, found: Receipt, now: datetime) -> Reply:
    """Asks for a remark first, and sends the desk the answer with it."""
    to = desk.config.desk
    if to is None:
        return Reply(cards.refused("This desk has no channel for reports; tell its data editors."))
    if pressed.note is None:
        return Reply(cards.REPORTED, form=WRONG)
    subject = report_subject(found.id, receipt_id(REPORT, pressed.asker.user, pressed.note))
    said, people = _said(found, pressed)
    message = Post(
        REPORT,
        subject,
        asker_id(pressed.as_event()),
        Place(to),
        _naming(found, to, cards.report(found.answer, desk.desk.style, said, people, subject)),
        # What it is answered now is not asked for: the desk gets what was given.
        Told(found.answer.told, found.answer.names),
        instead=_naming(found, to, cards.report_of_withheld(found.answer, said, people, subject)),
    )
    with writing(desk.desk.engine) as connection:
        enqueue(connection, [message_of(message, now)], now)
    desk.posted()
    return Reply(cards.REPORTED, posted=True)


def _naming(found: Receipt, to: Address, card: Card) -> Card:
    """The card, which names the channel of an answer where its reader's workspace has it, as a direct message is not
    in."""
    where = found.address
    is_theirs = where.workspace != "" and (where.platform, where.workspace) == (to.platform, to.workspace)
    return replace(card, channels=(channel_text(where),)) if is_theirs and where.person is None else card


def resolve(desk: ChatDesk, pressed: Press, now: datetime) -> Reply:
    """The report as it was sent, with who holds it to be settled, and when: for those who may change key dates. It is
    pressed in the desk's own channel, which need not be one that questions are answered in."""
    here, access = pressed.place.address, replace(desk.config.access, channels=frozenset())
    refusal = access.refusal(pressed.asker, here) or access.edit_refusal(pressed.asker, _RESOLVES)
    if refusal is not None:
        return Reply(cards.refused(refusal))
    sent = of_subject(desk.desk.engine, REPORT, pressed.ref, here)
    told = Told.from_json(sent.payload) if sent else None
    if sent is None or told is None:
        return Reply(cards.NO_LONGER_KEPT)
    stands = standing(desk.desk, told, Worded(sent.revision, sent.created_at), now)
    card = Card.from_json(sent.payload[INSTEAD if stands.withheld else CARD])
    name = pressed.asker.name or pressed.asker.user
    by = Person(name, asker_id(pressed.as_event()))
    at = moment_at(now, desk.desk.zone, desk.desk.style)
    done = replace(
        card,
        rows=(Row("Resolved", f"by {by.text}, {at.text}"), *card.rows),
        buttons=tuple(button for button in card.buttons if button.action is not Action.RESOLVE),
        moments=(*card.moments, at),
        people=(*card.people, by),
    )
    return Reply(done, in_place=True)


def _said(found: Receipt, pressed: Press) -> tuple[tuple[Row, ...], tuple[Person, ...]]:
    """What is said of a report, and who is named there."""
    answer, by = found.answer, Person(pressed.asker.name or pressed.asker.user, asker_id(pressed.as_event()))
    is_own = found.was_asked_by(pressed.place.address.platform, pressed.asker.user)
    # What was asked in private and shared was answered for all; its words were not.
    in_words = found.kind != receipts.SHARE or is_own
    asked = answer.question if in_words else ""
    question = Row("Question", asked) if asked else Row("Read as", answer.understood_as)
    who = by if is_own else Person(found.asker, found.asker)
    rows = [
        Row("Remark", pressed.note or "none", warns=bool(pressed.note)),
        Row("By", f"{by.text}, who asked it" if is_own else by.text),
        *([] if is_own else [Row("Asked by", who.text)]),
        Row("Where", channel_text(found.address)),
        *([Row("Message", "the answer, where it was given", url=pressed.link)] if pressed.link else []),
        *([question] if question.text else []),
    ]
    return tuple(rows), tuple(dict.fromkeys((by, who)))
