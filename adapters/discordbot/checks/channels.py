"""Whether the channels of the settings are there, and what the bot may do in them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from adapters.checkup.finding import Finding
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.lookup import get
from adapters.discordbot.permissions import PERMISSIONS, held
from adapters.settings import Settings
from adapters.variables import variable

_PREFIX = "discord:"
_DESK, _ALLOWED = "desk channel", "allowed channel"


async def of_desk_channel(settings: Settings, config: DiscordConfig, me: dict[str, Any]) -> AsyncIterator[Finding]:
    """`me` is the bot as a user. Raises DiscordUnreachable."""
    name = settings.desk_channel or ""
    if name.startswith(_PREFIX):
        yield await _of_channel(config, _DESK, name, "desk_channel", me)


async def of_allowed_channels(settings: Settings, config: DiscordConfig, me: dict[str, Any]) -> AsyncIterator[Finding]:
    """As `of_desk_channel`."""
    for name in settings.allowed_channels:
        if name.startswith(_PREFIX):
            yield await _of_channel(config, _ALLOWED, name, "allowed_channels", me)


async def _of_channel(config: DiscordConfig, what: str, name: str, field: str, me: dict[str, Any]) -> Finding:
    other = f"name another in {variable(field)}"
    answer = await get(config, f"/channels/{name.removeprefix(_PREFIX)}")
    if not answer.ok:
        told = f"{name} is not there, or the bot is not let in ({answer.reason})"
        return Finding(what, told, f"give the bot “View Channel” there, or {other}")
    channel = answer.body
    guild = channel.get("guild_id")
    if guild is None:
        return Finding(what, f"{name}, a direct message")
    title = f"#{channel.get('name')} ({name})"
    lacking = await _lacking(config, channel, str(guild), str(me.get("id")))
    if lacking:
        return Finding(what, f"the bot may not do all in {title}", f"give it there: {', '.join(lacking)}; or {other}")
    return Finding(what, title)


async def _lacking(config: DiscordConfig, channel: dict[str, Any], guild: str, me: str) -> list[str]:
    """The permissions that the bot lacks in a channel; in a thread, in the channel that it belongs to."""
    if "thread_metadata" in channel:
        parent = await get(config, f"/channels/{channel.get('parent_id')}")
        channel = parent.body if parent.ok else channel
    of_guild, member = await get(config, f"/guilds/{guild}"), await get(config, f"/guilds/{guild}/members/{me}")
    if not of_guild.ok or not member.ok:
        return []  # It is not said what the bot may do; that it sees the channel is.
    may = held(of_guild.body, member.body, channel, me)
    return [name.replace("_", " ").title() for name, needed in PERMISSIONS if needed and not getattr(may, name)]
