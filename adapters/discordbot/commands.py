"""The bot's commands: `/figure ask`, `/figure dates`, `/figure help`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from adapters.discordbot.cut import fit
from adapters.discordbot.escape import plain
from adapters.limits import DISCORD_OPTION_TEXT, DISCORD_OPTIONS

Interaction = discord.Interaction[Any]
OnCommand = Callable[[Interaction, str], None]
OnUnknown = Callable[[Interaction, Exception], None]
OnTyped = Callable[[str], Awaitable[list[str]]]


def tree_of(
    client: discord.Client, on_command: OnCommand, on_unknown: OnUnknown, on_typed: OnTyped
) -> app_commands.CommandTree[Any]:
    """`on_command` is handed the words of a command, `on_unknown` a command that is none of these, as those of another
    version are, and `on_typed` what is in the field so far, for what could stand there."""
    tree = app_commands.CommandTree(client)
    group = app_commands.Group(name="figure", description="Ask the figures desk")

    @group.command(name="ask", description="Ask for a figure in your own words")
    @app_commands.describe(question="what, for whom and when")
    async def ask(interaction: Interaction, question: str) -> None:
        on_command(interaction, question)

    @ask.autocomplete("question")
    async def labels(_interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        named = [fit(label, DISCORD_OPTION_TEXT, plain) for label in await on_typed(typed)]
        return [app_commands.Choice(name=name, value=name) for name in dict.fromkeys(named) if name][:DISCORD_OPTIONS]

    @group.command(name="dates", description="The key dates, past and to come")
    async def dates(interaction: Interaction) -> None:
        on_command(interaction, "dates")

    @group.command(name="help", description="How to ask")
    async def help_(interaction: Interaction) -> None:
        on_command(interaction, "help")

    @tree.error
    async def unknown(interaction: Interaction, error: app_commands.AppCommandError) -> None:
        on_unknown(interaction, error)

    tree.add_command(group)
    return tree
