"""All that the server remembers, as Slack would."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.servers.slack.changes import Changes
from tests.servers.slack.clock import Clock, Timers
from tests.servers.slack.conversations import Conversation, Message
from tests.servers.slack.errors import SlackError
from tests.servers.slack.limits import RateLimits
from tests.servers.slack.records import ApiCall, Dispatch
from tests.servers.slack.workspace import Channel, User, Workspace

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5


@dataclass(slots=True)
class File:
    """An upload: `content` is None until it came, `channels` empty until it was shared."""

    id: str
    filename: str
    length: int
    alt_text: str = ""
    title: str = ""
    content: bytes | None = None
    completed: bool = False
    channels: list[str] = field(default_factory=list)


@dataclass(slots=True)
class OpenView:
    """A modal or home tab in front of a user, in Slack's own shape."""

    view: dict[str, Any]
    user: str


@dataclass(slots=True)
class ResponseUrl:
    """Where the app may answer to one act of a user: `original` is the message acted on."""

    dispatch: Dispatch
    channel: str
    user: str
    expires_at: float
    original: Message | None = None
    uses_left: int = RESPONSE_URL_USES


@dataclass(slots=True)
class Trigger:
    expires_at: float
    user: str
    used: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands: `viewer` is the one user who sees it, or None for everyone in the channel."""

    channel: str
    message: Message
    viewer: str | None


class State:
    def __init__(self, workspace: Workspace, clock: Clock, limits: RateLimits, *, strict: bool) -> None:
        self.workspace = workspace
        self.clock = clock
        self.limits = limits
        self.strict = strict
        self.timers = Timers(clock)
        self.changes = Changes()
        self.base_url = ""
        self.users: dict[str, User] = {user.id: user for user in workspace.users}
        self.conversations = {channel.id: Conversation(channel) for channel in workspace.channels}
        self.direct: dict[str, str] = {}
        self.ephemerals: dict[tuple[str, str], list[Message]] = {}
        self.views: dict[str, OpenView] = {}
        self.homes: dict[str, str] = {}
        self.files: dict[str, File] = {}
        self.prompts: dict[str, list[dict[str, str]]] = {}
        self.reactions: dict[tuple[str, str], list[str]] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.tickets: set[str] = set()
        self.requests: list[ApiCall] = []
        self.dispatches: list[Dispatch] = []
        self._numbers = itertools.count(1)
        self._last_microsecond = 0

    def new_id(self, prefix: str) -> str:
        return f"{prefix}{next(self._numbers):08X}"

    def new_ts(self) -> str:
        """The time as Slack writes it, unique and increasing."""
        self._last_microsecond = max(int(self.clock() * 1_000_000), self._last_microsecond + 1)
        return f"{self._last_microsecond // 1_000_000}.{self._last_microsecond % 1_000_000:06d}"

    def user(self, user_id: str) -> User:
        if user_id not in self.users:
            raise SlackError("user_not_found")
        return self.users[user_id]

    def conversation(self, channel_id: str) -> Conversation:
        """A conversation that the app can see; a private channel without it is as good as absent."""
        found = self.conversations.get(channel_id)
        if found is None or (found.channel.is_private and self.workspace.bot_user_id not in found.channel.members):
            raise SlackError("channel_not_found")
        return found

    def destination(self, channel_id: str) -> Conversation:
        """A conversation that the app may write to. A user's id stands for the direct message with that user."""
        if channel_id in self.users:
            return self.direct_message(channel_id)
        found = self.conversation(channel_id)
        channel = found.channel
        if channel.is_archived:
            raise SlackError("is_archived")
        may_write_anywhere = "chat:write.public" in self.workspace.scopes
        if self.workspace.bot_user_id not in channel.members and not may_write_anywhere:
            raise SlackError("not_in_channel")
        return found

    def readable(self, channel_id: str) -> Conversation:
        """A conversation whose messages the app may read."""
        found = self.conversation(channel_id)
        if self.workspace.bot_user_id not in found.channel.members:
            raise SlackError("not_in_channel")
        return found

    def direct_message(self, user_id: str) -> Conversation:
        """The conversation of the app with one user, opened when it is not."""
        if user_id not in self.direct:
            self.user(user_id)
            channel = Channel(self.new_id("D"), "", {user_id, self.workspace.bot_user_id}, is_im=True)
            self.direct[user_id] = channel.id
            self.conversations[channel.id] = Conversation(channel)
        return self.conversations[self.direct[user_id]]

    def app_message(self, content: dict[str, Any]) -> Message:
        """A new message of the app; `content` is its text, blocks, attachments, metadata, files and thread."""
        return {
            "type": "message",
            "user": self.workspace.bot_user_id,
            "bot_id": self.workspace.bot_id,
            "app_id": self.workspace.app_id,
            "team": self.workspace.team_id,
            "ts": self.new_ts(),
            "text": "",
            **content,
        }

    def add_ephemeral(self, channel_id: str, user_id: str, content: dict[str, Any]) -> Message:
        message = {**self.app_message(content), "is_ephemeral": True}
        self.ephemerals.setdefault((channel_id, user_id), []).append(message)
        return message

    def open_trigger(self, user_id: str) -> str:
        trigger_id = f"{self.new_id('')}.{self.workspace.team_id}"
        self.triggers[trigger_id] = Trigger(self.clock() + TRIGGER_SECONDS, user_id)
        return trigger_id

    def use_trigger(self, trigger_id: str) -> str:
        """The user of a trigger, which is then spent."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self.clock() > trigger.expires_at:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def open_response_url(self, dispatch: Dispatch, channel: str, user: str, original: Message | None = None) -> str:
        token = self.new_id("R")
        expires_at = self.clock() + RESPONSE_URL_SECONDS
        self.response_urls[token] = ResponseUrl(dispatch, channel, user, expires_at, original)
        return f"{self.base_url}/response/{token}"

    def places(self) -> Iterator[Place]:
        """Every message there is, private ones as well."""
        for channel_id, conversation in self.conversations.items():
            for message in conversation.by_ts.values():
                yield Place(channel_id, message, None)
        for (channel_id, viewer), messages in self.ephemerals.items():
            for message in messages:
                yield Place(channel_id, message, viewer)

    def place(self, ts: str) -> Place:
        """Where the message of this timestamp stands. KeyError where there is none."""
        for channel_id, conversation in self.conversations.items():
            if ts in conversation.by_ts:
                return Place(channel_id, conversation.by_ts[ts], None)
        for place in self.places():
            if place.message["ts"] == ts:
                return place
        raise KeyError(f"No message has the timestamp {ts}.")
