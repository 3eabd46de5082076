"""Whether Discord's gateway can be connected to."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
from yarl import URL

from adapters.checkup.finding import Finding
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.lookup import get
from adapters.variables import variable

_WHAT = "Discord gateway"
_HELLO = 10
"""The operation that every connection begins with."""


async def of_gateway(config: DiscordConfig) -> Finding:
    """Connects, hears the first word and leaves, without becoming a session. Raises DiscordUnreachable."""
    answer = await get(config, "/gateway/bot")
    if not answer.ok:
        return Finding(_WHAT, f"Discord does not say where it is ({answer.reason})", skipped=True)
    url = config.gateway_url or str(answer.body.get("url"))
    limit = answer.body.get("session_start_limit") or {}
    if limit.get("remaining") == 0:
        minutes = round(limit.get("reset_after", 0) / 60_000)
        told = f"no session may be begun for {minutes} minutes: the bot was started too often"
        return Finding(_WHAT, told, "wait so long, and look in the log for why it was started anew so often")
    wrong = await _wrong_with(url, config.start_within)
    if wrong is None:
        return Finding(_WHAT, f"{url} answers")
    address = f", and {variable('discord_gateway_url')}" if config.gateway_url else ""
    return Finding(_WHAT, f"{url} cannot be connected to: {wrong}", f"check the network and proxies for it{address}")


async def _wrong_with(url: str, seconds: float) -> str | None:
    at = URL(url).update_query(v="10", encoding="json")
    try:
        async with asyncio.timeout(seconds), aiohttp.ClientSession() as session, session.ws_connect(at) as socket:
            hello: Any = json.loads(await socket.receive_str())
            return None if hello.get("op") == _HELLO else "it does not speak as Discord's does"
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return type(error).__name__
    except (AttributeError, TypeError, ValueError):
        return "it does not speak as Discord's does"
