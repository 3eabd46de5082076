"""Drafts in a chat: entered by a form, shown in the desk's own channel with what speaks against them, and published or
rejected there by a second person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.ask.pipeline import Desk
from bot.ask.prose import Prose
from bot.calendar import keydates
from bot.cards.card import Action, Button, Card, Row, Tone
from bot.cards.form import Form, WrongValues
from bot.cards.review import ReviewCards, people_in
from bot.cards.said import said
from bot.chat import cards
from bot.chat.access import Access
from bot.chat.drafts_shown import card_message, key_of
from bot.chat.entry_forms import as_faults, awaited_form, draft_form, entry_of, result_entries
from bot.chat.forms import EDIT, FORMS, OVERRULE, REJECT, RESULT
from bot.chat.inbox import asker_id
from bot.chat.nouns import Inbound, Press, Reply, Visibility
from bot.chat.orders import Order
from bot.chat.posts import DRAFT
from bot.chat.receipts import receipt_id
from bot.chat.told import Told
from bot.chat.words import ENTER
from bot.delivery.enqueue import enqueue
from bot.delivery.manage import of_subject
from bot.delivery.nouns import Address, Delivery, Payload
from bot.delivery.verdict import Withheld
from bot.domain import Figure
from bot.errors import ChangedSince, FactdeskError, NotADraft, StoreUnavailable, WrongEntry, as_sentence
from bot.ledger.drafts import Drafted, Outcome, edit, enter, own_cells, reject_all
from bot.ledger.editor import Editor
from bot.ledger.embargoes import is_on
from bot.ledger.entry import Entry
from bot.ledger.open_questions import close_answered
from bot.ledger.prefill import awaited
from bot.ledger.publish import publish
from bot.ledger.review import Waiting, waiting, waiting_where
from bot.store import drafts
from bot.store.drafts import Entered
from bot.store.engine import snapshot, writing
from bot.store.reader import Reader
from bot.store.visibility import EVERYTHING

_USER = re.compile(r"\b[a-z]+/[^\s/,;()]+/[^\s/,;().]+")
"""A user of a chat, as the log names them."""
DRAFT_ACTIONS = (Action.LOOK, Action.PUBLISH, Action.OVERRULE, Action.REJECT, Action.EDIT, Action.ENTER)
_GONE = Card(
    Tone.REFUSED,
    "These drafts do not wait any more: they were published, rejected or edited; `factdesk ledger log` says by whom.",
)
_HIDDEN = "under embargo, or beside what is; “Look” shows it to the desk's editors, each alone"
_NOT_HERE = Card(Tone.REFUSED, "Drafts are published in the desk's own channel.")
_NO_RESULT = Card(Tone.REFUSED, "Nothing is known of what this date brings; `/figure add` enters a figure.")
_ASKED_AGAIN = 50
"""Open questions: whoever presses waits for them."""
_NO_FORM = Card(Tone.REFUSED, "The form did not open; press the button again.")
_MOST = 50
"""Drafts of a card: more are a file's, and looked through in a terminal."""
_NO_LONGER = "the drafts do not wait any more"


