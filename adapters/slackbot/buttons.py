"""What is pressed: the card it leads to, the form it opens, or the message it changes."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters import limits
from adapters.async_desk import AsyncDesk
from adapters.failures import log_setback
from adapters.slackbot.form import Form
from adapters.slackbot.groups import UserGroups
from adapters.slackbot.inbound import Pressed
from adapters.slackbot.private import NotNow, Private, Unreachable
from adapters.slackbot.tasks import Tasks
from adapters.slackbot.turns import Reference
from bot.cards.card import Action, Card, Tone
from bot.chat import cards
from bot.chat.nouns import Reply, Visibility

_NOT_A_MEMBER = Card(
    Tone.REFUSED,
    "Factdesk is not in this channel, and cannot post here. Invite it with /invite, then press Share in channel again.",
)
_NO_FORM = Card(Tone.REFUSED, "The form could not be opened in time. Press Wrong? again.")
_UNCHANGED = Card(Tone.REFUSED, "The message could not be changed. Pick again.")


class Buttons:
    def __init__(
        self,
        desk: AsyncDesk,
        client: AsyncWebClient,
        private: Private,
        groups: UserGroups,
        tasks: Tasks,
        reference: Reference,
    ) -> None:
        self._desk = desk
        self._client = client
        self._private = private
        self._groups = groups
        self._tasks = tasks
        self._reference = reference

    async def press(self, pressed: Pressed) -> None:
        """Acknowledged already: whatever comes of it, the presser sees it."""
        press = pressed.press
        if press.action is Action.SHARE and not await self._private.may_post(press.place.address.channel):
            await self._tell(pressed, _NOT_A_MEMBER)
            return
        reply = await self._reply(pressed)
        if reply.form:
            await self._open_form(pressed)
        elif press.action is Action.PICK and reply.given is not None:
            await self._replace(pressed, reply.card)
        else:
            await self._tell(pressed, reply.card)

    async def submit(self, pressed: Pressed) -> str | None:
        """Send the report before its form is closed. A sentence: why it was not sent, for the form that stays open."""
        work = asyncio.ensure_future(self._reply(pressed))
        done, _ = await asyncio.wait({work}, timeout=limits.SLACK_ACKNOWLEDGE_SECONDS)
        if not done:
            self._tasks.spawn(self._tell_of(pressed, work))
            return None
        card = work.result().card
        if card.tone in (Tone.REFUSED, Tone.FAILED):
            return " ".join([card.headline, *(f"{row.label}: {row.text}" for row in card.rows)])
        self._tasks.spawn(self._tell(pressed, card))
        return None

    async def _reply(self, pressed: Pressed) -> Reply:
        press = pressed.press
        try:
            groups = await self._groups.of(press.asker.user)
            return await self._desk.press(replace(press, asker=replace(press.asker, groups=groups)))
        except Exception as error:  # noqa: BLE001 - whatever it is, the presser is told
            return Reply(cards.failed(self._reference(error)))

    async def _open_form(self, pressed: Pressed) -> None:
        press = pressed.press
        place = press.place
        form = Form(
            press.ref, place.address.channel, place.thread, press.message_ref, press.visibility, pressed.response_url
        )
        try:
            await self._client.views_open(trigger_id=pressed.trigger_id, view=form.view())
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log_setback("the form about what is wrong did not open", error)
            await self._tell(pressed, _NO_FORM)

    async def _replace(self, pressed: Pressed, card: Card) -> None:
        """Picking again does the same again, so that a message that did not change can be tried once more."""
        press = pressed.press
        try:
            if press.visibility is Visibility.PUBLIC and press.message_ref:
                await self._private.edit(press.place, press.message_ref, card)
            elif pressed.response_url:
                await self._private.replace(card, pressed.response_url)
        except (NotNow, Unreachable) as error:
            log_setback("a message did not change to what was picked", error)
            await self._tell(pressed, _UNCHANGED)

    async def _tell_of(self, pressed: Pressed, work: asyncio.Future[Reply]) -> None:
        await self._tell(pressed, (await work).card)

    async def _tell(self, pressed: Pressed, card: Card) -> None:
        press = pressed.press
        try:
            await self._private.tell(press.asker, press.place, card, pressed.response_url)
        except (NotNow, Unreachable) as error:
            log_setback("whoever pressed a button was not told what came of it", error)
