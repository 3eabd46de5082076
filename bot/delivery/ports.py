"""What a platform has to offer the outbox, and what it may answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from concurrent.futures import Future
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.delivery.limits import Limits
from bot.delivery.nouns import Delivery


class Scope(Enum):
    """How much of a platform a limit closes."""

    CHANNEL = "channel"
    WORKSPACE = "workspace"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Sent:
    """The message stands, under the platform's name `ref`. `pause`: seconds until the channel takes the next one, where
    the platform said so."""

    ref: str
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class RetryAfter:
    """Surely not posted, and not the message's fault. `seconds` as the platform said; None: it did not say."""

    seconds: float | None
    scope: Scope = Scope.CHANNEL


@dataclass(frozen=True, slots=True)
class Gone:
    """Surely not posted: the channel is gone, or the bot may no longer post there."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Surely not posted: the platform does not take this message, and would say so again."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Surely not posted, as something went wrong: it may go well another time."""

    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Not posted as far as it is known, and not to be tried again: what it belongs to stands without it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The request was made and its answer was lost: the message may stand, or may yet come to stand."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """The channel cannot say now whether the message stands. `seconds`: when to ask again, where the platform said."""

    seconds: float | None = None


Outcome = Sent | RetryAfter | Gone | Rejected | Failed | LeftOut | Uncertain


class Port(Protocol):
    """One platform. Both methods may take as long as the lease is, no longer, and may be called from several threads.

    An exception from `send` counts as Uncertain, one from `look_up` as Unknown.
    """

    @property
    def limits(self) -> Limits: ...

    def send(self, delivery: Delivery) -> Outcome:
        """Post a message once, without any retry, with `delivery.marker` in it."""

    def look_up(self, delivery: Delivery) -> str | Unknown | None:
        """The platform's name of the message that carries the marker; None if none does, though every message since
        `delivery.sending_at` was looked at."""


class SendsLater(ABC):
    """A port that takes a message without keeping a thread waiting."""

    __slots__ = ()

    @abstractmethod
    def send_later(self, delivery: Delivery) -> Future[Outcome]:
        """As `send`, and what it would raise is raised by the future."""
