"""Orders with their values: commands with options, and forms."""

from __future__ import annotations

from typing import Any

import discord

from adapters.async_desk import AsyncDesk
from adapters.discordbot.drawn import Drawn
from adapters.discordbot.form import modal
from adapters.discordbot.inbound import asked_by, handles_of, of_command
from adapters.discordbot.replies import Ack, Replies
from adapters.failures import Reference, log_setback
from bot.cards.card import Card
from bot.chat import cards
from bot.chat.nouns import Visibility
from bot.chat.orders import Order

Interaction = discord.Interaction[Any]


class OrderTurns:
    """Carries out one order at a time, for its giver alone; the application runs many of them side by side."""

    def __init__(self, desk: AsyncDesk, replies: Replies, reference: Reference) -> None:
        self._desk = desk
        self._replies = replies
        self._reference = reference

    async def give(self, interaction: Interaction, order: Order) -> None:
        if order.form is not None:
            # The form is the acknowledgement: it cannot wait for the database.
            await self._replies.open_form(interaction.id, interaction.token, modal(order.form))
        elif await self._replies.defer_private(interaction.id, interaction.token) is Ack.OURS:
            card = await self._carry_out(interaction, order)
            await self._replies.show(handles_of(interaction), Drawn(card))

    async def titles(self, interaction: Interaction, typed: str) -> list[str]:
        """What could stand in the field of a date's title; nothing rather than a failure."""
        try:
            return await self._desk.titles(*asked_by(interaction), typed)
        except Exception as error:  # noqa: BLE001 - a suggestion is not worth more than a line in the log
            log_setback("titles could not be suggested", error)
            return []

    async def _carry_out(self, interaction: Interaction, order: Order) -> Card:
        try:
            return (await self._desk.obey(of_command(interaction, "", Visibility.PRIVATE), order)).card
        except Exception as error:  # noqa: BLE001 - whatever it is, the user is told
            return cards.failed(self._reference(error))
