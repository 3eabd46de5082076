"""Channels as people write them: "slack:T1/C123", "discord:GUILD/CHANNEL", or without the workspace "slack:C123"."""

from __future__ import annotations

import re

from bot.calendar.errors import UnusableChannel
from bot.delivery.nouns import Address

PLATFORMS = ("slack", "discord")
_WRITTEN = re.compile(r"([a-z]+):(?:([^\s/:]+)/)?([^\s/:]+)")
_RIGHT = "write slack:WORKSPACE/CHANNEL or discord:SERVER/CHANNEL with their ids, as slack:T0001/C0001"


def parse_channel(text: str) -> Address:
    """Raises UnusableChannel."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or match[1] not in PLATFORMS:
        raise UnusableChannel(f"“{text}” is no channel; {_RIGHT}")
    return Address(match[1], match[2] or "", match[3])


def channel_text(address: Address) -> str:
    """The inverse of `parse_channel`."""
    place = f"{address.workspace}/{address.channel}" if address.workspace else address.channel
    return f"{address.platform}:{place}"
