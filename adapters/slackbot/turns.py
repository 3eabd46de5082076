"""From a question that was taken to its answer: beside the event loop, then to the channel or to the asker alone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any, TypeVar

from adapters.again import LONG, ONCE, SOON, NotNow, Patience
from adapters.async_desk import AsyncDesk
from adapters.failures import Reference, log_setback
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.form import Origin
from adapters.slackbot.forms import Forms
from adapters.slackbot.inbound import PLATFORM, RESPONSE_URL, TRIGGER
from adapters.slackbot.private import Private, Unreachable
from adapters.slackbot.rights import Rights
from bot.cards.card import Card, Tone
from bot.cards.chart import Chart
from bot.cards.form import Form
from bot.chat import cards
from bot.chat.nouns import Inbound, Reply, Visibility
from bot.chat.orders import read
from bot.chat.service import NotTaken
from bot.errors import StoreUnavailable

T = TypeVar("T")

_ON_ITS_WAY = Card(Tone.TOLD, "On its way: the desk is still looking that up.")
_NOTICE_SECONDS = 3.0


class Turns:
    """Answers one question at a time; the application runs many of them side by side."""

    def __init__(
        self,
        config: SlackConfig,
        desk: AsyncDesk,
        private: Private,
        rights: Rights,
        forms: Forms,
        reference: Reference,
    ) -> None:
        self._config = config
        self._desk = desk
        self._private = private
        self._rights = rights
        self._forms = forms
        self._reference = reference
        self._being_served: set[str] = set()

    async def take(self, event: Inbound) -> bool:
        """Store it; False for a repeat. Raises StoreUnavailable: then Slack is not told that it came."""
        return await self._desk.take(event)

    async def command(self, event: Inbound) -> None:
        """A command is acknowledged already: what cannot be stored is told to the asker."""
        if event.visibility is Visibility.PUBLIC and not await self._can_be_public(event):
            event = replace(event, visibility=Visibility.PRIVATE)
        await self.serve(event, taken=False)

    async def serve(self, event: Inbound, *, taken: bool = True) -> None:
        """Answer what was taken, or what is to be. What fails for want of the database or of Slack is left for
        `unfinished`; what is being served already is not served beside that."""
        if event.key in self._being_served:
            return
        self._being_served.add(event.key)
        try:
            await self._serve(event, taken)
        finally:
            self._being_served.discard(event.key)

    async def unfinished(self) -> list[Inbound]:
        """What a crash or an absent database left, to be served again."""
        return await self._desk.unfinished(PLATFORM)

    async def _serve(self, event: Inbound, taken: bool) -> None:
        try:
            reply = await self._noticed(event, self._answer(event, taken))
            if reply is not None and not reply.posted:
                await self._give(event, reply)
        except NotTaken as error:
            await self._tell(event, cards.failed(self._reference(error)), LONG)
        except (StoreUnavailable, NotNow) as error:
            log_setback(f"the answer to {event.key} is put off", error)

    async def _answer(self, event: Inbound, taken: bool) -> Reply | None:
        order = read(event.text)
        verb = order.verb if order else None
        try:
            if not taken and self._rights.are_asked_for(event, verb):
                # Slack may be slow to say: what was acknowledged is stored before.
                if not await self._take(event):
                    return None
                taken = True
            return await self._desk.serve(await self._rights.of_event(event, verb), taken=taken)
        except (StoreUnavailable, NotTaken):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the asker is told
            return await self._desk.failed(event, self._reference(error))

    async def _take(self, event: Inbound) -> bool:
        try:
            return await self._desk.take(event)
        except StoreUnavailable as error:
            raise NotTaken(str(error)) from error

    async def _give(self, event: Inbound, reply: Reply) -> None:
        """A private answer is given, then its receipt is written: a crash in between repeats it."""
        reached = True
        try:
            if reply.reacts and event.message_ref:
                await self._private.react(event.place, event.message_ref)
            elif reply.form is None or not await self._open(event, reply.form):
                await self._tell(event, reply.card, SOON, reply.chart)
        except Unreachable as error:
            log_setback(f"nobody can be given the answer to {event.key}", error)
            reached = False
        await self._desk.shown(event.key, reached=reached)

    async def _open(self, event: Inbound, form: Form) -> bool:
        trigger = event.handles.get(TRIGGER)
        place = event.place
        origin = Origin(form.order, place.address.channel, place.thread, event.handles.get(RESPONSE_URL))
        return trigger is not None and await self._forms.open(form, origin, trigger)

    async def _can_be_public(self, event: Inbound) -> bool:
        """Some orders are for the one who gives them, and there are channels that the bot is not in."""
        order = read(event.text)
        alone = order is not None and order.is_for_one_alone
        return not alone and await self._private.may_post(event.place.address.channel)

    async def _noticed(self, event: Inbound, work: Coroutine[Any, Any, T]) -> T:
        """The work's result; the asker is told when it takes long, and before anything that comes of it."""
        loop, notices = asyncio.get_running_loop(), list[asyncio.Task[None]]()
        timer = loop.call_later(self._config.slow_after, lambda: notices.append(loop.create_task(self._notice(event))))
        try:
            return await work
        finally:
            timer.cancel()
            await asyncio.gather(*notices)

    async def _notice(self, event: Inbound) -> None:
        try:
            async with asyncio.timeout(_NOTICE_SECONDS):
                await self._tell(event, _ON_ITS_WAY, ONCE)
        except (NotNow, Unreachable, TimeoutError) as error:
            log_setback(f"the asker of {event.key} was not told that the answer is on its way", error)

    async def _tell(self, event: Inbound, card: Card, patience: Patience, chart: Chart | None = None) -> None:
        await self._private.tell(event.asker, event.place, card, event.handles.get(RESPONSE_URL), patience, chart)
