"""Mentions that came while the bot was away: Discord does not send them again, but its channels have them.

They are looked for whenever a session begins; one that is resumed gets them from Discord."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime

import discord
from discord.utils import time_snowflake

from adapters.again import Sleep
from adapters.async_desk import AsyncDesk
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.inbound import PLATFORM, of_message
from adapters.discordbot.members import with_roles_of_now
from adapters.discordbot.rest import Rest
from adapters.failures import log_setback
from bot.chat.nouns import Inbound
from bot.chat.service import USER_RATE
from bot.delivery.nouns import Address
from bot.errors import StoreUnavailable

_CHANNELS = 500
"""Those with the latest messages are looked through."""
_DIRECT = 50
"""So many direct messages, too: those that were answered last."""
_MESSAGES = 1_000
"""Of a channel, the latest."""
_NEEDED = discord.Permissions(view_channel=True, read_message_history=True)
_EVERY = USER_RATE.interval.total_seconds()
"""Seconds between two of one user: they are not to be told that they ask too fast."""

Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
Place = Channel | discord.PartialMessageable
Hand = Callable[[Inbound], None]


class Missed:
    """`hand` takes what was found, `sleep` waits between two of one user."""

    def __init__(self, config: DiscordConfig, desk: AsyncDesk, rest: Rest, hand: Hand, sleep: Sleep) -> None:
        self._config = config
        self._desk = desk
        self._rest = rest
        self._hand = hand
        self._sleep = sleep
        self._looking = asyncio.Lock()

    async def look(self, client: discord.AutoShardedClient, shard: int) -> None:
        """Hand over what was said in the channels of a shard and was never taken, in its order; while the database is
        away, later."""
        async with self._looking:
            since = self._desk.clock() - self._config.look_back
            while self._config.look_back:
                try:
                    await self._look(client, shard, since)
                except StoreUnavailable as error:
                    log_setback("mentions that came meanwhile are looked for later", error)
                    await asyncio.sleep(self._config.retake_every)
                else:
                    return

    async def _look(self, client: discord.AutoShardedClient, shard: int, since: datetime) -> None:
        assert client.user is not None
        found = list[Inbound]()
        async for channel in self._channels(client, shard, time_snowflake(since)):
            found += await _unanswered(channel, client.user.id, time_snowflake(since))
        wanted = set(await self._desk.untaken([event.key for event in found]))
        asked = Counter[str]()
        for event in sorted((event for event in found if event.key in wanted), key=_number):
            asked[event.asker.user] += 1
            if asked[event.asker.user] > USER_RATE.burst:
                await self._sleep(_EVERY)
            self._hand(await with_roles_of_now(self._rest, event))

    async def _channels(self, client: discord.AutoShardedClient, shard: int, begin: int) -> AsyncIterator[Place]:
        """Those that something was said in since, as far as the bot may read it."""
        guilds = (guild for guild in client.guilds if guild.shard_id == shard)
        seen = [channel for guild in guilds for channel in _readable(guild, begin)]
        for channel in sorted(seen, key=_latest, reverse=True)[:_CHANNELS]:
            yield channel
        if shard != 0:
            return  # Direct messages are on the first one.
        for id_ in await self._desk.channels(Address(PLATFORM, "", "").budget, _DIRECT):
            yield client.get_partial_messageable(int(id_), type=discord.ChannelType.private)


def _readable(guild: discord.Guild, begin: int) -> Iterable[Channel]:
    places: list[Channel] = [*guild.text_channels, *guild.voice_channels, *guild.stage_channels, *guild.threads]
    for channel in places:
        if _latest(channel) > begin and channel.permissions_for(guild.me).is_superset(_NEEDED):
            yield channel


async def _unanswered(channel: discord.abc.Messageable, me: int, begin: int) -> list[Inbound]:
    """What was said to the bot, and what it has not replied to."""
    answered, said = set[int](), list[Inbound]()
    try:
        async for message in channel.history(limit=_MESSAGES):
            if message.id <= begin:
                break
            if message.author.id == me and message.reference and message.reference.message_id:
                answered.add(message.reference.message_id)
            event = of_message(message, me)
            if event is not None and message.id not in answered:
                said.append(event)
    except discord.HTTPException as error:
        log_setback("a channel could not be looked through for mentions that came meanwhile", error)
    return said


def _latest(channel: Channel) -> int:
    return channel.last_message_id or 0


def _number(event: Inbound) -> int:
    return int(event.key.rpartition("/")[2])
