"""What keeps the bot out of Slack."""

from __future__ import annotations

from bot.errors import FactdeskError


class SlackRefused(FactdeskError):
    """Slack does not let the bot in, and will not until somebody changes something."""


class SlackUnreachable(FactdeskError):
    """Slack did not answer in time at the start."""
