"""The parts of the bot: the platforms that there are, and what the settings say of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.discordbot import platform as discord
from adapters.platforms import Platform
from adapters.settings import Settings
from adapters.slackbot import platform as slack
from adapters.variables import InvalidSetting, variable, wrong_value
from bot.delivery.nouns import Address

PLATFORMS: Mapping[str, Platform] = {slack.NAME: slack, discord.NAME: discord}
"""By the names that addresses have them by."""
PARTS = tuple(PLATFORMS)


def why_not(settings: Settings, part: str) -> str | None:
    """What has to be set before a part can run; None: nothing."""
    return PLATFORMS[part].why_not(settings)


async def desk_address(settings: Settings) -> Address | None:
    """The desk's own channel, with the workspace that it is in, as its platform says; None: there is none. Raises
    InvalidSetting, and what its platform's adapter raises at the start."""
    if settings.desk_channel is None:
        return None
    refuse_desk_channel(settings)
    part, _, channel = settings.desk_channel.partition(":")
    return Address(part, await PLATFORMS[part].workspace_of(settings, channel), channel)


def refuse_desk_channel(settings: Settings) -> None:
    """Raises InvalidSetting for a channel of a platform that is not configured."""
    part = (settings.desk_channel or "").partition(":")[0]
    missing = part and why_not(settings, part)
    if missing:
        raise InvalidSetting(f"{variable('desk_channel')} is a channel of {part.capitalize()}, but {missing}")


def names(pairs: tuple[str, ...], field: str) -> frozenset[tuple[str, str]]:
    """Pairs of a platform and an id, from text such as "slack:C0123". Raises InvalidSetting."""
    found: list[Any] = [tuple(pair.split(":", 1)) for pair in pairs]
    for pair, text in zip(found, pairs, strict=True):
        if len(pair) != 2 or pair[0] not in PARTS or not pair[1]:
            raise wrong_value(field, text, Settings.model_fields[field].description)
    return frozenset(found)
