"""What is pressed: the card it leads to, the form it opens, or what it changes in place."""

from __future__ import annotations

from dataclasses import replace

from adapters.again import NotNow
from adapters.async_desk import AsyncDesk
from adapters.failures import Reference, log_setback
from adapters.slackbot.form import Origin
from adapters.slackbot.forms import Forms
from adapters.slackbot.home import Home
from adapters.slackbot.inbound import Pressed
from adapters.slackbot.private import Private, Unreachable
from adapters.slackbot.rights import Rights
from bot.cards.card import Action, Card, Tone
from bot.cards.form import Form
from bot.chat import cards
from bot.chat.drafting import DRAFT_ACTIONS
from bot.chat.nouns import Reply, Visibility

_NOT_A_MEMBER = Card(
    Tone.REFUSED,
    "Factdesk is not in this channel, and cannot post here. Invite it with /invite, then press Share in channel again.",
)
_NO_FORM = Card(Tone.REFUSED, "The form could not be opened in time. Press the button again.")
_UNCHANGED = Card(Tone.REFUSED, "The message could not be changed. Press the button again.")


class Buttons:
    def __init__(
        self, desk: AsyncDesk, private: Private, rights: Rights, forms: Forms, home: Home, reference: Reference
    ) -> None:
        self._desk = desk
        self._private = private
        self._rights = rights
        self._forms = forms
        self._home = home
        self._reference = reference

    async def press(self, pressed: Pressed) -> None:
        """Acknowledged already: whatever comes of it, the presser sees it."""
        press = pressed.press
        address = press.place.address
        if press.action is Action.SHARE and not await self._private.may_post(address.channel):
            await self._tell(pressed, _NOT_A_MEMBER)
            return
        reply = await self._reply(pressed)
        done = reply.card.tone not in (Tone.REFUSED, Tone.FAILED)
        if not address.channel:
            await self._home.show(press.asker, address, None if done else reply.card)
        elif reply.form is not None:
            await self._open_form(pressed, reply.form)
        elif reply.in_place and done:
            await self._replace(pressed, reply)
        else:
            await self._tell(pressed, reply.card)

    async def _reply(self, pressed: Pressed) -> Reply:
        press = pressed.press
        try:
            if not press.place.address.channel:
                asker = await self._rights.outside_of_channels(press.asker)
            else:
                # Drafts are for those who are editors at this moment.
                asker = await self._rights.of_asker(press.asker, anew=press.action in DRAFT_ACTIONS)
            return await self._desk.press(replace(press, asker=asker))
        except Exception as error:  # noqa: BLE001 - whatever it is, the presser is told
            return Reply(cards.failed(self._reference(error)))

    async def _open_form(self, pressed: Pressed, form: Form) -> None:
        press = pressed.press
        place = press.place
        origin = Origin(
            form.order,
            place.address.channel,
            place.thread,
            pressed.response_url,
            press.ref,
            press.message_ref,
            press.visibility,
        )
        if not await self._forms.open(form, origin, pressed.trigger_id):
            await self._tell(pressed, _NO_FORM)

    async def _replace(self, pressed: Pressed, reply: Reply) -> None:
        """Pressing again does the same again, so that a message that did not change can be tried once more."""
        press = pressed.press
        try:
            if press.visibility is Visibility.PUBLIC and press.message_ref:
                await self._private.edit(press.place, press.message_ref, reply.card, reply.chart)
            elif pressed.response_url:
                await self._private.replace(press.place, reply.card, pressed.response_url, reply.chart)
        except (NotNow, Unreachable) as error:
            log_setback("a message did not change to what was pressed", error)
            await self._tell(pressed, _UNCHANGED)

    async def _tell(self, pressed: Pressed, card: Card) -> None:
        press = pressed.press
        try:
            await self._private.tell(press.asker, press.place, card, pressed.response_url)
        except (NotNow, Unreachable) as error:
            log_setback("whoever pressed a button was not told what came of it", error)
