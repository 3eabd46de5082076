"""What the bot may do in a server: as little as it can work with."""

from __future__ import annotations

import discord
from discord.utils import oauth_url

PERMISSIONS = discord.Permissions(
    view_channel=True,  # to be mentioned at all
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,  # the rows under the sentence are an embed
    attach_files=True,  # charts
    add_reactions=True,  # to thanks and greetings, which need no answer
    read_message_history=True,  # to see whether a message stands, to reply to one, and what came meanwhile
)
SCOPES = ("bot", "applications.commands")

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of them is privileged: Discord shows the bot what mentions it and what is said to it alone."""


def invite_url(application_id: int | str) -> str:
    """Where somebody who manages a server adds the bot to it."""
    return oauth_url(application_id, permissions=PERMISSIONS, scopes=SCOPES)
