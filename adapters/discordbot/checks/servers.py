"""Whether the bot is in a server, in those that are to be answered, and whether the roles of the settings are there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from adapters.checkup.finding import Finding
from adapters.discordbot.config import DiscordConfig
from adapters.discordbot.lookup import get
from adapters.discordbot.permissions import invite_url
from adapters.settings import Settings
from adapters.variables import variable

_WHAT = "Discord servers"
_PREFIX = "discord:"
_SHOWN = 5


async def servers(config: DiscordConfig) -> Mapping[str, str] | None:
    """The names of the servers that the bot is in, by id, of more than 200 the first; None: Discord does not say.
    Raises DiscordUnreachable."""
    answer = await get(config, "/users/@me/guilds")
    if not answer.ok:
        return None
    return {str(one["id"]): str(one["name"]) for one in answer.body}


def of_servers(settings: Settings, here: Mapping[str, str] | None, application: dict[str, Any]) -> Iterator[Finding]:
    invite = f"somebody who manages it opens {invite_url(application.get('id', ''))}"
    if here is None:
        yield Finding(_WHAT, "Discord does not say which ones the bot is in", skipped=True)
        return
    if not here:
        yield Finding(_WHAT, "the bot is in none", invite)
        return
    named = ", ".join(list(here.values())[:_SHOWN])
    yield Finding(_WHAT, f"{named} and {len(here) - _SHOWN} more" if len(here) > _SHOWN else named)
    allowed = [one.removeprefix(_PREFIX) for one in settings.allowed_workspaces if one.startswith(_PREFIX)]
    field = variable("allowed_workspaces")
    for id_ in allowed:
        if id_ not in here:
            yield Finding(_WHAT, f"the bot is not in {id_}, which {field} names", f"{invite}, or take it out there")
    if settings.allowed_workspaces and not here.keys() & set(allowed):
        told = f"nobody is answered in Discord, as {field} names none of the servers that the bot is in"
        yield Finding(_WHAT, told, f"add one to it, as discord:{next(iter(here))}, or leave the Discord token out")


async def of_roles(settings: Settings, config: DiscordConfig, here: Mapping[str, str]) -> AsyncIterator[Finding]:
    """Raises DiscordUnreachable."""
    wanted = [one for one in (*settings.allowed_groups, *settings.editor_groups) if one.isdecimal()]
    if not wanted or not here:
        return
    known: dict[str, str] = {}
    for guild in here:
        answer = await get(config, f"/guilds/{guild}/roles")
        known |= {str(role["id"]): str(role["name"]) for role in answer.body} if answer.ok else {}
    for role in dict.fromkeys(wanted):
        if role in known:
            yield Finding("role", f"{known[role]} ({role})")
            continue
        fields = f"{variable('allowed_groups')} and {variable('editor_groups')}"
        mend = f"look for it in {fields}; the id is copied from the role in the server's settings"
        yield Finding("role", f"{role} is in no server that the bot is in", mend)
