"""Guilds, their channels, roles and members."""

from __future__ import annotations

from tests.servers.discord.errors import missing_access, unknown
from tests.servers.discord.payloads import guild_payload, member_payload, role_payload
from tests.servers.discord.rest.call import Call, Route
from tests.servers.discord.world import Guild


def _guild(call: Call) -> Guild:
    guild = call.state.world.guild(call.path["guild_id"])
    if guild is None:
        raise unknown("Guild")
    if guild.member(call.state.world.bot.id) is None:
        raise missing_access()
    return guild


def get(call: Call) -> object:
    return guild_payload(_guild(call))


def channels(call: Call) -> object:
    guild = _guild(call)
    return [one.payload() for one in call.state.channels.values() if one.guild is guild and not one.is_thread]


def roles(call: Call) -> object:
    return [role_payload(role, position) for position, role in enumerate(_guild(call).all_roles)]


def member(call: Call) -> object:
    found = _guild(call).member(call.path["user_id"])
    if found is None:
        raise unknown("Member")
    return member_payload(found)


ROUTES = (
    Route("GET", "/guilds/{guild_id}", get),
    Route("GET", "/guilds/{guild_id}/channels", channels),
    Route("GET", "/guilds/{guild_id}/roles", roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", member),
)
