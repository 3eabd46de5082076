"""The bot itself, its application, its way to the gateway, and its conversations."""

from __future__ import annotations

from tests.servers.discord.channels import user_payload
from tests.servers.discord.errors import cannot_message_user, unknown
from tests.servers.discord.payloads import application_payload
from tests.servers.discord.permissions import permissions_in
from tests.servers.discord.rest.call import Call, Route


def me(call: Call) -> object:
    return user_payload(call.state.world.bot) | {"verified": True, "mfa_enabled": True, "email": None}


def user(call: Call) -> object:
    found = call.state.users.get(call.path["user_id"])
    if found is None:
        raise unknown("User")
    return user_payload(found)


def application(call: Call) -> object:
    return application_payload(call.state.world)


def gateway(call: Call) -> object:
    return {"url": call.state.gateway_url}


def gateway_for_bots(call: Call) -> object:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.state.gateway_url, "shards": call.state.recommended_shards, "session_start_limit": limit}


def my_guilds(call: Call) -> object:
    """The servers that the bot is in, as it sees them in a list."""
    me = call.state.world.bot.id
    return [
        {
            "id": guild.id,
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner_id == me,
            "permissions": str(permissions_in(guild, (), me)),
            "features": [],
        }
        for guild in call.state.world.guilds
        if guild.member(me) is not None
    ]


def open_direct(call: Call) -> object:
    recipient = call.state.users.get(str(call.fields.get("recipient_id")))
    if recipient is None:
        raise unknown("User")
    if recipient.bot or recipient.id in call.state.world.closed_to_direct_messages:
        raise cannot_message_user()
    return call.state.direct_channel(recipient).payload()


ROUTES = (
    Route("GET", "/users/@me", me),
    Route("GET", "/users/@me/guilds", my_guilds),
    Route("GET", "/users/{user_id}", user),
    Route("GET", "/oauth2/applications/@me", application),
    Route("GET", "/applications/@me", application),
    Route("GET", "/gateway", gateway, authorized=False),
    Route("GET", "/gateway/bot", gateway_for_bots),
    Route("POST", "/users/@me/channels", open_direct),
)
