"""Channels, direct messages and what was said in them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Any

from tests.servers.slack.api.registry import Answer, Arguments, method
from tests.servers.slack.conversations import Conversation, Message
from tests.servers.slack.errors import SlackError
from tests.servers.slack.state import State

_READ = "channel cursor inclusive latest limit oldest"
_DEFAULT_LIMIT = 100
_MOST = 999
_KINDS = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
"""The types of conversations that can be asked for, as scopes call them."""


@method("conversations.history", scope="{kind}:history", arguments=_READ, newer="include_all_metadata")
def history(state: State, arguments: Arguments) -> Answer:
    conversation = state.readable(arguments.required("channel"))
    state.limits.read(state.clock())
    return _page(state, arguments, conversation.newest_first()) | {"pin_count": 0}


@method("conversations.replies", scope="{kind}:history", arguments=f"{_READ} ts", newer="include_all_metadata")
def replies(state: State, arguments: Arguments) -> Answer:
    conversation = state.readable(arguments.required("channel"))
    state.limits.read(state.clock())
    return _page(state, arguments, conversation.thread(arguments.required("ts")))


@method("conversations.open", scope="im:write", arguments="channel return_im users", newer="prevent_creation")
def open_conversation(state: State, arguments: Arguments) -> Answer:
    users = arguments.get("users")
    if users is None:
        return {"channel": _described(state, state.conversation(arguments.required("channel")))}
    if "," in users:
        raise SlackError("method_not_supported_for_channel_type")
    already_open = users in state.direct
    conversation = state.direct_message(users)
    if not arguments.flag("return_im"):
        return {"channel": {"id": conversation.channel.id}}
    return {"channel": _described(state, conversation), "no_op": already_open, "already_open": already_open}


@method("conversations.info", scope="{kind}:read", arguments="channel include_locale include_num_members")
def info(state: State, arguments: Arguments) -> Answer:
    conversation = state.conversation(arguments.required("channel"))
    described = _described(state, conversation)
    if arguments.flag("include_num_members"):
        described["num_members"] = len(conversation.channel.members)
    return {"channel": described}


@method("users.conversations", arguments="cursor exclude_archived limit types user")
def of_user(state: State, arguments: Arguments) -> Answer:
    kinds = {_KINDS.get(kind.strip()) for kind in (arguments.get("types") or "public_channel").split(",")}
    if None in kinds:
        raise SlackError("invalid_types")
    for kind in sorted(f"{kind}:read" for kind in kinds):
        if kind not in state.workspace.scopes:
            raise SlackError("missing_scope", needed=kind, provided=",".join(sorted(state.workspace.scopes)))
    user, bot = arguments.get("user") or state.workspace.bot_user_id, state.workspace.bot_user_id
    state.user(user)
    found = [
        conversation
        for _, conversation in sorted(state.conversations.items())
        if conversation.channel.kind in kinds
        and user in conversation.channel.members
        # Others' private channels are told only where the app is in them, too.
        and (conversation.channel.kind == "channels" or bot in conversation.channel.members)
        and not (arguments.flag("exclude_archived") and conversation.channel.is_archived)
    ]
    after = _decoded(arguments.get("cursor"), "channel")
    rest = [one for one in found if after is None or one.channel.id >= after]
    limit = _limit(arguments)
    more = rest[limit].channel.id if len(rest) > limit else None
    described = [_described(state, one) for one in rest[:limit]]
    for one in described:
        one.pop("is_member", None)
    return {"channels": described, "response_metadata": {"next_cursor": _encoded("channel", more)}}


@method("conversations.members", scope="{kind}:read", arguments="channel cursor limit")
def members(state: State, arguments: Arguments) -> Answer:
    everyone = sorted(state.conversation(arguments.required("channel")).channel.members)
    after = _decoded(arguments.get("cursor"), "user")
    rest = [member for member in everyone if after is None or member >= after]
    limit = _limit(arguments)
    more = rest[limit] if len(rest) > limit else None
    return {"members": rest[:limit], "response_metadata": {"next_cursor": _encoded("user", more)}}


def _described(state: State, conversation: Conversation) -> dict[str, Any]:
    channel = conversation.channel
    described = {
        "id": channel.id,
        "is_channel": not channel.is_im and not channel.is_private,
        "is_group": channel.is_private,
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "is_private": channel.is_private or channel.is_im,
        "is_archived": channel.is_archived,
        "context_team_id": state.workspace.team_id,
    }
    if channel.is_im:
        return {**described, "user": next(iter(channel.members - {state.workspace.bot_user_id}))}
    is_member = state.workspace.bot_user_id in channel.members
    return {**described, "name": channel.name, "name_normalized": channel.name, "is_member": is_member}


def _page(state: State, arguments: Arguments, messages: Iterable[Message]) -> Answer:
    """One page of messages, in their order, within the bounds asked for."""
    limit = _limit(arguments)
    if state.limits.history_objects is not None:
        limit = min(limit, state.limits.history_objects)
    bounded: Iterable[Message] = filter(_bounds(arguments), messages)
    start = _decoded(arguments.get("cursor"), "next_ts")
    if start is not None:
        bounded = _from(bounded, start)
    page = list(islice(bounded, limit + 1))
    more = page[limit]["ts"] if len(page) > limit else None
    shown = [_shown(message, arguments.flag("include_all_metadata")) for message in page[:limit]]
    answer: Answer = {"messages": shown, "has_more": more is not None}
    if more is not None:
        answer["response_metadata"] = {"next_cursor": _encoded("next_ts", more)}
    return answer


def _from(messages: Iterable[Message], ts: str) -> Iterable[Message]:
    reached = False
    for message in messages:
        reached = reached or message["ts"] == ts
        if reached:
            yield message


def _bounds(arguments: Arguments) -> Callable[[Message], bool]:
    """Whether a message lies between `oldest` and `latest`."""
    low, high = _moment(arguments, "oldest"), _moment(arguments, "latest")
    inclusive = arguments.flag("inclusive")

    def within(message: Message) -> bool:
        if low is None and high is None:
            return True
        ts = Decimal(message["ts"])
        if inclusive and ts in (low, high):
            return True
        return (low is None or ts > low) and (high is None or ts < high)

    return within


def _moment(arguments: Arguments, name: str) -> Decimal | None:
    ts = arguments.get(name)
    try:
        return None if ts is None else Decimal(ts)
    except InvalidOperation:
        raise SlackError(f"invalid_ts_{name}") from None


def _shown(message: Message, with_metadata: bool) -> Message:
    if with_metadata or "metadata" not in message:
        return message
    return {key: value for key, value in message.items() if key != "metadata"}


def _limit(arguments: Arguments) -> int:
    limit = arguments.number("limit", _DEFAULT_LIMIT)
    if not 1 <= limit <= _MOST:
        raise SlackError("invalid_limit")
    return limit


def _encoded(kind: str, value: str | None) -> str:
    return "" if value is None else base64.b64encode(f"{kind}:{value}".encode()).decode()


def _decoded(cursor: str | None, kind: str) -> str | None:
    if cursor is None:
        return None
    try:
        found, _, value = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
    if found != kind:
        raise SlackError("invalid_cursor")
    return value
