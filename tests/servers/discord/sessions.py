"""A gateway session: it outlives its connection, and keeps what has to be replayed."""

from __future__ import annotations

import secrets
from collections import deque

from tests.servers.discord.connection import Connection
from tests.servers.discord.errors import Json
from tests.servers.discord.world import Intent

MOST_REPLAYED = 20_000


class Session:
    """What one IDENTIFY opened."""

    def __init__(self, intents: int, shard: tuple[int, int], connection: Connection) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.connection: Connection | None = connection
        self._sent: deque[tuple[int, str]] = deque(maxlen=MOST_REPLAYED)

    def dispatch(self, event: str, data: str) -> None:
        """Sends an event whose data is JSON already; without a connection it is kept for a resume."""
        self.sequence += 1
        frame = f'{{"op":0,"t":"{event}","s":{self.sequence},"d":{data}}}'
        self._sent.append((self.sequence, frame))
        if self.connection is not None:
            self.connection.send(frame)

    def replay(self, connection: Connection, sequence: int) -> bool:
        """Takes a new connection and sends it all that came after `sequence`; False when some of that is gone."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        if sequence > self.sequence or sequence < oldest - 1:
            return False
        self.connection = connection
        for number, frame in self._sent:
            if number > sequence:
                connection.send(frame)
        return True

    def hears(self, guild_id: str | None) -> bool:
        """Whether events of a guild (None: direct messages) go to this session's shard."""
        number, count = self.shard
        return ((int(guild_id) >> 22) % count if guild_id else 0) == number

    def reads(self, message: Json, bot_id: str) -> bool:
        """Whether this session sees the content of a message, as the message-content intent rules it."""
        if self.intents & Intent.MESSAGE_CONTENT or "guild_id" not in message:
            return True
        return message["author"]["id"] == bot_id or any(user["id"] == bot_id for user in message["mentions"])
