"""What becomes of a row: from an outcome to the changes that it means. Nothing is read or written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.limits import Draw, Limits, backoff
from bot.delivery.nouns import Address, Delivery, Policy, State
from bot.delivery.ports import Failed, Gone, LeftOut, Outcome, Rejected, RetryAfter, Scope, Sent, Uncertain, Unknown


@dataclass(frozen=True, slots=True)
class Absent:
    """The channel was asked: the message does not stand."""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """A claim outlived its lease: its worker died, or stood still, before it began to send."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """There is nothing to say any more."""

    reason: str


Verdict = Outcome | Unknown | Absent | Abandoned | Withheld


@dataclass(frozen=True, slots=True)
class Terms:
    """What a verdict is judged by. `desk` is the channel that is told what needs a person; None: nobody is told."""

    draw: Draw
    policy: Policy = field(default_factory=Policy)
    desk: Address | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """New values of the row, and of its destination, by column. `close`: how much of the platform takes nothing before
    an instant. `free_at`: the same for the destination alone. `given_up`: why the message is parked."""

    row: dict[str, Any]
    place: dict[str, Any] = field(default_factory=dict)
    free_at: datetime | None = None
    close: tuple[Scope, datetime] | None = None
    given_up: str | None = None


def judge(held: Delivery, verdict: Verdict, failures: int, limits: Limits, terms: Terms, now: datetime) -> Change:
    """The changes for a row that its holder still holds. `failures`: those of its destination in a row until now."""
    pause = backoff(failures + 1, terms.policy, terms.draw)
    match verdict:
        case Sent(ref, wait):
            row = {"message_ref": ref, "last_error": None, **_settled(State.SENT, now)}
            return Change(row, {"failures": 0}, free_at=now + max(limits.gap, timedelta(seconds=wait)))
        case RetryAfter(seconds, scope):
            return _waiting(pause if seconds is None else timedelta(seconds=seconds), scope, failures, now)
        case Gone(reason):
            return Change({"last_error": reason, **_RELEASED}, {"paused": reason})
        case Uncertain(reason):
            # The request is over, so its lease is too; the settling time still has to pass.
            return Change({"last_error": reason, "lease_until": now})
        case Unknown(seconds):
            wait_for = pause if seconds is None else timedelta(seconds=seconds)
            return _doubtful(held, wait_for, failures, terms.policy, now)
        case Withheld(reason) | LeftOut(reason):
            return Change({"last_error": reason, **_settled(State.CANCELLED, now)})
        case Rejected(reason):
            return _given_up(held, reason, now)
        case Failed() | Absent() | Abandoned():
            return _failed(held, _why(held, verdict), failures, pause, terms.policy, now)


ROW_OF_SENT = ("message_ref", "last_error", "state", "settled_at", "worker", "lease_until")
"""The columns that change in the row of a message that stands."""
_RELEASED: dict[str, Any] = {"state": State.DUE.value, "worker": None, "lease_until": None}
_STOPPED = "the worker stopped before it sent the message"
_STOPPED_SENDING = "the worker stopped while it sent the message, which does not stand"
_IN_DOUBT = "the channel could not say whether the message stands; look there before it is sent again"


def _settled(state: State, now: datetime) -> dict[str, Any]:
    return {"state": state.value, "settled_at": now, "worker": None, "lease_until": None}


def _waiting(pause: timedelta, scope: Scope, failures: int, now: datetime) -> Change:
    row = {"last_error": "the platform asked to wait", **_RELEASED}
    until = now + pause
    if scope is Scope.CHANNEL:
        return Change(row, {"failures": failures + 1}, free_at=until)
    return Change(row, close=(scope, until))


def _doubtful(held: Delivery, pause: timedelta, failures: int, policy: Policy, now: datetime) -> Change:
    if held.sending_at is not None and now - held.sending_at >= policy.doubt:
        return _parked(_IN_DOUBT, now)
    # It is asked again a settling time after its lease.
    return Change({"lease_until": now + pause - policy.settling}, {"failures": failures + 1})


def _why(held: Delivery, failure: Failed | Absent | Abandoned) -> str:
    if isinstance(failure, Failed):
        return failure.reason
    return _STOPPED if isinstance(failure, Abandoned) else held.last_error or _STOPPED_SENDING


def _failed(held: Delivery, reason: str, failures: int, pause: timedelta, policy: Policy, now: datetime) -> Change:
    if held.attempts + 1 >= policy.max_attempts:
        return _given_up(held, reason, now)
    row = {"attempts": held.attempts + 1, "last_error": reason, **_RELEASED}
    return Change(row, {"failures": failures + 1}, free_at=now + pause)


def _given_up(held: Delivery, reason: str, now: datetime) -> Change:
    parked = _parked(reason, now)
    return Change({**parked.row, "attempts": held.attempts + 1}, parked.place, given_up=reason)


def _parked(reason: str, now: datetime) -> Change:
    return Change({"last_error": reason, **_settled(State.PARKED, now)}, {"failures": 0}, given_up=reason)
