"""What has to be right in Discord, each tried there: one check a file. Nothing is changed or posted."""

from __future__ import annotations

from collections.abc import AsyncIterator

from adapters import clock
from adapters.checkup.finding import Finding
from adapters.checkup.skew import of_clock
from adapters.discordbot.checks.application import of_application
from adapters.discordbot.checks.channels import of_allowed_channels, of_desk_channel
from adapters.discordbot.checks.commands import of_commands
from adapters.discordbot.checks.gateway import of_gateway
from adapters.discordbot.checks.servers import of_roles, of_servers, servers
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.lookup import get
from adapters.settings import Settings


async def look(settings: Settings, config: DiscordConfig) -> AsyncIterator[Finding]:
    """Raises DiscordRefused for the token, and DiscordUnreachable."""
    me = await get(config, "/users/@me")
    yield Finding("Discord token", f"bot {me.body.get('username')}")
    application = (await get(config, "/applications/@me")).body
    yield of_application(application)
    yield await of_gateway(config)
    here = await servers(config)
    for finding in of_servers(settings, here, application):
        yield finding
    yield await of_commands(config, application, here or ())
    async for finding in of_desk_channel(settings, config, me.body):
        yield finding
    async for finding in of_allowed_channels(settings, config, me.body):
        yield finding
    async for finding in of_roles(settings, config, here or {}):
        yield finding
    yield of_clock("Discord", me.headers.get("Date"), clock.now())
