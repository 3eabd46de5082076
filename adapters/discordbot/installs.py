"""Where somebody uses the bot: where it is a member or, for whoever has installed it for themselves, anywhere else."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)

Interaction = discord.Interaction[Any]


def is_member(interaction: Interaction) -> bool:
    """Whether the bot is in the server or conversation that something was done in: Discord tells it of all those."""
    if interaction.guild_id is not None:
        return interaction.client.get_guild(interaction.guild_id) is not None
    return not interaction.context.private_channel


def is_outside(interaction: Interaction) -> bool:
    """Whether nobody who runs a server has let the person in who acts. So it is in the bot's direct messages for
    whoever has installed it for themselves."""
    if not is_member(interaction):
        return True
    return interaction.guild_id is None and interaction.is_user_integration()


def can_post(interaction: Interaction) -> bool:
    """Whether the bot may write there by itself, as Discord says with each interaction. To somebody alone it can
    always."""
    if not is_member(interaction):
        return False
    if interaction.guild_id is None:
        return True
    allowed = interaction.app_permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    return allowed.view_channel and (allowed.send_messages_in_threads if in_thread else allowed.send_messages)
