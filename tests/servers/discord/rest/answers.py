"""Messages that belong to an interaction: its answer and what follows."""

from __future__ import annotations

from tests.servers.discord.attachments import Upload
from tests.servers.discord.channels import user_payload
from tests.servers.discord.checks.answers import COMMAND
from tests.servers.discord.checks.messages import LAYOUT_FLAG
from tests.servers.discord.errors import Json
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.posts import CHAT_INPUT_COMMAND, edit_message, make_message, reply_fields, store_message
from tests.servers.discord.state import EPHEMERAL, State

LOADING = 1 << 7


def answer_message(state: State, one: Interaction, data: Json, files: list[Upload], *, loading: bool) -> Json:
    """Posts the answer itself; while `loading`, the user sees that the bot is thinking."""
    extra: Json = {
        "application_id": state.world.application_id,
        "webhook_id": state.world.application_id,
        "interaction_metadata": _metadata(state, one),
    }
    if one.type == COMMAND:
        user = extra["interaction_metadata"]["user"]
        extra["type"] = CHAT_INPUT_COMMAND
        extra["interaction"] = {"id": one.id, "type": one.type, "name": one.payload["data"]["name"], "user": user}
    channel = state.channels[one.channel_id]
    message = make_message(state, channel, state.world.bot, data, files, extra=extra)
    if loading:
        # A promise has no layout, whatever it says: what fills it may.
        message["flags"] = message["flags"] & ~LAYOUT_FLAG | LOADING
    store_message(state, channel, message)
    return message


def fill_answer(state: State, one: Interaction, message: Json, body: Json, files: list[Upload]) -> Json:
    """Changes the answer; a deferred one stops loading."""
    message["flags"] &= ~LOADING
    if message["id"] == one.original_id:
        one.loading = False
    return edit_message(state, message, body, files)


def follow_up(state: State, one: Interaction, body: Json, files: list[Upload]) -> Json:
    """Posts another message; the first one after a deferred answer takes its place, and its visibility."""
    original = one.original
    if one.loading and original is not None:
        return fill_answer(state, one, original, body, files)
    extra: Json = {"application_id": state.world.application_id, "webhook_id": state.world.application_id}
    extra["interaction_metadata"] = _metadata(state, one)
    channel = state.channels[one.channel_id]
    message = make_message(state, channel, state.world.bot, body, files, extra=extra)
    if original is not None and not original["flags"] & EPHEMERAL:
        message |= reply_fields(channel, original)
    one.followup_ids.append(message["id"])
    store_message(state, channel, message)
    return message


def _metadata(state: State, one: Interaction) -> Json:
    return {
        "id": one.id,
        "type": one.type,
        "user": user_payload(state.users[one.user_id]),
        "authorizing_integration_owners": one.payload["authorizing_integration_owners"],
    }
