"""The parts of the bot: which are configured, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adapters.settings import Settings
from adapters.variables import InvalidSetting, variable, wrong_value
from bot.chat.nouns import Visibility
from bot.delivery.nouns import Address

if TYPE_CHECKING:
    from adapters.discordbot.config import DiscordConfig
    from adapters.slackbot.config import SlackConfig

SLACK = "slack"
DISCORD = "discord"
PARTS = (SLACK, DISCORD)
_START_WITHIN = 10.0
"""Seconds for one platform to answer in."""


def why_not(settings: Settings, part: str) -> str | None:
    """What has to be set before a part can run; None: nothing."""
    if part == DISCORD:
        return None if settings.discord_token else f"{variable('discord_token')} is not set"
    if settings.slack_bot_token is None:
        return f"{variable('slack_bot_token')} is not set"
    if settings.slack_app_token is None and settings.slack_signing_secret is None:
        return (
            f"neither {variable('slack_app_token')} (Socket Mode) nor {variable('slack_signing_secret')} (HTTP) is set"
        )
    return None


def slack_config(settings: Settings) -> SlackConfig:
    """Of a part that nothing is missing for. Raises InvalidSetting."""
    from adapters.slackbot.config import SlackConfig

    assert settings.slack_bot_token is not None
    return SlackConfig(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=settings.slack_app_token.get_secret_value() if settings.slack_app_token else None,
        signing_secret=settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else None,
        api_url=settings.slack_api_url if settings.slack_api_url.endswith("/") else f"{settings.slack_api_url}/",
        bind=bind(settings),
        command_visibility=Visibility(settings.command_visibility),
        start_within=_START_WITHIN,
        # Both kinds stand in one list; the ids of Discord's roles are numbers.
        user_groups=tuple(id_ for id_ in (*settings.allowed_groups, *settings.editor_groups) if not id_.isdecimal()),
    )


def discord_config(settings: Settings) -> DiscordConfig:
    """Of a part that nothing is missing for."""
    from adapters.discordbot.config import DiscordConfig

    assert settings.discord_token is not None
    return DiscordConfig(
        token=settings.discord_token.get_secret_value(),
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        command_visibility=Visibility(settings.command_visibility),
        start_within=_START_WITHIN,
    )


def bind(settings: Settings) -> tuple[str, int]:
    """Host and port to listen on. Raises InvalidSetting."""
    host, _, port = settings.http_bind.rpartition(":")
    if int(port) > 65535:
        raise InvalidSetting(f"{variable('http_bind')} ends in {port}; a port is at most 65535")
    return host.strip("[]"), int(port)


async def desk_address(settings: Settings) -> Address | None:
    """The desk's own channel, with the workspace that it is in, as its platform says; None: there is none. Raises
    InvalidSetting, and what its platform's adapter raises at the start."""
    if settings.desk_channel is None:
        return None
    part, _, channel = settings.desk_channel.partition(":")
    missing = why_not(settings, part)
    if missing:
        raise InvalidSetting(f"{variable('desk_channel')} is a channel of {part.capitalize()}, but {missing}")
    workspace = await (_slack_team(settings) if part == SLACK else _guild_of(settings, channel))
    return Address(part, workspace, channel)


async def _slack_team(settings: Settings) -> str:
    from adapters.slackbot.lookup import who_is

    return (await who_is(slack_config(settings))).team


async def _guild_of(settings: Settings, channel: str) -> str:
    from adapters.discordbot.lookup import guild_of

    return await guild_of(discord_config(settings), channel)


def names(pairs: tuple[str, ...], field: str) -> frozenset[tuple[str, str]]:
    """Pairs of a platform and an id, from text such as "slack:C0123". Raises InvalidSetting."""
    found: list[Any] = [tuple(pair.split(":", 1)) for pair in pairs]
    for pair, text in zip(found, pairs, strict=True):
        if len(pair) != 2 or pair[0] not in PARTS or not pair[1]:
            raise wrong_value(field, text, Settings.model_fields[field].description)
    return frozenset(found)
