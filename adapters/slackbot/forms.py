"""Forms: opened while Slack takes them, and carried out before they are closed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from adapters import limits
from adapters.again import NotNow
from adapters.async_desk import AsyncDesk
from adapters.failures import Reference, log_setback
from adapters.slackbot.blockkit import Json
from adapters.slackbot.form import Origin, errors_of, first_block, view
from adapters.slackbot.inbound import Submitted, Suggesting
from adapters.slackbot.pickers import suggestions
from adapters.slackbot.private import Private, Unreachable
from adapters.slackbot.rights import Rights
from adapters.slackbot.tasks import Tasks
from bot.cards.card import Card, Tone
from bot.cards.form import Form, Kind
from bot.chat import cards
from bot.chat.drafting import DRAFT_ACTIONS
from bot.chat.forms import form_of
from bot.chat.nouns import Reply, Visibility


class Forms:
    def __init__(
        self,
        desk: AsyncDesk,
        private: Private,
        rights: Rights,
        tasks: Tasks,
        reference: Reference,
    ) -> None:
        self._desk = desk
        self._private = private
        self._rights = rights
        self._tasks = tasks
        self._reference = reference

    async def open(self, form: Form, origin: Origin, trigger_id: str) -> bool:
        """False: it did not open, as after 3 seconds."""
        try:
            await self._private.open_form(trigger_id, view(form, origin))
        except (NotNow, Unreachable) as error:
            log_setback(f"the form “{form.title}” did not open", error)
            return False
        return True

    async def options(self, wanted: Suggesting) -> list[Json]:
        """What may stand in a field for names of the ledger; nothing rather than a failure."""
        form = form_of(wanted.order)
        kinds = {one.id: one.kind for one in form.fields} if form else {}
        try:
            asker = await self._rights.of_asker(wanted.asker)
            names = await self._desk.autocomplete(asker, wanted.address, wanted.typed, wanted.order)
            if kinds.get(wanted.field) is Kind.NAMES:
                names += await self._desk.titles(asker, wanted.address, wanted.typed)
        except Exception as error:  # noqa: BLE001 - a suggestion is not worth more than a line in the log
            log_setback("names could not be suggested", error)
            return []
        return suggestions(names)

    async def submit(self, sent: Submitted) -> dict[str, str]:
        """Do what was sent before its form is closed. By block: why it was not done, for the form that stays open with
        what was written in it."""
        work = asyncio.ensure_future(self._reply(sent))
        done, _ = await asyncio.wait({work}, timeout=limits.SLACK_ACKNOWLEDGE_SECONDS)
        if not done:
            self._tasks.spawn(self._tell_of(sent, work))
            return {}
        reply = work.result()
        card = reply.card
        if card.tone in (Tone.REFUSED, Tone.FAILED):
            why = " ".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])
            errors = errors_of(sent.view, form_of(sent.origin.order), reply.faults) if reply.faults else {}
            return errors or {first_block(sent.view): why}
        self._tasks.spawn(self._done(sent, reply))
        return {}

    async def _reply(self, sent: Submitted) -> Reply:
        press = sent.press
        try:
            if press is not None:
                asker = await self._rights.of_asker(press.asker, anew=press.action in DRAFT_ACTIONS)
                return await self._desk.press(self._private.linked(replace(press, asker=asker)))
            verb = sent.origin.order
            return await self._desk.order(await self._rights.of_event(sent.event, verb), verb, sent.values)
        except Exception as error:  # noqa: BLE001 - whatever it is, the sender is told
            return Reply(cards.failed(self._reference(error)))

    async def _tell_of(self, sent: Submitted, work: asyncio.Future[Reply]) -> None:
        """The form is closed by then: what was typed in one that comes to nothing is said with it."""
        reply, form = await work, form_of(sent.origin.order)
        card = reply.card
        if form is not None and card.tone in (Tone.REFUSED, Tone.FAILED):
            card = cards.unsent(card, form, reply.faults, sent.values)
            await self._tell(sent, card)
        else:
            await self._done(sent, reply)

    async def _done(self, sent: Submitted, reply: Reply) -> None:
        """What came of it, in the place of the message whose button asked for the form, or told beside it."""
        press = sent.press
        if press is None or not reply.in_place:
            await self._tell(sent, reply.card)
            return
        try:
            if press.visibility is Visibility.PUBLIC and press.message_ref:
                await self._private.edit(press.place, press.message_ref, reply.card, reply.chart)
            elif sent.origin.response_url:
                await self._private.replace(press.place, reply.card, sent.origin.response_url, reply.chart)
        except (NotNow, Unreachable) as error:
            log_setback("a message did not change to what came of its form", error)
            await self._tell(sent, reply.card)

    async def _tell(self, sent: Submitted, card: Card) -> None:
        event = sent.event
        try:
            await self._private.tell(event.asker, event.place, card, sent.origin.response_url)
        except (NotNow, Unreachable) as error:
            log_setback("whoever sent a form was not told what came of it", error)
