"""What exists before anyone speaks: the application, its bot, guilds, channels, roles and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from tests.servers.discord.permissions import EVERYONE_DEFAULT, Permission


class Intent(IntEnum):
    """Gateway intents that decide about the events this server knows."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


@dataclass(frozen=True, slots=True)
class User:
    id: str
    name: str
    global_name: str | None = None
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    id: str
    name: str
    permissions: int = 0


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel grants or takes from a role or a member."""

    id: str
    allow: int = 0
    deny: int = 0
    member: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    id: str
    name: str
    type: int = 0
    overwrites: tuple[Overwrite, ...] = ()
    parent_id: str | None = None
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    user: User
    roles: tuple[str, ...] = ()
    nick: str | None = None


@dataclass(frozen=True, slots=True)
class Guild:
    """A server. The role @everyone has the guild's id; it is added where `roles` lacks it."""

    id: str
    name: str
    owner_id: str
    channels: tuple[Channel, ...] = ()
    roles: tuple[Role, ...] = ()
    members: tuple[Member, ...] = ()
    locale: str = "en-GB"
    system_channel_id: str | None = None

    def member(self, user_id: str) -> Member | None:
        return next((member for member in self.members if member.user.id == user_id), None)

    @property
    def all_roles(self) -> tuple[Role, ...]:
        if any(role.id == self.id for role in self.roles):
            return self.roles
        return (Role(self.id, "@everyone", int(EVERYONE_DEFAULT)), *self.roles)


BOT = User("1100000000000000001", "figures", bot=True)
ALICE = User("1100000000000000011", "alice", "Alice")
BEN = User("1100000000000000012", "ben", "Ben")
EDITORS = Role("1100000000000000031", "editors")
NEWSROOM = Channel("1100000000000000041", "newsroom")
DESK = Channel("1100000000000000042", "desk")
PRIVATE = Channel(
    "1100000000000000043",
    "private",
    overwrites=(Overwrite(BOT.id, deny=int(Permission.VIEW_CHANNEL), member=True),),
)
READ_ONLY = Channel(
    "1100000000000000044",
    "read-only",
    overwrites=(Overwrite(BOT.id, deny=int(Permission.SEND_MESSAGES), member=True),),
)
GUILD = Guild(
    "1100000000000000021",
    "Newsroom",
    ALICE.id,
    channels=(NEWSROOM, DESK, PRIVATE, READ_ONLY),
    roles=(EDITORS,),
    members=(Member(BOT), Member(ALICE, (EDITORS.id,)), Member(BEN)),
)


@dataclass(frozen=True, slots=True)
class World:
    """The fixture of a server. `privileged`: the privileged intents switched on in the application's settings;
    `interactions_endpoint_url`: where the application has its interactions sent instead of to the gateway."""

    application_id: str = BOT.id
    token: str = "a-bot-token"
    bot: User = BOT
    guilds: tuple[Guild, ...] = (GUILD,)
    strangers: tuple[User, ...] = ()
    privileged: int = PRIVILEGED
    closed_to_direct_messages: frozenset[str] = field(default_factory=frozenset)
    interactions_endpoint_url: str | None = None

    @property
    def joined(self) -> tuple[Guild, ...]:
        """Those that the bot is a member of."""
        return tuple(guild for guild in self.guilds if guild.member(self.bot.id) is not None)

    def guild(self, guild_id: str) -> Guild | None:
        return next((guild for guild in self.guilds if guild.id == guild_id), None)

    def users(self) -> dict[str, User]:
        members = (member.user for guild in self.guilds for member in guild.members)
        return {user.id: user for user in (self.bot, *members, *self.strangers)}
