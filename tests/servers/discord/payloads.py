"""The objects of guilds, members, roles and applications, as Discord shapes them."""

from __future__ import annotations

from tests.servers.discord.channels import ChannelState, user_payload
from tests.servers.discord.errors import Json
from tests.servers.discord.world import Guild, Intent, Member, Role, World

_JOINED = "2024-01-01T00:00:00+00:00"
_CONTENT_FLAGS = 1 << 19


def member_payload(member: Member, *, with_user: bool = True) -> Json:
    payload: Json = {
        "nick": member.nick,
        "avatar": None,
        "roles": list(member.roles),
        "joined_at": _JOINED,
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    if with_user:
        payload["user"] = user_payload(member.user)
    return payload


def role_payload(role: Role, position: int) -> Json:
    return {
        "id": role.id,
        "name": role.name,
        "permissions": str(role.permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def guild_payload(guild: Guild) -> Json:
    """The guild object of REST."""
    return {
        "id": guild.id,
        "name": guild.name,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "owner_id": guild.owner_id,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [role_payload(role, position) for position, role in enumerate(guild.all_roles)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "nsfw_level": 0,
        "application_id": None,
        "system_channel_id": guild.system_channel_id,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": guild.locale,
    }


def guild_create_payload(guild: Guild, channels: list[ChannelState]) -> Json:
    """The GUILD_CREATE event: the guild with its channels, threads and members."""
    return guild_payload(guild) | {
        "joined_at": _JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_payload(member) for member in guild.members],
        "channels": [channel.payload() for channel in channels if not channel.is_thread],
        "threads": [channel.payload() for channel in channels if channel.is_thread],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application_payload(world: World) -> Json:
    return {
        "id": world.application_id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "rpc_origins": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": user_payload(next(iter(world.users().values()))),
        "team": None,
        "summary": "",
        "interactions_endpoint_url": world.interactions_endpoint_url,
        "flags": application_flags(world),
        "approximate_guild_count": len(world.guilds),
        "tags": [],
    }


def application_flags(world: World) -> int:
    """The flags of privileged intents, as an unverified application has them."""
    flags = 0
    for intent, flag in ((Intent.GUILD_PRESENCES, 1 << 13), (Intent.GUILD_MEMBERS, 1 << 15)):
        flags |= flag if intent & world.privileged else 0
    return flags | (_CONTENT_FLAGS if Intent.MESSAGE_CONTENT & world.privileged else 0)
