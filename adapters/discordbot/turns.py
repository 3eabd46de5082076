"""From what arrives to its answer: acknowledged, taken once, answered beside the event loop, given."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord

from adapters.again import LONG, SOON, Patience
from adapters.async_desk import AsyncDesk
from adapters.discordbot.components import component_id
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.drawn import Drawn, Line, Message, Png, picture
from adapters.discordbot.foot import footers
from adapters.discordbot.form import modal
from adapters.discordbot.inbound import PLATFORM, asked_by, handles_of, of_command, of_press
from adapters.discordbot.refused_forms import Refused, RefusedForms
from adapters.discordbot.replies import Ack, Replies, Unacceptable, Undelivered
from adapters.failures import Reference, log_setback
from bot.cards.card import Action, Tone
from bot.chat import cards
from bot.chat.forms import BUTTON_FORMS
from bot.chat.nouns import Inbound, Press, Reply, Visibility
from bot.chat.obeying import SUBSCRIPTION_ACTIONS
from bot.chat.service import NotTaken
from bot.errors import StoreUnavailable

_TYPING_SECONDS = 8.0
"""Discord shows for ten that somebody is typing."""
_RECEIPT_SECONDS = 2.0
"""How long a press waits for the receipt of an answer that is being shown: people press at once."""
_IN_PLACE = (
    *(Action.PICK, Action.RESOLVE, Action.PUBLISH, Action.OVERRULE, Action.REJECT, Action.EDIT),
    *SUBSCRIPTION_ACTIONS,
)
"""What changes the message that is pressed, which Discord has to be told before it is done."""
_ASKS_FIRST = (Action.ENTER, Action.EDIT, Action.FILL)
"""Whose forms say what the ledger holds, or are for some alone."""
_WAITING = 1_000
"""Mentions kept in memory while the database is away."""

Interaction = discord.Interaction[Any]


class Turns:
    """Answers one thing at a time; the application runs many of them side by side."""

    def __init__(
        self,
        config: DiscordConfig,
        desk: AsyncDesk,
        replies: Replies,
        reference: Reference,
        png: Png,
        refused: RefusedForms,
    ) -> None:
        self._config = config
        self._desk = desk
        self._replies = replies
        self._reference = reference
        self._png = png
        self._refused = refused
        self._waiting = 0
        self._being_served: set[str] = set()
        self._unwritten: set[asyncio.Future[None]] = set()

    async def mention(self, event: Inbound) -> None:
        """Discord sends a mention once only: while the database is away it waits here."""
        self._waiting += 1
        try:
            await self._serve_when_possible(event)
        finally:
            self._waiting -= 1

    async def command(self, interaction: Interaction, text: str) -> None:
        event = of_command(interaction, text, self._config.command_visibility)
        if await self._replies.defer_private(interaction.id, interaction.token) is Ack.TOO_LATE:
            return
        try:
            await self.serve(event, taken=False)
        except NotTaken as error:
            await self._tell(event, Drawn(cards.failed(self._reference(error))), LONG)

    async def unknown_command(self, interaction: Interaction, error: Exception) -> None:
        """A command that Discord knows and this version does not: an operator has to sync them."""
        reference = self._reference(error)
        if await self._replies.defer_private(interaction.id, interaction.token) is Ack.OURS:
            await self._replies.show(handles_of(interaction), Drawn(cards.failed(reference)))

    async def component(self, interaction: Interaction) -> None:
        """A button, a choice or a form that was sent."""
        pressed = of_press(interaction)
        if pressed is None:
            return
        token = interaction.token
        if pressed.action in (*BUTTON_FORMS, Action.FILL) and pressed.values is None:
            await self._open_form(interaction, pressed)
            return
        in_place = pressed.action in _IN_PLACE
        defer = self._replies.defer_update if in_place else self._replies.defer_private
        if await defer(interaction.id, token) is not Ack.OURS:
            return
        reply = await self._pressed(pressed)
        try:
            await self._show(interaction, pressed, reply, in_place=in_place)
        except Unacceptable as error:
            failed = Drawn(cards.failed(self._reference(error)))
            await self._replies.add_private(handles_of(interaction), failed)

    async def _open_form(self, interaction: Interaction, pressed: Press) -> None:
        """The form is the acknowledgement: it cannot wait for the database, but where that says what it is."""
        if pressed.action in _ASKS_FIRST:
            reply = await self._pressed(pressed)
            if reply.form is None:
                if await self._replies.defer_private(interaction.id, interaction.token) is Ack.OURS:
                    await self._replies.show(handles_of(interaction), Drawn(reply.card))
                return
            form = reply.form
        else:
            form = BUTTON_FORMS[pressed.action]
        # What an order's form is sent as is its order.
        custom_id = None if pressed.action is Action.FILL else component_id(pressed.action, pressed.ref)
        opened = modal(form, custom_id)
        await self._replies.open_form(interaction.id, interaction.token, opened)

    async def _show(self, interaction: Interaction, pressed: Press, reply: Reply, *, in_place: bool) -> None:
        handles = handles_of(interaction)
        refused = self._refused_form(interaction, pressed, reply)
        if in_place and (not reply.in_place or reply.card.tone in (Tone.REFUSED, Tone.FAILED)):
            # Nobody else's message is replaced by what one of them may not.
            await self._replies.add_private(handles, refused or Drawn(reply.card))
        elif in_place:
            drawn = Drawn(reply.card, _footer(interaction), await picture(self._png, reply.chart))
            await self._replies.show(handles, drawn, in_place=True)
        elif pressed.action is Action.COPY and reply.card.tone is Tone.TOLD:
            await self._replies.show(handles, Line(reply.card))
        else:
            await self._replies.show(handles, refused or Drawn(reply.card))

    def _refused_form(self, interaction: Interaction, pressed: Press, reply: Reply) -> Refused | None:
        """What was typed in a form that came to nothing, with the way back to it; None: it was none, or did."""
        if pressed.values is None or reply.card.tone not in (Tone.REFUSED, Tone.FAILED):
            return None
        form, custom_id = BUTTON_FORMS[pressed.action], component_id(pressed.action, pressed.ref)
        again = self._refused.keep(interaction.id, interaction.user.id, form, pressed.values, custom_id)
        return Refused(cards.unsent(reply.card, form, reply.faults, pressed.values), again)

    async def serve(self, event: Inbound, *, taken: bool = True) -> None:
        """Answer what was taken, or what is to be. What fails for want of the database or of Discord is left for
        `unfinished`; what is being served already is not served beside that. Raises NotTaken."""
        if event.key in self._being_served:
            return
        self._being_served.add(event.key)
        try:
            async with self._typing_when_slow(event):
                reply = await self._answer(event, taken)
                if reply is not None:
                    await self._give(event, reply)
        except (StoreUnavailable, Undelivered) as error:
            log_setback(f"the answer to {event.key} is put off", error)
        finally:
            self._being_served.discard(event.key)

    async def unfinished(self) -> list[Inbound]:
        """What a crash or an absent database left, to be served again."""
        return await self._desk.unfinished(PLATFORM)

    async def labels(self, interaction: Interaction, typed: str, verb: str | None) -> list[str]:
        """What could stand in a field for an indicator, that of the question or of the order `verb`; nothing rather
        than a failure."""
        try:
            return await self._desk.autocomplete(*asked_by(interaction), typed, verb)
        except Exception as error:  # noqa: BLE001 - a suggestion is not worth more than a line in the log
            log_setback("labels could not be suggested", error)
            return []

    async def _answer(self, event: Inbound, taken: bool) -> Reply | None:
        try:
            return await self._desk.serve(event, taken=taken)
        except (StoreUnavailable, NotTaken):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the user is told
            return await self._desk.failed(event, self._reference(error))

    async def _give(self, event: Inbound, reply: Reply) -> None:
        if reply.posted:
            if event.handles:
                await self._replies.remove(event.handles)
            return
        with self._being_shown():
            if reply.reacts and event.message_ref:
                reached = await self._replies.react(event.place.address.channel, event.message_ref)
            else:
                reached = await self._shown(event, reply)
            if not reached:
                closed = Undelivered("the bot may not react there" if reply.reacts else "the token is over")
                log_setback(f"nobody can be given the answer to {event.key}", closed)
            await self._desk.shown(event.key, reached=reached)

    async def _shown(self, event: Inbound, reply: Reply) -> bool:
        """As `_tell`; what Discord does not take is told as a failure."""
        try:
            return await self._tell(event, Drawn(reply.card, chart=await picture(self._png, reply.chart)), SOON)
        except Unacceptable as error:
            return await self._tell(event, Drawn(cards.failed(self._reference(error))), SOON)

    async def _tell(self, event: Inbound, message: Message, patience: Patience) -> bool:
        """Show something to the asker alone: in the place of the promised answer, or in a direct message once its token
        is over. False if neither can be."""
        if event.handles and await self._replies.show(event.handles, message, patience):
            return True
        return await self._replies.direct_message(event.asker.user, message, event.key)

    @contextmanager
    def _being_shown(self) -> Iterator[None]:
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._unwritten.add(written)
        try:
            yield
        finally:
            self._unwritten.discard(written)
            written.set_result(None)

    async def _pressed(self, pressed: Press) -> Reply:
        if self._unwritten:
            await asyncio.wait(set(self._unwritten), timeout=_RECEIPT_SECONDS)
        try:
            return await self._desk.press(pressed)
        except Exception as error:  # noqa: BLE001 - whatever it is, the user is told
            return Reply(cards.failed(self._reference(error)))

    async def _serve_when_possible(self, event: Inbound) -> None:
        while True:
            try:
                await self.serve(event, taken=False)
            except NotTaken as error:
                if self._waiting > _WAITING:
                    log_setback(f"{event.key} is lost: the database is away, and too many wait for it", error)
                    return
            else:
                return
            await asyncio.sleep(self._config.retake_every)

    @asynccontextmanager
    async def _typing_when_slow(self, event: Inbound) -> AsyncIterator[None]:
        """A command shows by itself that its answer is on its way."""
        if event.handles or event.visibility is Visibility.PRIVATE:
            yield
            return
        loop, typing = asyncio.get_running_loop(), list[asyncio.Task[None]]()
        channel = event.place.address.channel
        timer = loop.call_later(self._config.slow_after, lambda: typing.append(loop.create_task(self._type(channel))))
        try:
            yield
        finally:
            timer.cancel()
            for task in typing:
                task.cancel()

    async def _type(self, channel: str) -> None:
        while True:
            await self._replies.typing(channel)
            await asyncio.sleep(_TYPING_SECONDS)


def _footer(interaction: Interaction) -> str | None:
    """The foot of the message that was pressed: by it the outbox still finds it."""
    pressed = interaction.message
    if pressed is None:
        return None
    embeds, components = ([one.to_dict() for one in part] for part in (pressed.embeds, pressed.components))
    found = footers({"embeds": embeds, "components": components})
    return found[0] if found else None
