"""What users do: each act is sent to the app, and the record of it is given back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.servers.slack import payloads
from tests.servers.slack.acting import chosen, filled_in, find_element, pressed
from tests.servers.slack.conversations import Conversation, Message
from tests.servers.slack.dispatcher import Dispatcher
from tests.servers.slack.records import Dispatch, Kind
from tests.servers.slack.state import OpenView, Place, State

Target = str | dict[str, Any]
"""A message or its timestamp, a view or its id."""


class Driver:
    """Acts of users. Where no user or channel is named, it is the workspace's first person and first channel."""

    def __init__(self, state: State, dispatcher: Dispatcher) -> None:
        self.state = state
        self.dispatcher = dispatcher

    @property
    def first_user(self) -> str:
        return next(user.id for user in self.state.workspace.users if not user.is_bot)

    @property
    def first_channel(self) -> str:
        return self.state.workspace.channels[0].id

    def command(self, name: str, text: str = "", *, user: str | None = None, channel: str | None = None) -> Dispatch:
        user, channel = user or self.first_user, channel or self.first_channel
        dispatch = self.dispatcher.prepare("slash_commands", payloads.command(self.state, name, text, user, channel))
        dispatch.payload["response_url"] = self.state.open_response_url(dispatch, channel, user)
        return self.dispatcher.start(dispatch)

    def mention(
        self, text: str, *, user: str | None = None, channel: str | None = None, thread_ts: str | None = None
    ) -> Dispatch:
        """A message that names the app, in a channel or in a thread of it."""
        conversation = self.state.conversations[channel or self.first_channel]
        if self.state.workspace.bot_user_id not in conversation.channel.members:
            raise ValueError(f"The app is not in {conversation.channel.name}, so Slack does not tell it of mentions.")
        workspace = self.state.workspace
        said = f"<@{workspace.bot_user_id}> {text}"
        message = self.say(conversation, said, user or self.first_user, thread_ts)
        content = {**message, "type": "app_mention", "channel": conversation.channel.id}
        team = message["team"]
        if team != workspace.team_id:
            theirs = {"user_team": team, "source_team": team, "user_profile": {"team": team}}
            content |= {"team": workspace.team_id, **theirs}
        return self.event(content)

    def direct_message(self, text: str, *, user: str | None = None, thread_ts: str | None = None) -> Dispatch:
        conversation = self.state.direct_message(user or self.first_user)
        message = self.say(conversation, text, user or self.first_user, thread_ts)
        return self.event({**message, "channel": conversation.channel.id, "channel_type": "im"})

    def say(self, conversation: Conversation, text: str, user: str, thread_ts: str | None = None) -> Message:
        """A user's message, of which the app is not told."""
        message: Message = {"type": "message", "user": user, "text": text, "ts": self.state.new_ts()}
        message |= {"client_msg_id": self.state.new_id("client-"), "team": self.state.workspace.team_of(user)}
        if thread_ts is not None:
            message["thread_ts"] = thread_ts
        conversation.add(message)
        return message

    def event(self, content: dict[str, Any]) -> Dispatch:
        """Any event of the Events API; `content` is what stands in `event`."""
        content = {"event_ts": content.get("ts") or self.state.new_ts(), **content}
        return self.deliver("events_api", payloads.event(self.state, content))

    def deliver(self, kind: Kind, payload: Any) -> Dispatch:
        """Anything at all as the payload of a proper delivery: malformed ones, those of another workspace."""
        return self.dispatcher.start(self.dispatcher.prepare(kind, payload))

    def open_home(self, *, user: str | None = None) -> Dispatch:
        user = user or self.first_user
        channel = self.state.direct_message(user).channel.id
        content = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "home"}
        home = self.state.views.get(self.state.homes.get(user, ""))
        return self.event({**content, **({"view": home.view} if home else {})})

    def open_panel(self, *, user: str | None = None) -> Dispatch:
        """The side panel: the user's conversation with the app."""
        user = user or self.first_user
        channel = self.state.direct_message(user).channel.id
        return self.event({"type": "app_home_opened", "user": user, "channel": channel, "tab": "messages"})

    def invite(self, channel: str, *, user: str | None = None) -> Dispatch:
        """Somebody comes into a channel, by default the app; it is told, if it is in there."""
        member = user or self.state.workspace.bot_user_id
        found = self.state.conversations[channel].channel
        found.members.add(member)
        content = {"type": "member_joined_channel", "user": member, "channel": channel, "channel_type": "C"}
        return self.event({**content, "team": self.state.workspace.team_id, "inviter": self.first_user})

    def press(
        self,
        target: Target,
        action_id: str,
        *,
        user: str | None = None,
        block_id: str | None = None,
        value: str | None = None,
    ) -> Dispatch:
        """Press a button; LookupError where there is not exactly one such button."""
        source = self._source(target)
        block, button = find_element(_blocks(source), action_id, block_id, value)
        return self._act(source, pressed(block, button, self.state.new_ts()), {}, user)

    def select(
        self, target: Target, action_id: str, value: Any, *, user: str | None = None, block_id: str | None = None
    ) -> Dispatch:
        """Choose by an option's value or text, or by whatever else the element takes."""
        source = self._source(target)
        block, element = find_element(_blocks(source), action_id, block_id, None)
        choice = chosen(element, value)
        action = {**choice, "action_id": action_id, "block_id": block["block_id"], "action_ts": self.state.new_ts()}
        return self._act(source, action, {block["block_id"]: {action_id: choice}}, user)

    def type_in(self, view: Target, block_id: str, typed: str, *, user: str | None = None) -> Dispatch:
        """Type in a select whose options come from the app; they are what it is acknowledged with."""
        source = self._source(view)
        assert isinstance(source, OpenView)
        (block,) = (one for one in source.view["blocks"] if one["block_id"] == block_id)
        element = block["element"]
        if not element["type"].endswith("external_select") or len(typed) < element.get("min_query_length", 3):
            raise ValueError(f"Slack asks for no options of {block_id}.")
        who = user or source.user
        payload = payloads.block_suggestion(self.state, source.view, block_id, element["action_id"], typed, who)
        return self.deliver("interactive", payload)

    def submit_view(self, view: Target, values: Mapping[str, Any], *, user: str | None = None) -> Dispatch:
        """Submit a modal; `values` go by block id or action id. ValueError where Slack would not let the user."""
        source = self._source(view)
        assert isinstance(source, OpenView)
        source.view["state"] = {"values": filled_in(source.view, values)}
        return self.deliver("interactive", payloads.view_submission(self.state, source.view, user or source.user))

    def _act(
        self, source: Place | OpenView, action: dict[str, Any], values: dict[str, Any], user: str | None
    ) -> Dispatch:
        if isinstance(source, OpenView):
            payload = payloads.block_action_in_view(self.state, source.view, action, user or source.user)
            return self.deliver("interactive", payload)
        user = user or source.viewer or self.first_user
        payload = payloads.block_action_in_message(self.state, source, action, values, user)
        dispatch = self.dispatcher.prepare("interactive", payload)
        payload["response_url"] = self.state.open_response_url(dispatch, source.channel, user, source.message)
        return self.dispatcher.start(dispatch)

    def _source(self, target: Target) -> Place | OpenView:
        name = target if isinstance(target, str) else target.get("ts") or target["id"]
        return self.state.views[name] if name in self.state.views else self.state.place(name)


def _blocks(source: Place | OpenView) -> list[dict[str, Any]]:
    return source.view["blocks"] if isinstance(source, OpenView) else source.message.get("blocks", [])
