"""Threads: opened by the bot or by a user, from a message or by themselves."""

from __future__ import annotations

from tests.servers.discord.channels import PRIVATE_THREAD, PUBLIC_THREAD, ChannelState
from tests.servers.discord.errors import Json, thread_exists
from tests.servers.discord.snowflakes import timestamp
from tests.servers.discord.state import State
from tests.servers.discord.world import Intent

HAS_THREAD = 1 << 5


def open_thread(
    state: State, parent: ChannelState, name: str, owner_id: str, message: Json | None, *, private: bool = False
) -> ChannelState:
    """A thread; one that starts at a message has the message's id. Who is in a private one is not kept: whoever sees
    its channel is."""
    key = message["id"] if message else state.snowflakes.next()
    if key in state.channels:
        raise thread_exists()
    thread = ChannelState(
        key,
        PRIVATE_THREAD if private else PUBLIC_THREAD,
        name,
        parent.guild,
        overwrites=parent.overwrites,
        parent_id=parent.id,
        owner_id=owner_id,
        created=timestamp(state.snowflakes.next()),
    )
    state.channels[key] = thread
    state.publish.event("THREAD_CREATE", thread.payload() | {"newly_created": True}, parent.guild_id, Intent.GUILDS)
    if message is not None:
        message["flags"] |= HAS_THREAD
        message["thread"] = thread.payload()
        state.publish.message("MESSAGE_UPDATE", message)
    state.changes.happened()
    return thread
