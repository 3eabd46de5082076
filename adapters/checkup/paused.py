"""Channels that nothing is sent to."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine

from adapters.checkup.finding import Finding
from bot.calendar.channels import channel_text
from bot.cards.notice import opening
from bot.delivery.manage import paused


def of_paused(engine: Engine) -> Iterator[Finding]:
    """Of a ledger whose schema is current."""
    found = paused(engine)
    for address, reason in found.items():
        channel = channel_text(address)
        yield Finding(
            "channel",
            f"{channel} is paused, nothing is sent there: {reason}",
            f"{opening(reason)}; then `factdesk deliveries resume {channel}`",
        )
    if not found:
        yield Finding("channels", "none is paused")
