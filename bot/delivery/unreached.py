"""Whoever waits for a post that cannot be posted is told so, in person."""

from __future__ import annotations

from datetime import datetime

from bot.delivery.nouns import Address, Message

UNREACHED = "unreached"
"""The kind of that message. Its payload says the "destination", the "reason", and whether what could not be posted
"waits" for the channel to be resumed. It tells nothing of the ledger."""


def unreached(
    asker: str | None, subject: str, address: Address, reason: str, now: datetime, *, waits: bool
) -> list[Message]:
    """One message for whoever a message with that subject was to be posted for, its chart included, however often it
    fails; none where that is nobody, or where it was for one person anyway."""
    if asker is None or address.person is not None:
        return []
    payload = {"destination": str(address), "reason": reason, "waits": waits}
    return [Message(UNREACHED, subject, "", Address.of_person(asker), payload, due_at=now, asker=asker)]
