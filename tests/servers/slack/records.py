"""What the server writes down, for tests to look at."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.servers.slack.conversations import Message

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(slots=True)
class ApiCall:
    """A request of the app. `at` is the server's clock; `error` is Slack's refusal, `fault` what was done to it."""

    method: str
    body: dict[str, Any]
    at: float
    error: str | None = None
    messages: list[str] = field(default_factory=list)
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """`seconds` of real time since the first attempt."""

    payload: dict[str, Any] | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delivery to the app. `through` names the socket or URL, or is None where nothing was open."""

    at: float
    through: str | None
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Response:
    """What the app answered to one user's act: the body, and the message that came of it, or Slack's refusal."""

    via: Literal["response_url", "acknowledgement"]
    body: dict[str, Any]
    message: Message | None
    error: str | None = None


class NotAcknowledged(Exception):
    """The app did not acknowledge in time, or could not be reached, and nothing will be tried any more."""


@dataclass(slots=True, eq=False)
class Dispatch:
    """Something sent to the app: an event, a command or an interaction.

    `await dispatch.acknowledged` gives the Acknowledgement, or raises NotAcknowledged.
    """

    kind: Kind
    payload: Any
    acknowledged: asyncio.Future[Acknowledgement]
    began: float
    attempts: list[Attempt] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    acknowledgements: int = 0
    last_failure: str | None = None
    """What became of the latest attempt that came to nothing."""

    @property
    def is_acknowledged(self) -> bool:
        return self.acknowledgements > 0

    @property
    def failure(self) -> str | None:
        """How the user is told that nothing will be tried any more."""
        if not self.acknowledged.done() or self.acknowledged.cancelled():
            return None
        failure = self.acknowledged.exception()
        return None if failure is None else str(failure)
