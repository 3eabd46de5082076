"""Discord as the rest of Factdesk has it: what of the settings concerns it, its checks and its bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from adapters.discordbot.config import DiscordConfig
from adapters.settings import Settings
from adapters.variables import InvalidSetting, variable
from bot.chat.nouns import Visibility

if TYPE_CHECKING:
    from adapters.async_desk import AsyncDesk
    from adapters.checkup.finding import Finding
    from adapters.discordbot.app import DiscordBot

NAME = "discord"
SECRETS = ("discord_token",)
WORKSPACE_ID = r"[0-9]+"
USER_ID = r"[0-9]+"
HOW = (
    "mention me: the answer is for all; /figure ask with a question, or with an order such as “unsubscribe 2”: it is"
    " for you alone, until you share it; the others, as /figure dates, are in the list that /figure opens"
)
"""How a question or an order is given here, for help."""
_START_WITHIN = 10.0
"""Seconds for Discord to answer in."""


def why_not(settings: Settings) -> str | None:
    """What has to be set before Discord can be served; None: nothing."""
    return None if settings.discord_token else f"{variable('discord_token')} is not set"


def refuse(settings: Settings) -> None:
    """Raises InvalidSetting for a desk channel that can be none of Discord's."""
    part, _, channel = (settings.desk_channel or "").partition(":")
    if part == NAME and not channel.isdecimal():
        raise InvalidSetting(
            f"{variable('desk_channel')} is “{settings.desk_channel}”, but a channel of Discord has a number: turn on "
            "the Developer Mode in Discord's settings and copy the channel's ID"
        )


def config(settings: Settings) -> DiscordConfig:
    """Where nothing is missing."""
    assert settings.discord_token is not None
    return DiscordConfig(
        token=settings.discord_token.get_secret_value(),
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        command_visibility=Visibility(settings.command_visibility),
        start_within=_START_WITHIN,
    )


async def workspace_of(settings: Settings, channel: str) -> str:
    """The server that it is in; empty for a direct message. Raises DiscordRefused or DiscordUnreachable."""
    from adapters.discordbot.lookup import guild_of

    return await guild_of(config(settings), channel)


def checks(settings: Settings) -> AsyncIterator[Finding]:
    from adapters.discordbot.checks import look

    return look(settings, config(settings))


def bot(settings: Settings, desk: AsyncDesk) -> DiscordBot:
    from adapters.charts import png
    from adapters.discordbot.app import DiscordBot
    from adapters.failures import reference_of

    return DiscordBot(config(settings), desk, reference_of, png)
