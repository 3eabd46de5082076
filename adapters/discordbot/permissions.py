"""What the bot may do in a server: as little as it can work with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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


def held(
    guild: Mapping[str, Any], member: Mapping[str, Any], channel: Mapping[str, Any], user: str
) -> discord.Permissions:
    """What a member may do in a channel of a server, each as REST describes it: by its roles, then by the channel's
    overwrites for everyone, for roles and for the member."""
    everyone, roles = str(guild["id"]), {str(role) for role in member["roles"]}
    if str(guild.get("owner_id")) == user:
        return discord.Permissions.all()
    mine = [role for role in guild["roles"] if str(role["id"]) in roles | {everyone}]
    may = discord.Permissions.none()
    for role in mine:
        may |= discord.Permissions(int(role["permissions"]))
    if may.administrator:
        return discord.Permissions.all()
    overwrites = channel.get("permission_overwrites") or ()
    for ids in ({everyone}, roles - {everyone}, {user}):
        here = [one for one in overwrites if str(one["id"]) in ids]
        may &= ~_joined(here, "deny")
        may |= _joined(here, "allow")
    return may


def _joined(overwrites: Sequence[Mapping[str, Any]], what: str) -> discord.Permissions:
    joined = discord.Permissions.none()
    for one in overwrites:
        joined |= discord.Permissions(int(one[what]))
    return joined