class Drafting:
    """`own` is the desk's own channel, if it has one; `posted` is called when something new is in the outbox."""

    def __init__(
        self, desk: Desk, access: Access, own: Address | None, four_eyes: bool, posted: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._access = access
        self._own = own
        self._four_eyes = four_eyes
        self._posted = posted

    def enter(self, order: Order, event: Inbound, now: datetime) -> Reply:
        """A draft of what a form or a command says. Raises WrongValues, UnclearChange and StoreUnavailable."""
        editor = self.editor(asker_id(event), now)
        try:
            drafted = enter(self._desk.engine, [entry_of(order.values, self._desk.zone, now)], editor)
        except WrongEntry as wrong:
            raise as_faults(FORMS[ENTER], wrong) from wrong
        return self._entered(drafted, editor)

    def press(self, pressed: Press, now: datetime) -> Reply:
        """What a button of a draft, or of a date that brings figures, does. Raises StoreUnavailable."""
        here = pressed.place.address
        access = self._access if pressed.action is Action.ENTER else replace(self._access, channels=frozenset())
        refusal = access.refusal(pressed.asker, here) or self._access.publish_refusal(pressed.asker)
        if refusal is not None:
            return Reply(cards.refused(refusal))
        if pressed.action is not Action.ENTER and here != self._own:
            return Reply(_NOT_HERE)
        try:
            return self._pressed(pressed, self.editor(asker_id(pressed.as_event()), now))
        except StoreUnavailable:
            raise
        except WrongValues as wrong:
            return Reply(_refused(wrong), faults=wrong.faults)
        except FactdeskError as error:
            return Reply(_refused(error))

    def compose(self, delivery: Delivery, now: datetime) -> Payload | Withheld:
        """What the desk's own channel is shown of drafts, at the moment that it is."""
        entered = self._entered_as(delivery.subject)
        if not entered or delivery.address != self._own:
            return Withheld(_NO_LONGER)
        if len(entered) > _MOST or not self._access.editors:
            return said(delivery, self._cards(now).many(entered))
        found = self._waiting(delivery.subject, self.editor("", now))
        return said(delivery, self._card(found, delivery.subject, now, to_all=True)) if found else Withheld(_NO_LONGER)

    def _pressed(self, pressed: Press, editor: Editor) -> Reply:
        if pressed.action is Action.ENTER:
            return self._result(pressed, editor)
        if pressed.action in (Action.REJECT, Action.OVERRULE) and pressed.note is None:
            return Reply(_NO_FORM, form=_form_of(pressed.action))
        key, _, seen = pressed.ref.partition(":")
        entered = self._entered_as(key)
        if len(entered) > _MOST:
            return Reply(self._cards(editor.at).many(entered))
        found = self._waiting(key, editor)
        if not found:
            return Reply(self._what_became(key, editor))
        match pressed.action:
            case Action.LOOK:
                return Reply(self._card(found, key, editor.at, to_all=False))
            case Action.REJECT:
                return self._reject(found, pressed, editor)
            case Action.EDIT:
                return self._edit(found[0], pressed, editor)
            case _:
                return self._publish(found, key, seen, pressed, editor)

    def _publish(self, found: Sequence[Waiting], key: str, seen: str, pressed: Press, editor: Editor) -> Reply:
        is_seen = seen == _seen(found)
        try:
            if not is_seen:
                raise ChangedSince("What they stand beside has changed since this was shown.")
            as_seen = {one.figure.id: one.seen for one in found}
            done = publish(self._desk.engine, list(as_seen), editor, pressed.note, as_seen)
        except ChangedSince:
            # Looked at anew, in its place: whoever publishes it has seen that.
            anew = self._waiting(key, editor) or found
            card = self._card(anew, key, editor.at, to_all=pressed.visibility is Visibility.PUBLIC)
            changed = Row("Look again", "what it stands beside has changed since this was shown", warns=True)
            return Reply(replace(card, rows=(changed, *card.rows)), in_place=True)
        self._close_answered([one.figure for one in done], editor)
        figures, old = [one.figure for one in done], [old for one in done for old in one.replaced]
        secret = any(is_on(one.embargo_until, editor.at) for one in (*figures, *old))
        return self._done("Published", figures, old, pressed, editor, secret=secret)

    def _close_answered(self, figures: Sequence[Figure], editor: Editor) -> None:
        """Of open questions. What was published stands, whatever becomes of this."""
        labels = {one.label for one in self._cards(editor.at).concepts(figures)}
        with suppress(StoreUnavailable):
            close_answered(
                self._desk.engine, lambda text: self._desk.ask(text, editor.at), editor.at, labels, _ASKED_AGAIN
            )

    def _reject(self, found: Sequence[Waiting], pressed: Press, editor: Editor) -> Reply:
        gone = reject_all(self._desk.engine, [one.figure.id for one in found], editor, pressed.note or "")
        return self._done("Rejected", gone, (), pressed, editor, secret=any(one.is_secret for one in found))

    def _edit(self, found: Waiting, pressed: Press, editor: Editor) -> Reply:
        """A form with what the draft says, for whoever entered it; sent, the draft as it is now in its card's place."""
        engine, id_ = self._desk.engine, found.figure.id
        if pressed.values is None:
            form = draft_form(own_cells(engine, id_, editor), self._desk.zone)
            return Reply(_NO_FORM, form=form)
        try:
            edited = edit(engine, id_, entry_of(pressed.values, self._desk.zone, editor.at), editor)
        except WrongEntry as wrong:
            raise as_faults(EDIT, wrong) from wrong
        if edited.outcome is not Outcome.NEW or edited.entered is None:
            return Reply(self._held_already([edited], self._cards(editor.at)))
        key = _key(edited.entered)
        to_all = pressed.visibility is Visibility.PUBLIC
        return Reply(self._card(self._waiting(key, editor), key, editor.at, to_all=to_all), in_place=True)

    def _done(
        self,
        what: str,
        figures: Sequence[Figure],
        old: Sequence[Figure],
        pressed: Press,
        editor: Editor,
        *,
        secret: bool,
    ) -> Reply:
        """In the card's place; where a channel sees that, nothing is said of what is `secret`."""
        if pressed.visibility is Visibility.PUBLIC and secret:
            by = f"{what}, under embargo, by {editor.by}."
            return Reply(Card(Tone.TOLD, by, people=people_in([editor.by])), in_place=True)
        card = self._cards(editor.at).done(what, editor.by, figures, old, (pressed.note or "").strip() or None)
        return Reply(card, in_place=True)

    def _result(self, pressed: Press, editor: Editor) -> Reply:
        """A form with the series that are awaited; sent, their drafts."""
        engine = self._desk.engine
        key_date = keydates.find(engine, pressed.ref, editor.at)
        if key_date.brings is None:
            return Reply(_NO_RESULT)
        if pressed.values is None:
            known = awaited(engine, key_date.brings, editor)
            return Reply(_NO_FORM, form=awaited_form(known))
        entries = result_entries(pressed.values, key_date.brings, self._desk.zone, editor.at)
        return self._entered(self._enter_lines(entries, editor), editor)

    def _enter_lines(self, entries: dict[str, Entry], editor: Editor) -> list[Drafted]:
        """Raises WrongValues, which says in which line."""
        try:
            return enter(self._desk.engine, list(entries.values()), editor)
        except WrongEntry as wrong:
            line = list(entries)[wrong.number]
            raise as_faults(RESULT, wrong, line or "total") from wrong

    def _entered(self, drafted: Sequence[Drafted], editor: Editor) -> Reply:
        """Told to whoever entered it; the desk's channel is shown what is new."""
        new = [one for one in drafted if one.outcome is Outcome.NEW]
        keys = dict.fromkeys(_key(one.entered) for one in drafted if one.entered and one.entered.by == editor.by)
        if self._own is not None:
            for key in keys:
                self._post(key, [one.figure.id for one in drafted], editor, self._own)
        reviews = self._cards(editor.at)
        if not new:
            return Reply(self._held_already(drafted, reviews))
        rows = [Row("Draft" if place == 0 else "", reviews.line(one.figure)) for place, one in enumerate(new)]
        rows += [Row("Left out", f"{one.figure.id} is {one.outcome}") for one in drafted if one not in new]
        return Reply(Card(Tone.TOLD, self._what_next(new), tuple(rows)))

    def _what_next(self, new: Sequence[Drafted]) -> str:
        what, it = ("Entered as a draft", "it") if len(new) == 1 else (f"Entered as {len(new)} drafts", "them")
        who = "somebody else publishes" if self._four_eyes else "you publish"
        if self._own is None:
            return f"{what}; {who} {it} with `factdesk ledger publish`, as this desk has no channel of its own."
        return f"{what}; {who} {it} in the desk's channel."

    def _held_already(self, drafted: Sequence[Drafted], reviews: ReviewCards) -> Card:
        one = drafted[0]
        told = {
            Outcome.A_DRAFT_ALREADY: "That is a draft already",
            Outcome.PUBLISHED_ALREADY: "That is published already",
            Outcome.TAKEN_BACK: "That was corrected or withdrawn, and stays so",
        }[one.outcome]
        by = [Row("Entered", reviews.entered(one.entered))] if one.entered else []
        rows = (Row("Figure", f"{one.figure.id}  {reviews.line(one.figure)}"), *by)
        return Card(Tone.REFUSED, f"{told}; nothing was entered.", rows)

    def _post(self, key: str, ids: Sequence[str], editor: Editor, own: Address) -> None:
        with writing(self._desk.engine) as connection:
            enqueue(connection, [card_message(key, editor.by, ids, own, editor.at)], editor.at)
        self._posted()

    def _card(self, found: Sequence[Waiting], key: str, now: datetime, *, to_all: bool) -> Card:
        """With its buttons. Where it is shown `to_all` of a channel, what is under embargo is not."""
        if to_all and any(one.is_secret for one in found):
            what = "A draft waits" if len(found) == 1 else f"{len(found)} drafts wait"
            ids = ", ".join(one.figure.id for one in found)
            rows = (Row("Embargo", _HIDDEN, warns=True), Row("Figure", ids))
            return Card(Tone.TOLD, f"{what} for a second person.", rows, buttons=(Button(Action.LOOK, "Look", key),))
        ref = f"{key}:{_seen(found)}"
        against = any(one.findings for one in found)
        action, label = (Action.OVERRULE, "Publish all the same") if against else (Action.PUBLISH, "Publish")
        edits = [Button(Action.EDIT, "Edit", key)] if len(found) == 1 else []
        buttons = (Button(action, label, ref), Button(Action.REJECT, "Reject", ref), *edits)
        return self._cards(now).drafts(found, buttons)

    def _cards(self, now: datetime) -> ReviewCards:
        prose = Prose(Reader(self._desk.engine, now, EVERYTHING).catalogue(), self._desk.style)
        return ReviewCards(prose, self._desk.zone, now)

    def _waiting(self, key: str, editor: Editor) -> list[Waiting]:
        """Those of the drafts that were entered together that still wait."""
        return waiting_where(self._desk.engine, lambda entered: _key(entered) == key, editor)

    def _entered_as(self, key: str) -> list[Entered]:
        """The same, before anything is looked up of them."""
        with snapshot(self._desk.engine) as connection:
            return [one for one in drafts.entered(connection).values() if _key(one) == key]

    def _what_became(self, key: str, editor: Editor) -> Card:
        """Of drafts that wait no more, as far as it is kept which they were."""
        sent = of_subject(self._desk.engine, DRAFT, key, self._own) if self._own is not None else None
        told = Told.from_json(sent.payload) if sent is not None else None
        for id_ in told.figures if told is not None else ():
            try:
                waiting(self._desk.engine, id_, editor)
            except NotADraft as gone:
                return _refused(gone)
        return _GONE

    def editor(self, by: str, now: datetime) -> Editor:
        return Editor(by, now, self._desk.style, self._four_eyes, self._desk.zone)


def _refused(error: FactdeskError) -> Card:
    """It may say who did something meanwhile."""
    text = as_sentence(error)
    return Card(Tone.REFUSED, text, people=people_in(_USER.findall(text)))


def _form_of(action: Action) -> Form:
    return REJECT if action is Action.REJECT else OVERRULE


def _key(entered: Entered) -> str:
    """Of all that somebody entered at once."""
    return key_of(entered.by, entered.at)


def _seen(found: Sequence[Waiting]) -> str:
    return receipt_id(*(one.seen for one in found))[:10]
