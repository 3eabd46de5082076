"""Channels, threads and typing."""

from __future__ import annotations

from tests.servers.discord.checks.problems import Problems
from tests.servers.discord.permissions import Permission
from tests.servers.discord.rest.call import Call, Reply, Route
from tests.servers.discord.rest.validation import raise_if_any
from tests.servers.discord.threads import open_thread

_THREAD_KEYS = {"name", "auto_archive_duration", "rate_limit_per_user", "type", "invitable"}


def get(call: Call) -> object:
    return call.channel().payload()


def typing(call: Call) -> None:
    channel = call.channel(Permission.SEND_MESSAGES)
    call.state.typing.append(channel.id)


def thread_from_message(call: Call) -> object:
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    message = call.state.message(channel.id, call.path["message_id"])
    _require_thread(call)
    return Reply(201, open_thread(call.state, channel, call.fields["name"], call.state.world.bot.id, message).payload())


def thread(call: Call) -> object:
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    _require_thread(call)
    return Reply(201, open_thread(call.state, channel, call.fields["name"], call.state.world.bot.id, None).payload())


def _require_thread(call: Call) -> None:
    problems = Problems()
    problems.unknown_keys(call.fields, _THREAD_KEYS)
    problems.text(("name",), call.fields.get("name"), 100, 1)
    if call.fields.get("auto_archive_duration") is not None:
        problems.choice(("auto_archive_duration",), call.fields["auto_archive_duration"], (60, 1440, 4320, 10080))
    raise_if_any(problems)


ROUTES = (
    Route("GET", "/channels/{channel_id}", get),
    Route("POST", "/channels/{channel_id}/typing", typing),
    Route("POST", "/channels/{channel_id}/messages/{message_id}/threads", thread_from_message),
    Route("POST", "/channels/{channel_id}/threads", thread),
)
