"""Permission bits, and what a member may do in a channel."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.servers.discord.world import Guild, Overwrite


class Permission(IntEnum):
    """Bits. Joined they are a plain number, which is quicker to test than a flag."""

    ADMINISTRATOR = 1 << 3
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38


ALL = (1 << 53) - 1
EVERYONE_DEFAULT = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)


def permissions_in(guild: Guild, overwrites: Iterable[Overwrite], user_id: str) -> int:
    """The bits a member holds in a channel of a guild: roles first, then the channel's overwrites in their order."""
    member = guild.member(user_id)
    if member is None:
        return 0
    if user_id == guild.owner_id:
        return ALL
    held = {guild.id, *member.roles}
    bits = 0
    for role in guild.all_roles:
        if role.id in held:
            bits |= role.permissions
    if bits & Permission.ADMINISTRATOR:
        return ALL
    return _overwritten(bits, tuple(overwrites), guild.id, held, user_id)


def _overwritten(bits: int, overwrites: tuple[Overwrite, ...], guild_id: str, roles: set[str], user_id: str) -> int:
    everyone = [one for one in overwrites if not one.member and one.id == guild_id]
    by_role = [one for one in overwrites if not one.member and one.id != guild_id and one.id in roles]
    by_member = [one for one in overwrites if one.member and one.id == user_id]
    for group in (everyone, by_role, by_member):
        for one in group:
            bits &= ~one.deny
        for one in group:
            bits |= one.allow
    return bits
