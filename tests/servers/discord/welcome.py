"""What a session is told at its start, and members on request."""

from __future__ import annotations

import json

from tests.servers.discord.channels import user_payload
from tests.servers.discord.errors import Json
from tests.servers.discord.payloads import application_flags, guild_create_payload, member_payload
from tests.servers.discord.sessions import Session
from tests.servers.discord.state import State
from tests.servers.discord.world import Intent, World


def greet(state: State, session: Session) -> None:
    """READY with the guilds unavailable, then each guild as it is."""
    world = state.world
    guilds = [guild for guild in world.joined if session.hears(guild.id)]
    ready: Json = {
        "v": 10,
        "user": user_payload(world.bot) | {"verified": True, "mfa_enabled": True, "email": None},
        "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": state.gateway_url,
        "shard": list(session.shard),
        "application": {"id": world.application_id, "flags": application_flags(world)},
        "private_channels": [],
        "_trace": [],
    }
    session.dispatch("READY", json.dumps(ready))
    if not session.intents & Intent.GUILDS:
        return
    for guild in guilds:
        channels = [channel for channel in state.channels.values() if channel.guild is guild]
        session.dispatch("GUILD_CREATE", json.dumps(guild_create_payload(guild, channels)))


def member_chunk(world: World, asked: Json) -> Json:
    """The members of a guild that a client asked for, by ids or by the start of a name."""
    guild = world.guild(str(asked.get("guild_id")))
    members = guild.members if guild else ()
    ids = asked.get("user_ids")
    if ids:
        wanted = {str(one) for one in (ids if isinstance(ids, list) else [ids])}
        members = tuple(member for member in members if member.user.id in wanted)
    query = str(asked.get("query") or "")
    return {
        "guild_id": str(asked.get("guild_id")),
        "members": [member_payload(member) for member in members if member.user.name.startswith(query)],
        "chunk_index": 0,
        "chunk_count": 1,
        "nonce": asked.get("nonce"),
    }
