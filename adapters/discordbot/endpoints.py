"""Where discord.py finds Discord. It keeps both addresses on classes, so they are set here and nowhere else, before
anything connects."""

from __future__ import annotations

import json
import re
from typing import Any, Self

import discord.shard
from discord import Client
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from adapters.failures import log_setback
from adapters.whole import whole

_MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_ESCAPED = re.compile(r"\\u(?:d[89a-f]|0000)", re.IGNORECASE)
"""What may be half of a character, or none."""


class Socket(DiscordWebSocket):
    """A connection that comes back to the gateway that was set, and that outlives an event it cannot read. What an
    event says is text that can be stored."""

    anchor: URL | None = None
    """The gateway for every connection, resumed ones too; None: wherever Discord says."""

    @classmethod
    async def from_client(cls, client: Client, *, gateway: URL | None = None, **others: Any) -> Self:
        return await super().from_client(client, gateway=cls.anchor or gateway, **others)

    async def received_message(self, msg: Any, /) -> None:
        try:
            text = self._decompressor.decompress(msg) if isinstance(msg, bytes) else msg
            if text is None:
                return  # The rest of it is to come.
            await super().received_message(json.dumps(whole(json.loads(text))) if _ESCAPED.search(text) else text)
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
