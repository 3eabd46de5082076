"""What has to be right in Slack, each tried there: one check a file. Nothing is changed or posted."""

from __future__ import annotations

from collections.abc import AsyncIterator

from adapters import clock
from adapters.checkup.finding import Finding
from adapters.checkup.skew import of_clock
from adapters.settings import Settings
from adapters.slackbot.checks.channels import of_allowed_channels, of_desk_channel
from adapters.slackbot.checks.events import of_events
from adapters.slackbot.checks.groups import of_groups
from adapters.slackbot.checks.scopes import of_scopes
from adapters.slackbot.checks.workspace import of_workspace
from adapters.slackbot.config import SlackConfig
from adapters.slackbot.lookup import who_is


async def look(settings: Settings, config: SlackConfig) -> AsyncIterator[Finding]:
    """Raises SlackRefused for the bot token, and SlackUnreachable."""
    who = await who_is(config)
    yield Finding("Slack token", f"workspace {who.team}, bot {who.bot_user}")
    yield of_scopes(who, config)
    yield await of_events(config)
    for finding in of_workspace(settings, who):
        yield finding
    async for finding in of_desk_channel(settings, config):
        yield finding
    async for finding in of_allowed_channels(settings, config):
        yield finding
    if not who.missing(user_groups=True):
        async for finding in of_groups(config):
            yield finding
    yield of_clock("Slack", who.date, clock.now())
