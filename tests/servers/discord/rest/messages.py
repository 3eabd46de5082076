"""Messages of a channel."""

from __future__ import annotations

from urllib.parse import unquote

from tests.servers.discord.channels import ChannelState
from tests.servers.discord.checks import specification
from tests.servers.discord.checks.messages import CREATE_KEYS, EDIT_KEYS, is_empty
from tests.servers.discord.errors import (
    Json,
    empty_message,
    invalid_form,
    missing_access,
    missing_permissions,
    no_history_permission,
    not_the_author,
)
from tests.servers.discord.permissions import Permission
from tests.servers.discord.posts import delete_message, edit_message, make_message, store_message
from tests.servers.discord.rest.call import Call, Route
from tests.servers.discord.rest.validation import require_message
from tests.servers.discord.state import Nonce
from tests.servers.discord.world import Intent

_ONE = "/channels/{channel_id}/messages/{message_id}"
_ALL = "/channels/{channel_id}/messages"


def create(call: Call) -> object:
    channel = call.channel()
    body = call.fields
    _require_rights(call, channel)
    require_message(call, CREATE_KEYS, specification.CREATE)
    if is_empty(body, len(call.files)):
        raise empty_message()
    repeated = _repeated(call, channel)
    if repeated is not None:
        return repeated
    replied_to = _replied_to(call, channel)
    message = make_message(call.state, channel, call.state.world.bot, body, call.files, replied_to)
    if body.get("enforce_nonce") and body.get("nonce") is not None:
        call.state.nonces[channel.id, str(body["nonce"])] = Nonce(message["id"], call.state.clock())
    call.faults.sent(channel.id, message["id"])
    store_message(call.state, channel, message)
    return message


def _require_rights(call: Call, channel: ChannelState) -> None:
    held = channel.permissions(call.state.world.bot.id)
    needed = [Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES]
    if call.fields.get("embeds"):
        needed.append(Permission.EMBED_LINKS)
    if call.files:
        needed.append(Permission.ATTACH_FILES)
    if any(not held & one for one in needed):
        raise missing_permissions()
    if call.fields.get("message_reference") and not held & Permission.READ_MESSAGE_HISTORY:
        raise no_history_permission()


def _repeated(call: Call, channel: ChannelState) -> Json | None:
    """The message that was sent before under the same nonce, while the window is open."""
    if not call.fields.get("enforce_nonce") or call.fields.get("nonce") is None:
        return None
    before = call.state.nonces.get((channel.id, str(call.fields["nonce"])))
    if before is None or call.state.clock() - before.at > call.state.nonce_window:
        return None
    return call.state.messages.get(before.message_id)


def _replied_to(call: Call, channel: ChannelState) -> Json | None:
    reference = call.fields.get("message_reference")
    if not reference:
        return None
    message = call.state.messages.get(str(reference.get("message_id")))
    if message is not None and message["channel_id"] == channel.id:
        return message
    if reference.get("fail_if_not_exists", True):
        problem = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
        raise invalid_form({"message_reference": {"_errors": [problem]}})
    return None


def _seen(call: Call, channel: ChannelState, message: Json) -> Json:
    """A message as the application may read it: without its content when that intent is not switched on for it."""
    world = call.state.world
    readable = (
        bool(Intent.MESSAGE_CONTENT & world.privileged)
        or channel.guild is None
        or message["author"]["id"] == world.bot.id
        or any(user["id"] == world.bot.id for user in message["mentions"])
    )
    return message if readable else message | {"content": "", "embeds": [], "attachments": [], "components": []}


def get(call: Call) -> object:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return _seen(call, channel, call.state.message(channel.id, call.path["message_id"]))


def history(call: Call) -> object:
    """Newest first, at most `limit`; without the right to read history there is nothing to read."""
    channel = call.channel()
    if not channel.permissions(call.state.world.bot.id) & Permission.READ_MESSAGE_HISTORY:
        return []
    lagging = call.faults.history_lag.get(channel.id, set())
    ids = [key for key in channel.history if key not in lagging]
    limit = call.number("limit", 50)
    if not 1 <= limit <= 100:
        problem = {"code": "NUMBER_TYPE_MAX", "message": "int value should be between 1 and 100."}
        raise invalid_form({"limit": {"_errors": [problem]}})
    return [_seen(call, channel, call.state.messages[key]) for key in _page(call, ids, limit)]


def _page(call: Call, ids: list[str], limit: int) -> list[str]:
    before, after, around = (call.number(name, 0) for name in ("before", "after", "around"))
    if "around" in call.query:
        older = [key for key in ids if int(key) < around][-(limit // 2) :] if limit > 1 else []
        newer = [key for key in ids if int(key) >= around][: limit - len(older)]
        page = older + newer
    elif "after" in call.query:
        page = [key for key in ids if int(key) > after][:limit]
    elif "before" in call.query:
        page = [key for key in ids if int(key) < before][-limit:]
    else:
        page = ids[-limit:]
    return page[::-1]


def edit(call: Call) -> object:
    channel = call.channel()
    message = call.state.message(channel.id, call.path["message_id"])
    if message["author"]["id"] != call.state.world.bot.id:
        raise not_the_author()
    require_message(call, EDIT_KEYS, specification.EDIT, edited=message)
    if is_empty(message | call.fields, len(call.files) + len(_left(call, message))):
        raise empty_message()
    return edit_message(call.state, message, call.fields, call.files)


def _left(call: Call, message: Json) -> list[Json]:
    """The files that a message keeps after an edit."""
    attached = call.state.uploaded.get(message["id"], [])
    wanted = call.fields.get("attachments")
    return attached if wanted is None else [one for one in wanted if one.get("id")]


def delete(call: Call) -> object:
    channel = call.channel()
    message = call.state.message(channel.id, call.path["message_id"])
    bot_id = call.state.world.bot.id
    if message["author"]["id"] != bot_id:
        if channel.guild is None:
            raise missing_access()
        call.channel(Permission.MANAGE_MESSAGES)
    delete_message(call.state, message)
    return None


def react(call: Call) -> object:
    """The bot's own reaction; the same one again changes nothing. An emoji that nobody has put there needs a right."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    message = call.state.message(channel.id, call.path["message_id"])
    given = call.state.reactions.setdefault(message["id"], [])
    emoji = unquote(call.path["emoji"])
    if emoji not in given:
        if channel.guild is not None:
            call.channel(Permission.ADD_REACTIONS)
        given.append(emoji)
    return None


ROUTES = (
    Route("POST", _ALL, create),
    Route("GET", _ALL, history),
    Route("GET", _ONE, get),
    Route("PATCH", _ONE, edit),
    Route("PUT", f"{_ONE}/reactions/{{emoji}}/@me", react),
    Route("DELETE", _ONE, delete),
)
