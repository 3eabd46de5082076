"""`factdesk discord`: what Discord has to be told once."""

from __future__ import annotations

import asyncio

import click

from adapters.cli.say import tell
from adapters.discordbot import platform
from adapters.settings import load_settings
from adapters.variables import InvalidSetting


@click.group()
def discord() -> None:
    """Tell Discord what it has to know of the bot."""


@discord.command()
@click.option("--guild", metavar="ID", help="Only in this server, where the commands stand at once.")
def sync(guild: str | None) -> None:
    """Register the bot's commands. Needed once, and after an upgrade that changes them."""
    if guild is not None and not guild.isdecimal():
        raise click.UsageError(f"“{guild}” is not a server's id, which is a number")
    settings = load_settings()
    missing = platform.why_not(settings)
    if missing:
        raise InvalidSetting(f"{missing}; set it to the token of the bot")
    from adapters.discordbot.sync import sync as register

    names = asyncio.run(register(platform.config(settings), guild))
    where = f"in the server {guild}" if guild else "everywhere; it may take Discord an hour to show them"
    tell(f"Registered {where}: {', '.join(f'/{name}' for name in names)}")
