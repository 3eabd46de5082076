"""Orders with their values: commands with options, and forms."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

import discord

from adapters.async_desk import AsyncDesk
from adapters.discordbot.drawn import Drawn, Message
from adapters.discordbot.form import modal
from adapters.discordbot.inbound import asked_by, handles_of, of_command
from adapters.discordbot.refused_forms import Refused, RefusedForms
from adapters.discordbot.replies import Ack, Replies
from adapters.failures import Reference, log_setback
from bot.cards.card import Tone
from bot.cards.form import Form
from bot.chat import cards
from bot.chat.forms import FORMS
from bot.chat.nouns import Inbound, Reply, Visibility
from bot.chat.orders import Order

Interaction = discord.Interaction[Any]


class OrderTurns:
    """Carries out one order at a time, for its giver alone; the application runs many of them side by side."""

    def __init__(self, desk: AsyncDesk, replies: Replies, reference: Reference, refused: RefusedForms) -> None:
        self._desk = desk
        self._replies = replies
        self._reference = reference
        self._refused = refused

    async def give(self, interaction: Interaction, order: Order) -> None:
        if order.form is not None:
            # The form is the acknowledgement: it cannot wait for the database.
            await self._replies.open_form(interaction.id, interaction.token, modal(order.form))
        elif await self._replies.defer_private(interaction.id, interaction.token) is Ack.OURS:
            reply = await self._attempt(self._desk.obey(_event(interaction), order))
            form = FORMS.get(order.verb)
            fields = {one.id for one in form.fields} if form else set()
            # The form has room for all that the options said.
            fitting = form if reply.faults and order.values.keys() <= fields else None
            await self._replies.show(handles_of(interaction), self._outcome(interaction, reply, fitting, order.values))

    async def sent(self, interaction: Interaction, verb: str, values: Mapping[str, str]) -> None:
        """A form was. Whatever keeps it from being carried out, what was typed is kept."""
        if await self._replies.defer_private(interaction.id, interaction.token) is not Ack.OURS:
            return
        reply = await self._attempt(self._desk.order(_event(interaction), verb, values))
        await self._replies.show(handles_of(interaction), self._outcome(interaction, reply, FORMS.get(verb), values))

    async def again(self, interaction: Interaction) -> bool:
        """Open a form again that was refused; False: that is not what was pressed."""
        data: Mapping[str, Any] = interaction.data or {}
        opened = self._refused.opened(str(data.get("custom_id", "")), interaction.user.id)
        if opened is not None:
            await self._replies.open_form(interaction.id, interaction.token, opened)
        return opened is not None

    async def titles(self, interaction: Interaction, typed: str) -> list[str]:
        """What could stand in the field of a date's title; nothing rather than a failure."""
        try:
            return await self._desk.titles(*asked_by(interaction), typed)
        except Exception as error:  # noqa: BLE001 - a suggestion is not worth more than a line in the log
            log_setback("titles could not be suggested", error)
            return []

    def _outcome(self, interaction: Interaction, reply: Reply, form: Form | None, values: Mapping[str, str]) -> Message:
        """What came of values; of those that were refused what is wrong with each, and their form, filled in."""
        if form is None or reply.card.tone not in (Tone.REFUSED, Tone.FAILED):
            return Drawn(reply.card)
        again = self._refused.keep(interaction.id, interaction.user.id, form, values)
        return Refused(cards.unsent(reply.card, form, reply.faults, values), again)

    async def _attempt(self, work: Awaitable[Reply]) -> Reply:
        try:
            return await work
        except Exception as error:  # noqa: BLE001 - whatever it is, the user is told
            return Reply(cards.failed(self._reference(error)))


def _event(interaction: Interaction) -> Inbound:
    return of_command(interaction, "", Visibility.PRIVATE)
