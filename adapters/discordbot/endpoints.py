"""Where discord.py finds Discord. It keeps both addresses on classes, so they are set here and nowhere else, before
anything connects."""

from __future__ import annotations

from typing import Any, Self

import discord.shard
from discord import Client
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from adapters.failures import log_setback

_MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Socket(DiscordWebSocket):
    """A connection that comes back to the gateway that was set, and that outlives an event it cannot read."""

    anchor: URL | None = None
    """The gateway for every connection, resumed ones too; None: wherever Discord says."""

    @classmethod
    async def from_client(cls, client: Client, *, gateway: URL | None = None, **others: Any) -> Self:
        return await super().from_client(client, gateway=cls.anchor or gateway, **others)

    async def received_message(self, msg: Any, /) -> None:
        try:
            await super().received_message(msg)
        except _MALFORMED as error:
            # discord.py would end the whole client, and lose what comes until it is connected again.
            log_setback("Discord sent an event that cannot be read", error)


def point_to(api_url: str, gateway_url: str | None) -> None:
    """Make discord.py speak to these addresses, for the whole process."""
    Route.BASE = api_url.rstrip("/")
    Socket.anchor = URL(gateway_url) if gateway_url else None
    if Socket.anchor:
        DiscordWebSocket.DEFAULT_GATEWAY = Socket.anchor
    discord.shard.DiscordWebSocket = Socket  # type: ignore[misc]


def gateway_is(url: URL) -> None:
    """The gateway that the API named: new sessions begin there, also those after an invalid one."""
    if Socket.anchor is None:
        DiscordWebSocket.DEFAULT_GATEWAY = url
