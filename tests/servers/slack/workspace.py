"""The workspace that the server starts with: people, channels, user groups and the installed app."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class User:
    """`team_id` is the workspace of a user of another organisation, who is in channels shared by Slack Connect; None:
    they are of this one."""

    id: str
    name: str
    real_name: str = ""
    is_bot: bool = False
    deleted: bool = False
    tz: str = "Pacific/Auckland"
    team_id: str | None = None


@dataclass(slots=True)
class Channel:
    """A channel; `is_im` marks a direct message with the app, whose two members are the user and the app, `is_mpim` a
    group message, which is private."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    is_archived: bool = False
    is_im: bool = False
    is_mpim: bool = False

    @property
    def kind(self) -> str:
        """The word that scopes use for this kind of conversation."""
        if self.is_im:
            return "im"
        if self.is_mpim:
            return "mpim"
        return "groups" if self.is_private else "channels"


BOT_USER = User("U0000BOT", "factdesk", "Factdesk", is_bot=True)
ANA = User("U0000ANA", "ana", "Ana Rewi")
BEN = User("U0000BEN", "ben", "Ben Hale")

ALL_SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "chat:write",
        "commands",
        "files:write",
        "reactions:write",
        "team:read",
        "usergroups:read",
    }
    | {"users:read", "channels:history", "groups:history", "im:history", "mpim:history"}
    | {"channels:read", "groups:read", "im:read", "mpim:read", "im:write"}
)


def _users() -> list[User]:
    return [BOT_USER, ANA, BEN]


def _channels() -> list[Channel]:
    everyone = {BOT_USER.id, ANA.id, BEN.id}
    return [
        Channel("C0000NEWS", "newsroom", set(everyone)),
        Channel("C0000POLI", "politics", set(everyone)),
        Channel("C0000DESK", "figures-desk", set(everyone), is_private=True),
        Channel("C0000ELSE", "elsewhere", {ANA.id, BEN.id}),
        Channel("C0000SECR", "secret", {ANA.id}, is_private=True),
        Channel("C0000GONE", "gone", set(everyone), is_archived=True),
    ]


@dataclass(slots=True)
class Workspace:
    """Everything that is there before anyone speaks. `user_groups` maps a group's id to the ids of its users;
    `tells_scopes`: answers have the header that names those of the token, which a proxy may take away."""

    team_id: str = "T0000TEAM"
    team_name: str = "Newsroom"
    domain: str = "newsroom"
    app_id: str = "A0000APP"
    bot_id: str = "B0000BOT"
    bot_user_id: str = BOT_USER.id
    bot_token: str = "xoxb-test"
    app_token: str = "xapp-test"
    signing_secret: str = "signing-secret"
    verification_token: str = "verification-token"
    scopes: frozenset[str] = ALL_SCOPES
    users: list[User] = field(default_factory=_users)
    channels: list[Channel] = field(default_factory=_channels)
    tells_scopes: bool = True
    unknown_blocks: frozenset[str] = frozenset()
    """Types of blocks that it does not take yet: Slack brings new ones to one workspace after the other."""
    user_groups: dict[str, list[str]] = field(default_factory=lambda: {"S0000DESK": [ANA.id]})

    def team_of(self, user_id: str) -> str:
        """The workspace that somebody belongs to; nobody who is not known is of another one."""
        found = next((user for user in self.users if user.id == user_id), None)
        return self.team_id if found is None or found.team_id is None else found.team_id
