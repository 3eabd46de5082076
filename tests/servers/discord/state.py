"""Everything the server holds and has seen. REST, the gateway and the driver all work on it."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tests.servers.discord.changes import Changes
from tests.servers.discord.channels import DIRECT, GROUP, ChannelState
from tests.servers.discord.errors import Json, unknown
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.snowflakes import Clock, Snowflakes
from tests.servers.discord.world import User, World

EPHEMERAL = 1 << 6


@dataclass(slots=True)
class RequestRecord:
    """One request. `status` is None while it runs, and for one whose connection was dropped. `at`: seconds."""

    method: str
    route: str
    path: str
    query: dict[str, str]
    at: float
    body: Any = None
    files: tuple[str, ...] = ()
    status: int | None = None
    answer: Any = None

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"


class Publisher(Protocol):
    """The gateway, as seen by those who change something."""

    def message(self, event: str, message: Json) -> None: ...

    def event(self, event: str, data: Json, guild_id: str | None, intent: int) -> None: ...


@dataclass(slots=True)
class Nonce:
    """A message that was sent with enforce_nonce."""

    message_id: str
    at: float


class State:
    """The world as it now is. `nonce_window`: seconds for which a repeated nonce returns the first message.
    `layouts` False: it knows nothing of components V2."""

    def __init__(
        self, world: World, clock: Clock, *, strict: bool = True, nonce_window: float = 180.0, layouts: bool = True
    ) -> None:
        self.world = world
        self.clock = clock
        self.strict = strict
        self.nonce_window = nonce_window
        self.layouts = layouts
        self.snowflakes = Snowflakes(clock)
        self.users = world.users()
        self.channels = {
            channel.id: ChannelState.of(channel, guild) for guild in world.guilds for channel in guild.channels
        }
        self.direct: dict[str, ChannelState] = {}
        self.messages: dict[str, Json] = {}
        self.nonces: dict[tuple[str, str], Nonce] = {}
        self.uploads: dict[str, bytes] = {}
        self.uploaded: dict[str, list[Json]] = {}
        self.interactions: dict[str, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}
        self.commands: dict[str | None, list[Json]] = {}
        self.requests: list[RequestRecord] = []
        self.refusals: list[RequestRecord] = []
        self.typing: list[str] = []
        self.reactions: dict[str, list[str]] = {}
        self.base_url = ""
        self.gateway_url = ""
        self.recommended_shards = 1
        self.publish: Publisher
        self.changes = Changes(self.describe)

    def channel(self, channel_id: str) -> ChannelState:
        """Raises 404 Unknown Channel."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise unknown("Channel") from None

    def message(self, channel_id: str, message_id: str) -> Json:
        """A message of a channel that everyone there can see; raises 404 Unknown Message."""
        message = self.messages.get(message_id)
        if message is None or message["channel_id"] != channel_id or message["flags"] & EPHEMERAL:
            raise unknown("Message")
        return message

    def direct_channel(self, user: User) -> ChannelState:
        """The conversation of the bot with a user, opened when there is none yet."""
        if user.id not in self.direct:
            channel = ChannelState(self.snowflakes.next(), DIRECT, "", recipient=user)
            self.direct[user.id] = self.channels[channel.id] = channel
        return self.direct[user.id]

    def group_channel(self, users: Sequence[User]) -> ChannelState:
        """A conversation of people, in which the bot is not."""
        channel = ChannelState(self.snowflakes.next(), GROUP, "", recipient=users[0])
        self.channels[channel.id] = channel
        return channel

    def history(self, channel_id: str) -> list[Json]:
        """The messages of a channel that everyone there can see, oldest first."""
        return [self.messages[key] for key in self.channel(channel_id).history]

    def find_command(self, name: str, guild_id: str | None) -> Json | None:
        """A guild's own command goes before the global one of the same name."""
        for scope in (guild_id, None) if guild_id else (None,):
            for command in self.commands.get(scope, []):
                if command["name"] == name:
                    return command
        return None

    def describe(self) -> str:
        """The end of what was recorded, for the message of a failed wait."""
        requests = [
            f"{one.method} {one.path} -> {one.status} {one.answer if (one.status or 0) >= 400 else ''}"
            for one in deque(self.requests, maxlen=30)
        ]
        interactions = [json.dumps(one.summary()) for one in list(self.interactions.values())[-10:]]
        messages = [
            f"{one['channel_id']}/{one['id']} {one['author']['username']}: {one['content']!r} "
            f"embeds {json.dumps(one['embeds'])} components {json.dumps(one['components'])}"
            for one in list(self.messages.values())[-20:]
        ]
        parts = ("requests", requests), ("interactions", interactions), ("messages", messages)
        return "\n".join(line for title, lines in parts for line in (f"-- {title}", *lines))
