"""Who may read a channel, as Discord has told the bot of its server."""

from __future__ import annotations

import discord

from bot.chat.nouns import Audience

_READING = discord.Permissions(view_channel=True, read_message_history=True)


def audience_in(guild: discord.Guild | None, channel: int | None) -> Audience:
    """Of a channel or thread. One that is not known, or of which anybody is kept out, is its members' alone."""
    if guild is None:
        return Audience.ALONE
    found = guild.get_channel_or_thread(channel) if channel is not None else None
    if isinstance(found, discord.Thread) and not found.is_private():
        found = found.parent
    if isinstance(found, discord.TextChannel | discord.ForumChannel) and _is_open(found):
        return Audience.EVERYONE
    return Audience.MEMBERS


def _is_open(channel: discord.TextChannel | discord.ForumChannel) -> bool:
    everyone = channel.permissions_for(channel.guild.default_role)
    return everyone.is_superset(_READING) and not any(
        _READING.value & denied.value for _, denied in (one.pair() for one in channel.overwrites.values())
    )
