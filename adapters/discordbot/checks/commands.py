"""Whether the bot's commands are registered as this version has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.checkup.finding import Finding
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.lookup import get
from adapters.discordbot.sync import registered

_WHAT = "Discord commands"
_SYNC = "`factdesk discord sync` registers them; with --guild in one server alone, at once"

Commands = list[dict[str, Any]]


async def of_commands(config: DiscordConfig, application: Mapping[str, Any], here: Iterable[str]) -> Finding:
    """Everywhere, or in some server. Raises DiscordUnreachable."""
    at = f"/applications/{application.get('id')}"
    ours = _names(registered())
    found = await _registered(config, f"{at}/commands")
    if _names(found) == ours:
        return Finding(_WHAT, f"{_list(found)}, everywhere")
    for guild in here:
        of_guild = await _registered(config, f"{at}/guilds/{guild}/commands")
        if _names(of_guild) == ours:
            return Finding(_WHAT, f"{_list(of_guild)}, in the server {guild}")
        found = found or of_guild
    return Finding(_WHAT, f"{_list(found)}, of another version" if found else "none is registered", _SYNC)


async def _registered(config: DiscordConfig, path: str) -> Commands:
    answer = await get(config, path)
    return answer.body if answer.ok and isinstance(answer.body, list) else []


def _list(commands: Commands) -> str:
    return ", ".join(f"/{command.get('name')}" for command in commands)


def _names(commands: Iterable[Mapping[str, Any]]) -> frozenset[tuple[str, ...]]:
    """Every command and option by its way from the top: what a version has, whatever it is described as."""
    return frozenset(way for command in commands for way in _ways(command))


def _ways(command: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    name = str(command.get("name"))
    yield (name,)
    for option in command.get("options") or ():
        yield from ((name, *way) for way in _ways(option))
