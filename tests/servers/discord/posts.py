"""Making, changing and removing messages, whoever asks for it."""

from __future__ import annotations

import json

from tests.servers.discord.attachments import Upload, attach, listed, show_embeds, show_media
from tests.servers.discord.channels import ChannelState, user_payload
from tests.servers.discord.checks.messages import LAYOUT_FLAG
from tests.servers.discord.errors import Json
from tests.servers.discord.mentions import find_mentions
from tests.servers.discord.snowflakes import iso, timestamp
from tests.servers.discord.state import EPHEMERAL, State
from tests.servers.discord.world import Intent, User

REPLY, CHAT_INPUT_COMMAND = 19, 20
_KEPT_FLAGS = EPHEMERAL | LAYOUT_FLAG | 1 << 2 | 1 << 12


def make_message(
    state: State,
    channel: ChannelState,
    author: User,
    body: Json,
    files: list[Upload] | None = None,
    replied_to: Json | None = None,
    extra: Json | None = None,
) -> Json:
    """A message object from a body that was checked. It is not stored yet."""
    key = state.snowflakes.next()
    content = (body.get("content") or "").strip()
    attached = attach(state, channel.id, body, files) if files else []
    embeds = show_embeds(body.get("embeds") or [], attached)
    components = number_components(body.get("components") or [])
    show_media(components, attached)
    mentions = find_mentions(state, channel, content, body.get("allowed_mentions"), author.id, replied_to)
    if attached:
        state.uploaded[key] = attached
    message: Json = {
        "id": key,
        "type": REPLY if replied_to is not None else 0,
        "channel_id": channel.id,
        "author": user_payload(author),
        "content": content,
        "timestamp": timestamp(key),
        "edited_timestamp": None,
        "tts": bool(body.get("tts")),
        "mention_everyone": mentions.everyone,
        "mentions": mentions.users,
        "mention_roles": mentions.roles,
        "attachments": listed(attached, embeds, components) if attached else [],
        "embeds": embeds,
        "components": components,
        "pinned": False,
        "flags": (body.get("flags") or 0) & _KEPT_FLAGS,
    }
    nonce: Json = {} if body.get("nonce") is None else {"nonce": body["nonce"]}
    reply: Json = {} if replied_to is None else reply_fields(channel, replied_to)
    return message | nonce | (extra or {}) | reply


def reply_fields(channel: ChannelState, replied_to: Json) -> Json:
    reference: Json = {"type": 0, "channel_id": channel.id, "message_id": replied_to["id"]}
    if channel.guild is not None:
        reference["guild_id"] = channel.guild.id
    nested = {key: value for key, value in replied_to.items() if key != "referenced_message"}
    return {"message_reference": reference, "referenced_message": nested}


def number_components(components: list[Json]) -> list[Json]:
    """A copy of the components, each with the number Discord gives it."""
    if not components:
        return []
    copied: list[Json] = json.loads(json.dumps(components))
    number = 0
    waiting = list(copied)
    while waiting:
        one = waiting.pop(0)
        number += 1
        one.setdefault("id", number)
        waiting += one.get("components") or []
        waiting += [one["accessory"]] if one.get("accessory") else []
    return copied


def store_message(state: State, channel: ChannelState, message: Json) -> None:
    """Keeps a message, and tells everyone of it unless only one user can see it."""
    state.messages[message["id"]] = message
    if not message["flags"] & EPHEMERAL:
        channel.history.append(message["id"])
        state.publish.message("MESSAGE_CREATE", message)
    state.changes.happened()


def edit_message(state: State, message: Json, body: Json, files: list[Upload]) -> Json:
    """Changes what the body names, and tells everyone who can see the message."""
    channel = state.channels[message["channel_id"]]
    if files or "attachments" in body:
        kept = state.uploaded.get(message["id"], [])
        if "attachments" in body:
            wanted = {str(one.get("id")) for one in body["attachments"] or []}
            kept = [one for one in kept if one["id"] in wanted]
        state.uploaded[message["id"]] = kept + attach(state, channel.id, body, files)
    attached = state.uploaded.get(message["id"], [])
    if "content" in body:
        message["content"] = (body["content"] or "").strip()
        author = message["author"]["id"]
        found = find_mentions(state, channel, message["content"], body.get("allowed_mentions"), author, None)
        message |= {"mentions": found.users, "mention_roles": found.roles, "mention_everyone": found.everyone}
    if "embeds" in body:
        message["embeds"] = show_embeds(body["embeds"] or [], attached)
    if "components" in body:
        message["components"] = number_components(body["components"] or [])
        show_media(message["components"], attached)
    if body.get("flags") is not None:
        message["flags"] = (message["flags"] & ~4) | (body["flags"] & (4 | LAYOUT_FLAG))
    message["attachments"] = listed(attached, message["embeds"], message["components"])
    message["edited_timestamp"] = iso(state.clock())
    if not message["flags"] & EPHEMERAL:
        state.publish.message("MESSAGE_UPDATE", message)
    state.changes.happened()
    return message


def delete_message(state: State, message: Json) -> None:
    channel = state.channels[message["channel_id"]]
    del state.messages[message["id"]]
    if not message["flags"] & EPHEMERAL:
        channel.history.remove(message["id"])
        data: Json = {"id": message["id"], "channel_id": channel.id}
        guild_id = channel.guild_id
        if guild_id:
            data["guild_id"] = guild_id
        state.publish.event(
            "MESSAGE_DELETE", data, guild_id, Intent.GUILD_MESSAGES if guild_id else Intent.DIRECT_MESSAGES
        )
    state.changes.happened()
