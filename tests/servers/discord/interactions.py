"""One use of a command, button, select or modal, and how it was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.discord.checks.answers import CHOICES, DEFERRED_MESSAGE
from tests.servers.discord.errors import Json

if TYPE_CHECKING:
    from tests.servers.discord.state import State

SECONDS_TO_ANSWER = 3.0
SECONDS_OF_TOKEN = 15 * 60.0


@dataclass(frozen=True, slots=True)
class Callback:
    """The answer: its type, its data, and the seconds it took by the server's clock."""

    type: int
    data: Json
    seconds: float


@dataclass(slots=True, eq=False)
class Interaction:
    """What a user did. `callback` is None until the bot has answered in time."""

    state: State
    id: str
    token: str
    type: int
    payload: Json
    user_id: str
    channel_id: str
    created_at: float
    source_message_id: str | None = None
    callback: Callback | None = None
    original_id: str | None = None
    ephemeral: bool = False
    loading: bool = False
    followup_ids: list[str] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        return self.callback is not None

    @property
    def failed(self) -> bool:
        """The user sees "The application did not respond"."""
        return self.callback is None and self.state.clock() - self.created_at > SECONDS_TO_ANSWER

    @property
    def token_expired(self) -> bool:
        return self.state.clock() - self.created_at > SECONDS_OF_TOKEN

    @property
    def original(self) -> Json | None:
        """The answer as it now stands, or the message of a pressed component; None when there is none (any more)."""
        return self.state.messages.get(self.original_id) if self.original_id else None

    @property
    def followups(self) -> list[Json]:
        return [self.state.messages[key] for key in self.followup_ids if key in self.state.messages]

    @property
    def choices(self) -> list[Json]:
        if self.callback is None or self.callback.type != CHOICES:
            return []
        return list(self.callback.data.get("choices") or [])

    async def wait(self, predicate: Callable[[Interaction], Any]) -> Interaction:
        """Returns itself when the predicate of it is true."""
        await self.state.changes.wait_for(lambda: predicate(self))
        return self

    async def wait_acknowledged(self) -> Interaction:
        return await self.wait(lambda one: one.acknowledged)

    async def wait_answered(self) -> Interaction:
        """Until there is more than "thinking": an answer that was not deferred, or a deferred one that was filled."""
        return await self.wait(lambda one: one.callback is not None and not one.loading)

    def acknowledge(self, kind: int, data: Json) -> None:
        self.callback = Callback(kind, data, self.state.clock() - self.created_at)
        self.loading = kind == DEFERRED_MESSAGE
        self.ephemeral = bool((data.get("flags") or 0) & 64)

    def summary(self) -> Json:
        """What a test in another process sees of it."""
        answer = self.callback
        return {
            "id": self.id,
            "type": self.type,
            "data": self.payload.get("data"),
            "user_id": self.user_id,
            "channel_id": self.channel_id,
            "acknowledged": self.acknowledged,
            "loading": self.loading,
            "callback": answer and {"type": answer.type, "data": answer.data, "seconds": answer.seconds},
            "original": self.original,
            "followups": self.followups,
        }
