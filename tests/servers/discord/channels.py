"""Channels as they now are: those of the fixture, threads, and direct messages."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.servers.discord.errors import Json
from tests.servers.discord.permissions import ALL, permissions_in
from tests.servers.discord.world import Channel, Guild, Overwrite, User

TEXT, DIRECT, GROUP, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 3, 11, 12


@dataclass(slots=True, eq=False)
class ChannelState:
    """One channel with the ids of its public messages, oldest first."""

    id: str
    type: int
    name: str
    guild: Guild | None = None
    recipient: User | None = None
    overwrites: tuple[Overwrite, ...] = ()
    parent_id: str | None = None
    topic: str | None = None
    owner_id: str | None = None
    created: str = ""
    history: list[str] = field(default_factory=list)
    _permissions: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, channel: Channel, guild: Guild) -> ChannelState:
        return cls(
            channel.id,
            channel.type,
            channel.name,
            guild,
            overwrites=channel.overwrites,
            parent_id=channel.parent_id,
            topic=channel.topic,
        )

    @property
    def is_thread(self) -> bool:
        return self.type in (PUBLIC_THREAD, PRIVATE_THREAD)

    @property
    def guild_id(self) -> str | None:
        return self.guild.id if self.guild else None

    def permissions(self, user_id: str) -> int:
        """The bits that a user holds here."""
        if self.guild is None:
            return ALL
        if user_id not in self._permissions:
            self._permissions[user_id] = permissions_in(self.guild, self.overwrites, user_id)
        return self._permissions[user_id]

    def overwrite(self, overwrites: tuple[Overwrite, ...]) -> None:
        """Changes who may do what here."""
        self.overwrites = overwrites
        self._permissions.clear()

    def payload(self) -> Json:
        """The channel object."""
        last = self.history[-1] if self.history else None
        if self.guild is None:
            recipients = [user_payload(self.recipient)] if self.recipient else []
            return {"id": self.id, "type": self.type, "last_message_id": last, "flags": 0, "recipients": recipients}
        common: Json = {
            "id": self.id,
            "type": self.type,
            "guild_id": self.guild.id,
            "name": self.name,
            "parent_id": self.parent_id,
            "last_message_id": last,
            "rate_limit_per_user": 0,
            "flags": 0,
        }
        return common | (self._thread_fields() if self.is_thread else self._text_fields())

    def _thread_fields(self) -> Json:
        invitable = {"invitable": True} if self.type == PRIVATE_THREAD else {}
        return {
            "owner_id": self.owner_id,
            "message_count": len(self.history),
            "total_message_sent": len(self.history),
            "member_count": 1,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": 1440,
                "archive_timestamp": self.created,
                "create_timestamp": self.created,
                "locked": False,
                **invitable,
            },
        }

    def _text_fields(self) -> Json:
        overwrites = [
            {"id": one.id, "type": int(one.member), "allow": str(one.allow), "deny": str(one.deny)}
            for one in self.overwrites
        ]
        return {"topic": self.topic, "position": 0, "nsfw": False, "permission_overwrites": overwrites}


def user_payload(user: User) -> Json:
    """The user object."""
    return {
        "id": user.id,
        "username": user.name,
        "discriminator": "0000" if user.bot else "0",
        "global_name": user.global_name,
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
    }
