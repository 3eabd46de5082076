"""The connection to Discord's gateway."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import Any

import discord
from yarl import URL

from adapters.discordbot.endpoints import gateway_is
from adapters.discordbot.permissions import INTENTS
from adapters.failures import log_setback

OnMessage = Callable[[discord.Message], None]
OnSession = Callable[[int], None]
OnInteraction = Callable[[discord.Interaction[Any]], None]
OnJoined = Callable[[discord.Guild], None]

# The bot speaks in writing: what discord.py would need for voice is not missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

FATAL_CLOSES = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
"""Codes with which the gateway closes for good: the token, the shards or the intents are wrong."""


class GatewayClient(discord.AutoShardedClient):
    """Hands on what arrives. It keeps no messages and no members: each event brings what is needed of them."""

    def __init__(
        self,
        on_message: OnMessage,
        on_edit: OnMessage,
        on_interaction: OnInteraction,
        on_session: OnSession,
        on_joined: OnJoined,
    ) -> None:
        super().__init__(
            intents=INTENTS,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.connected = asyncio.Event()
        self._hand_message = on_message
        self._hand_edit = on_edit
        self._hand_interaction = on_interaction
        self._tell_of_session = on_session
        self._tell_of_server = on_joined

    async def launch_shard(self, gateway: URL, shard_id: int, *, initial: bool = False) -> None:
        gateway_is(gateway)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def on_shard_connect(self, _shard_id: int) -> None:
        self.connected.set()

    async def on_shard_ready(self, shard_id: int) -> None:
        """A session began, and its servers are known: what came before it did not."""
        self._tell_of_session(shard_id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """The bot was added to a server while it was connected."""
        self._tell_of_server(guild)

    async def on_message(self, message: discord.Message) -> None:
        self._hand_message(message)

    async def on_raw_message_edit(self, change: discord.RawMessageUpdateEvent) -> None:
        self._hand_edit(change.message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Buttons, lists and forms; commands come through their tree."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            self._hand_interaction(interaction)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        error = sys.exception()
        if error is not None:
            log_setback(f"Discord's event {event_method} failed", error)
