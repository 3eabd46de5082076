"""The nouns of the outbox, as frozen values. Times are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

Payload = Mapping[str, Any]
"""What a message is made of, as a JSON object: ids and words, never a platform's own markup."""


_PERSON = "@"
"""No platform's channel has an id that begins so."""


class Address(NamedTuple):
    """A channel, or a person: whoever is addressed so is written to in their direct message with the bot. All channels
    of one workspace share its rate limit; `workspace` may be empty."""

    platform: str
    workspace: str
    channel: str

    def __str__(self) -> str:
        """One text for one channel; `parse` reads it back."""
        if "/" in self.platform or "/" in self.workspace:
            raise ValueError(f"“/” parts an address and cannot be in {self.platform!r} or {self.workspace!r}")
        return f"{self.platform}/{self.workspace}/{self.channel}"

    @classmethod
    def parse(cls, text: str) -> Address:
        """The inverse of `str`. Its text must come from there."""
        return cls(*text.split("/", 2))

    @classmethod
    def of_person(cls, asker: str) -> Address:
        """Of somebody by their name among all platforms, as "slack/T1/U1"."""
        platform, workspace, user = asker.split("/", 2)
        return cls(platform, workspace, f"{_PERSON}{user}")

    @property
    def person(self) -> str | None:
        """The platform's id of the user, where it is a person; None for a channel."""
        return self.channel.removeprefix(_PERSON) if self.channel.startswith(_PERSON) else None

    @property
    def budget(self) -> str:
        """The name of the budget that the workspace's sends are counted by; the platform's is `platform`."""
        return f"{self.platform}/{self.workspace}"


class State(StrEnum):
    """Where a delivery stands. The last four are settled: nothing happens to them by itself."""

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    MISSED = "missed"
    PARKED = "parked"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Message:
    """A post to be: unique by (kind, subject, occurrence, address).

    `occurrence` says which one of a repeated post it is, as a local date or time in text. From `expires_at` on it is
    not worth sending any more; None: it always is. `revision` is the ledger's that it was worded at, and says what was
    enqueued for as long as the ledger is at it; None: it is worded when it is sent. `asker` is on whose behalf, as
    "slack/T1/U1": it holds their words or their name; None: it is nobody's.
    """

    kind: str
    subject: str
    occurrence: str
    address: Address
    payload: Payload
    due_at: datetime
    expires_at: datetime | None = None
    revision: int | None = None
    asker: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox.

    `marker` (at most 25 characters) goes into the platform's message, so that it can be found there again. `late`: it
    was taken up noticeably after its time, and the message says so. `attempts` counts what failed and may be the
    message's own fault. `fence` is the number under which its holder has it. `sending_at` is when it was last begun to
    be sent, `message_ref` the platform's own name of the message. `revision` and `asker` are the message's;
    `ledger_revision`, no part of the row, is the ledger's when its holder took it.
    """

    id: int
    kind: str
    subject: str
    occurrence: str
    address: Address
    payload: Payload
    marker: str
    due_at: datetime
    expires_at: datetime | None
    state: State
    late: bool
    attempts: int
    fence: int
    worker: str | None
    lease_until: datetime | None
    sending_at: datetime | None
    message_ref: str | None
    last_error: str | None
    created_at: datetime
    settled_at: datetime | None
    revision: int | None
    asker: str | None = None
    ledger_revision: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Policy:
    """The outbox's own times and bounds.

    lease: how long a worker may hold a row; longer than the time-out of a port's request.
    settling: how long after a lease, or after a request whose answer was lost, the platform may still take a message.
    late_after: from when on a message is marked late.
    doubt: how long a channel is asked in vain what became of a message, until a person has to decide.
    max_attempts: after so many failures of its own a message is parked.
    first_pause, longest_pause: the bounds of the backoff.
    """

    lease: timedelta = timedelta(seconds=30)
    settling: timedelta = timedelta(seconds=10)
    late_after: timedelta = timedelta(minutes=5)
    doubt: timedelta = timedelta(hours=24)
    max_attempts: int = 8
    first_pause: timedelta = timedelta(seconds=1)
    longest_pause: timedelta = timedelta(minutes=5)
