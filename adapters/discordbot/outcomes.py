"""What Discord's answers to a send mean for the outbox."""

from __future__ import annotations

from adapters.discordbot.rest import Response
from bot.delivery.ports import Gone, Outcome, Rejected, RetryAfter, Scope, Sent, Uncertain

_UNKNOWN_MESSAGE = 10008
_TIMED_OUT = 408


def outcome_of(answer: Response) -> Outcome:
    """Exactly one for every answer there can be."""
    if answer.ok:
        return _sent(answer)
    if answer.status == 429:
        return RetryAfter(answer.retry_after, _scope(answer))
    if answer.status >= 500 or answer.status == _TIMED_OUT or answer.status < 400:
        return Uncertain(answer.reason)
    if answer.status == 400 and answer.code is not None:
        return Rejected(answer.reason)
    if answer.status == 401 or not answer.code:
        # Refused before the message was looked at: the token, the address, or a server in front of Discord.
        return RetryAfter(answer.retry_after, Scope.PLATFORM)
    if answer.code == _UNKNOWN_MESSAGE:
        return Rejected("the message was deleted in the channel")
    if answer.status in (403, 404):
        return Gone(answer.reason)
    return Rejected(answer.reason)


def _sent(answer: Response) -> Outcome:
    if not isinstance(answer.body, dict) or "id" not in answer.body:
        return Uncertain("the answer does not name the message")
    spent = answer.headers.get("X-RateLimit-Remaining") == "0"
    return Sent(str(answer.body["id"]), _seconds(answer.headers.get("X-RateLimit-Reset-After")) if spent else 0.0)


def _scope(answer: Response) -> Scope:
    """A limit for the whole bot says so; without a word of Discord's own it is the server in front of it."""
    everywhere = not isinstance(answer.body, dict) or answer.body.get("global", False)
    return Scope.PLATFORM if everywhere else Scope.CHANNEL


def _seconds(text: str | None) -> float:
    try:
        return max(float(text or 0), 0.0)
    except ValueError:
        return 0.0
