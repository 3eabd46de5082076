"""A server that the bot was added to is told how to ask, in one channel. Discord tells of no direct message that is
opened, and of nobody who installs the bot for themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import discord

from adapters.again import Sleep
from adapters.async_desk import AsyncDesk
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.inbound import PLATFORM
from adapters.failures import log_setback
from bot.delivery.nouns import Address
from bot.errors import StoreUnavailable

_NEEDED = discord.Permissions(view_channel=True, send_messages=True)


class Newcomers:
    """`sleep` waits between two tries."""

    def __init__(self, config: DiscordConfig, desk: AsyncDesk, sleep: Sleep = asyncio.sleep) -> None:
        self._config = config
        self._desk = desk
        self._sleep = sleep

    async def joined(self, guild: discord.Guild) -> None:
        """Discord tells of it once: while the database is away it waits here."""
        channel = next(_writable(guild), None)
        while channel is not None:
            try:
                await self._desk.welcome(Address(PLATFORM, str(guild.id), str(channel.id)))
            except StoreUnavailable as error:
                log_setback("a server that the bot was added to is welcomed later", error)
                await self._sleep(self._config.retake_every)
            else:
                return


def _writable(guild: discord.Guild) -> Iterator[discord.TextChannel]:
    """Those that the bot may write in, the one for newcomers first."""
    system = guild.system_channel
    for channel in (*([system] if system else []), *guild.text_channels):
        if channel.permissions_for(guild.me).is_superset(_NEEDED):
            yield channel
