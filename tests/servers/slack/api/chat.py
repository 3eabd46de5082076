"""Posting, changing and deleting messages."""

from __future__ import annotations

from typing import Any

from tests.servers.slack.api.registry import Answer, Arguments, method
from tests.servers.slack.content import read_content, require_content
from tests.servers.slack.conversations import Conversation
from tests.servers.slack.errors import SlackError
from tests.servers.slack.state import State

_SHARED = "as_user attachments blocks channel link_names parse text"
_POSTED = f"{_SHARED} icon_emoji icon_url thread_ts username"


@method(
    "chat.postMessage",
    scope="chat:write",
    arguments=f"{_POSTED} mrkdwn reply_broadcast unfurl_links unfurl_media",
    newer="metadata markdown_text",
)
def post_message(state: State, arguments: Arguments) -> Answer:
    conversation = state.destination(arguments.required("channel"))
    content = _content(state, arguments)
    require_content(content)
    if arguments.flag("reply_broadcast") and "thread_ts" in content:
        content["subtype"] = "thread_broadcast"
    state.limits.post(conversation.channel.id, state.clock())
    message = state.app_message(content)
    conversation.add(message)
    return {"channel": conversation.channel.id, "ts": message["ts"], "message": message}


@method("chat.postEphemeral", scope="chat:write", arguments=f"{_POSTED} user", newer="markdown_text")
def post_ephemeral(state: State, arguments: Arguments) -> Answer:
    conversation = state.destination(arguments.required("channel"))
    user = arguments.required("user")
    if user not in conversation.channel.members:
        raise SlackError("user_not_in_channel")
    content = _content(state, arguments)
    require_content(content)
    state.limits.post(conversation.channel.id, state.clock())
    message = state.add_ephemeral(conversation.channel.id, user, content)
    return {"message_ts": message["ts"]}


@method(
    "chat.update",
    scope="chat:write",
    arguments=f"{_SHARED} ts",
    newer="metadata markdown_text file_ids reply_broadcast",
)
def update_message(state: State, arguments: Arguments) -> Answer:
    conversation, ts = _own_message(state, arguments, "cant_update_message")
    content = read_content(state, arguments.values)
    require_content(content)
    message = conversation.get(ts)
    if "text" in content and "blocks" not in content:
        message.pop("blocks", None)
    message.update(content, edited={"user": state.workspace.bot_user_id, "ts": state.new_ts()})
    return {"channel": conversation.channel.id, "ts": ts, "text": message["text"], "message": message}


@method("chat.delete", scope="chat:write", arguments="channel ts as_user")
def delete_message(state: State, arguments: Arguments) -> Answer:
    conversation, ts = _own_message(state, arguments, "cant_delete_message")
    conversation.delete(ts)
    return {"channel": conversation.channel.id, "ts": ts}


def _content(state: State, arguments: Arguments) -> dict[str, Any]:
    content = read_content(state, arguments.values)
    thread_ts = arguments.get("thread_ts")
    if thread_ts is not None:
        content["thread_ts"] = thread_ts
    return content


def _own_message(state: State, arguments: Arguments, refusal: str) -> tuple[Conversation, str]:
    """The conversation and timestamp of a message that is the app's own."""
    conversation = state.conversation(arguments.required("channel"))
    ts = arguments.required("ts")
    if conversation.get(ts).get("bot_id") != state.workspace.bot_id:
        raise SlackError(refusal)
    return conversation, ts
