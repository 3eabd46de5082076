"""The messages of one conversation, in the order they were taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.servers.slack.errors import SlackError
from tests.servers.slack.workspace import Channel

Message = dict[str, Any]
"""A message in Slack's own shape, metadata included."""


class Conversation:
    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.by_ts: dict[str, Message] = {}
        self._threads: dict[str, list[Message]] = {}
        self._hidden: set[str] = set()
        self.lagging = False

    def add(self, message: Message) -> None:
        thread_ts = message.get("thread_ts")
        if thread_ts is not None:
            self._reply(thread_ts, message)
        self.by_ts[message["ts"]] = message
        if self.lagging:
            self._hidden.add(message["ts"])

    def _reply(self, thread_ts: str, message: Message) -> None:
        parent = self.by_ts.get(thread_ts)
        if parent is None or parent.get("thread_ts", thread_ts) != thread_ts:
            raise SlackError("thread_not_found")
        replies = self._threads.setdefault(thread_ts, [])
        replies.append(message)
        users = parent.setdefault("reply_users", [])
        if message["user"] not in users:
            users.append(message["user"])
        parent.update(
            thread_ts=thread_ts, reply_count=len(replies), reply_users_count=len(users), latest_reply=message["ts"]
        )

    def get(self, ts: str) -> Message:
        if ts not in self.by_ts:
            raise SlackError("message_not_found")
        return self.by_ts[ts]

    def delete(self, ts: str) -> None:
        """Take a message away; a parent with replies leaves a tombstone."""
        message = self.get(ts)
        if self._threads.get(ts):
            message.update(subtype="tombstone", text="This message was deleted.", hidden=True)
            for key in ("blocks", "attachments", "metadata", "files"):
                message.pop(key, None)
            return
        del self.by_ts[ts]
        replies = self._threads.get(message.get("thread_ts", ""), [])
        if message in replies:
            replies.remove(message)
            self.by_ts[message["thread_ts"]]["reply_count"] = len(replies)

    def newest_first(self) -> Iterator[Message]:
        """What the history shows: replies only where they were broadcast, and nothing that lags behind."""
        for message in reversed(self.by_ts.values()):
            if message["ts"] in self._hidden:
                continue
            if message.get("thread_ts", message["ts"]) == message["ts"] or message.get("subtype") == "thread_broadcast":
                yield message

    def thread(self, ts: str) -> list[Message]:
        """A parent and its replies, oldest first."""
        parent = self.by_ts.get(ts)
        if parent is None:
            raise SlackError("thread_not_found")
        replies = (reply for reply in self._threads.get(ts, []) if reply["ts"] not in self._hidden)
        return [parent, *replies]

    def release(self) -> None:
        """Let the history show everything again."""
        self.lagging = False
        self._hidden.clear()
