"""What keeps the bot out of Discord."""

from __future__ import annotations

from bot.errors import FactdeskError


class DiscordRefused(FactdeskError):
    """Discord does not let the bot in, and will not until somebody changes something."""


class DiscordUnreachable(FactdeskError):
    """Discord did not answer in time at the start."""
