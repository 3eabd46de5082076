"""Telling Discord the bot's commands: when an operator says so, never by itself."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import discord

from adapters.discordbot.commands import Handlers, tree_of
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.endpoints import point_to
from adapters.discordbot.errors import DiscordRefused, DiscordUnreachable
from adapters.discordbot.gateway import GatewayClient


async def sync(config: DiscordConfig, guild: str | None = None) -> list[str]:
    """Register the commands in one server, where they stand at once, or without one everywhere; their names. Raises
    DiscordRefused or DiscordUnreachable."""
    point_to(config.api_url, config.gateway_url)
    client, tree = _unconnected()
    try:
        async with asyncio.timeout(config.start_within), client:
            await client.login(config.token)
            place = discord.Object(int(guild)) if guild else None
            if place:
                tree.copy_global_to(guild=place)
            return [command.name for command in await tree.sync(guild=place)]
    except discord.LoginFailure as error:
        raise DiscordRefused("Discord refused the token; set FACTDESK_DISCORD_TOKEN to the bot's own") from error
    except discord.Forbidden as error:
        raise DiscordRefused(f"the bot is not in the server {guild}; invite it with applications.commands") from error
    except (TimeoutError, OSError, aiohttp.ClientError, discord.HTTPException) as error:
        raise DiscordUnreachable(f"Discord did not take the commands at {config.api_url}: {error}") from error


def registered() -> list[dict[str, Any]]:
    """The commands as `sync` sends them."""
    _, tree = _unconnected()
    return [command.to_dict(tree) for command in tree.get_commands()]


def _unconnected() -> tuple[GatewayClient, discord.app_commands.CommandTree[Any]]:
    client = GatewayClient(_ignore, _ignore, _ignore, _ignore, _ignore)
    return client, tree_of(client, Handlers(_ignore, _ignore, _ignore, _none, _none))


def _ignore(*_arguments: Any) -> None:
    """Nothing arrives: the gateway is not connected to."""


async def _none(*_arguments: Any) -> list[str]:
    return []
