"""What a test sees of the server, and how it waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.servers.slack.conversations import Message
from tests.servers.slack.records import ApiCall, Dispatch
from tests.servers.slack.state import File, State

PATIENCE = 60.0
"""Real seconds after which something that did not happen is taken never to happen."""


class Readings:
    state: State

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Message]:
        """All messages of a channel, replies among them; or a thread's alone, its parent first."""
        conversation = self.state.conversations[channel]
        return list(conversation.by_ts.values()) if thread_ts is None else conversation.thread(thread_ts)

    def posts(self, channel: str) -> list[Message]:
        """The app's own messages in a channel."""
        bot_id = self.state.workspace.bot_id
        return [message for message in self.messages(channel) if message.get("bot_id") == bot_id]

    def ephemerals(self, channel: str | None = None, user: str | None = None) -> list[Message]:
        """What only one user sees; of all channels or users where none is named."""
        return [
            message
            for (in_channel, for_user), messages in self.state.ephemerals.items()
            if channel in (None, in_channel) and user in (None, for_user)
            for message in messages
        ]

    def direct_channel(self, user: str) -> str:
        """The id of the direct message between a user and the app."""
        return self.state.direct_message(user).channel.id

    @property
    def views(self) -> dict[str, dict[str, Any]]:
        """The modals and home tabs that are open, by id."""
        return {key: opened.view for key, opened in self.state.views.items()}

    @property
    def files(self) -> dict[str, File]:
        return dict(self.state.files)

    @property
    def requests(self) -> list[ApiCall]:
        return list(self.state.requests)

    @property
    def rejections(self) -> list[ApiCall]:
        """The requests that Slack itself would have refused, faults that the test asked for aside."""
        return [call for call in self.state.requests if call.error is not None]

    @property
    def dispatches(self) -> list[Dispatch]:
        return list(self.state.dispatches)

    def calls(self, method: str) -> list[ApiCall]:
        return [call for call in self.state.requests if call.method == method]

    async def wait_for(self, predicate: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Return once `predicate` holds; it is asked at every change. Fails, in the end, with what is recorded."""
        try:
            await self.state.changes.wait_for(predicate, seconds)
        except TimeoutError:
            raise AssertionError(f"It did not happen within {seconds:g} s.\n{self.describe()}") from None

    def describe(self) -> str:
        """The recorded state in a few lines."""
        lines = [f"{len(self.state.requests)} requests, the last ones:"]
        lines += [
            f"  {call.method} {call.fault or ''} {call.error or 'ok'} {call.messages} {str(call.body)[:200]}"
            for call in self.state.requests[-10:]
        ]
        waiting = [dispatch for dispatch in self.state.dispatches if not dispatch.is_acknowledged]
        lines.append(f"{len(self.state.dispatches)} dispatches, {len(waiting)} of them not acknowledged:")
        lines += [f"  {dispatch.kind} {dispatch.attempts} {dispatch.failure}" for dispatch in waiting[:10]]
        for channel, conversation in self.state.conversations.items():
            if conversation.by_ts:
                lines.append(f"{channel}: {len(conversation.by_ts)} messages")
        for (channel, user), messages in self.state.ephemerals.items():
            lines.append(f"{channel} for {user} alone: {len(messages)} messages")
        return "\n".join(lines)
